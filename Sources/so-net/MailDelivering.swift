internal import CCurl
internal import NetClient
internal import Records

/// One mail transaction: STARTTLS or TLS, login, one recipient, the message, the answer.
final class MailDelivering: CurlSession.Peer {
  private let task: MailTask
  private let session: CurlSession
  private let message: [UInt8]
  private var sent = 0
  private var replies = ReplyReader()

  init(_ task: MailTask, _ session: CurlSession) {
    self.task = task
    self.session = session
    message = Array((task.message ?? "").utf8)
  }

  /// Delivers, and says how it went.
  ///
  /// - Throws: `net_helper_failed` when libcurl takes an option amiss; nothing was sent then.
  func response(id: Int64) throws(Failure) -> NetResponse {
    try session.reset(protocols: "smtp,smtps")
    let account = task.account
    try session.set(CURLOPT_URL, account.server.text)
    try session.set(CURLOPT_CONNECTTIMEOUT_MS, Int(account.connectLimit))
    try session.set(CURLOPT_TIMEOUT_MS, Int(account.deliveryLimit))
    if let authority = account.authority { try session.trust(only: authority) }
    if let user = account.user, let password = account.password {
      try session.set(CURLOPT_USERNAME, user)
      try session.set(CURLOPT_PASSWORD, password)
      // Inside TLS these two are what servers have; the others would try Kerberos tickets and
      // NTLM hashes on whoever answers.
      try session.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }
    let recipients = task.message == nil ? [] : ["<\(task.to.text)>"]
    if task.message == nil {
      // Without an upload libcurl sends one command once it is logged in.
      try session.set(CURLOPT_CUSTOMREQUEST, "NOOP")
    } else {
      try session.set(CURLOPT_MAIL_FROM, "<\(task.from.text)>")
      try session.set(CURLOPT_UPLOAD, 1)
      try session.set(size: CURLOPT_INFILESIZE_LARGE, message.count)
    }
    let (code, text) = try session.transfer(PeerBox(self), recipients: recipients)
    if code != CURLE_OK { try session.renew() }
    let outcome = MailOutcome(
      code: code, text: text, reply: replies.last, handedOver: task.message != nil && sent == message.count,
      server: account.server,
      hasLogin: account.user != nil)
    return NetResponse(id: id, failure: outcome.failure, reply: replies.last)
  }

  func upload(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, message.count - sent)
    unsafe buffer.copyBytes(from: message[sent..<(sent + count)])
    sent += count
    return count
  }

  func heard(_ line: [UInt8]) { replies.add(line) }

  func received(_ part: [UInt8]) -> Bool { true }
}

/// Puts the lines of SMTP replies together (RFC 5321, 4.2.1).
struct ReplyReader {
  /// The last whole reply.
  private(set) var last: SMTPReply?
  private var text = ""

  mutating func add(_ line: [UInt8]) {
    let line = String(decoding: line.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
    // 221 answers the goodbye that libcurl says after a refusal, and would cover the refusal.
    guard let code = Int(line.prefix(3)), (200...599).contains(code), code != 221 else { return }
    let rest = line.dropFirst(3)
    // A long reply is not kept for as long as a server likes to talk.
    if text.utf8.count < 1000 { text += (text.isEmpty ? "" : " ") + rest.dropFirst() }
    guard !rest.hasPrefix("-") else { return }
    last = SMTPReply(code: code, text: text)
    text = ""
  }
}
