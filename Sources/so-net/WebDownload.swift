internal import CCurl
internal import NetClient
internal import Records

/// A file from a web server, or the rest of it.
final class WebDownload: CurlSession.Peer {
  private let task: DownloadTask
  private let session: CurlSession
  private let pulse: Pulse
  private let file: HeldFile
  private var head = WebHead()
  private var place: Int64
  private var isBegun = false
  private var isTold = false
  private var localError: Failure?

  init(_ task: DownloadTask, _ session: CurlSession, _ pulse: Pulse) throws(Failure) {
    self.task = task
    self.session = session
    self.pulse = pulse
    file = try HeldFile()
    place = task.offset
  }

  /// Fetches, and says how it went.
  ///
  /// - Throws: `net_helper_failed` when libcurl takes an option amiss; nothing was sent then.
  func response(id: Int64) throws(Failure) -> NetResponse {
    try session.reset(protocols: "https")
    try session.watch()
    try session.set(CURLOPT_URL, task.url)
    try session.set(CURLOPT_FOLLOWLOCATION, 1)
    try session.set(CURLOPT_MAXREDIRS, DownloadTask.maximumRedirects)
    try session.set(CURLOPT_CONNECTTIMEOUT_MS, Int(task.limits.connect))
    try session.set(CURLOPT_LOW_SPEED_LIMIT, 1)
    try session.set(CURLOPT_LOW_SPEED_TIME, max(1, Int((task.limits.stall + 999) / 1000)))
    try session.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    try session.set(CURLOPT_USERAGENT, "second-opinion")
    try session.set(CURLOPT_BUFFERSIZE, 512 << 10)
    try session.set(size: CURLOPT_MAX_RECV_SPEED_LARGE, Int(task.limits.bytesPerSecond ?? 0))
    if let authority = task.authority { try session.trust(only: authority) }
    var headers: [String] = []
    if task.offset > 0, let validator = task.validator {
      // Without the condition, the rest of another file would be put behind the front of this one.
      headers = ["Range: bytes=\(task.offset)-", "If-Range: \(validator)"]
    } else {
      place = 0
    }
    let (code, text) = try session.transfer(PeerBox(self), commands: headers, before: CURLOPT_HTTPHEADER)
    var failure = code == CURLE_OK ? begin() : outcome(code, text)
    if let localError { failure = localError }
    let answer = DownloadAnswer(
      status: head.status, size: head.wholeSize, validator: head.validator, bytes: place,
      peer: session.peerAddress, certificate: session.certificate)
    if code != CURLE_OK { try session.renew() }
    return NetResponse(id: id, failure: failure, download: answer)
  }

  func answered(_ line: [UInt8]) { head.add(line) }

  func ticked(sent: Int64) -> Bool { beat() }

  private func beat(isNews: Bool = false) -> Bool {
    // Before the head is judged, what it says is of no file.
    guard isBegun else { return pulse.beat(place) }
    return pulse.beat(place, size: head.wholeSize, validator: head.validator, isNews: isNews)
  }

  func received(_ part: [UInt8]) -> Bool {
    if let failure = begin() {
      localError = failure
      return false
    }
    guard Int64(part.count) <= min(task.maximum, head.wholeSize ?? task.maximum) - place else {
      localError = Failure(.remoteChanged, "the web server sends more bytes than it said, or than are taken")
      return false
    }
    let error = file.write(part, at: place)
    guard error == 0 else {
      localError = LocalWrite.failure(error)
      return false
    }
    place += Int64(part.count)
    // From the first byte on the tool can go on with it.
    guard isTold else {
      isTold = true
      return beat(isNews: true)
    }
    return true
  }

  /// Looks at the head before the first byte: is it the file, and which part of it?
  private func begin() -> Failure? {
    guard !isBegun else { return nil }
    isBegun = true
    switch head.status {
    case 200:
      // The whole file, be it that the server knows no ranges, or that it has another one now.
      place = 0
      let error = file.empty()
      if error != 0 { return LocalWrite.failure(error) }
    case 206:
      guard task.offset > 0, head.rangeStart == task.offset else {
        return Failure(.remoteChanged, "the web server sends another part of the file than was asked for")
      }
    default: return refusal
    }
    if let size = head.wholeSize, size > task.maximum {
      return Failure(.remoteChanged, "the file on the web server has \(size) bytes, more than are taken")
    }
    return nil
  }

  private var refusal: Failure {
    switch head.status {
    case 404, 410: Failure(.remoteNoSuchFile, "the web server has no such file (\(head.status))")
    case 401, 403:
      Failure(.remotePermissionDenied, "the web server does not hand the file out (\(head.status))")
    case 416: Failure(.remoteChanged, "the file on the web server is shorter than what was fetched of it")
    case 408, 425, 429, 500...599:
      Failure(.webServerFailed, "the web server answers with an error (\(head.status)); try again later")
    default: Failure(.webServerFailed, "the web server answers with \(head.status) and not with the file")
    }
  }

  private func outcome(_ code: CURLcode, _ text: String) -> Failure {
    let (host, port) = WebLink.place(task.url)
    let words = CurlWords.plain(text)
    let trust = PeerTrust(
      code: code, text: text, verifyResult: session.verifyResult, systemError: session.systemError,
      host: host, port: port, names: session.certificateNames)
    if let failure = trust.failure { return failure }
    switch code {
    case CURLE_COULDNT_CONNECT: return trust.connectFailure
    case CURLE_OPERATION_TIMEDOUT where head.status == 0: return trust.unanswered
    case CURLE_UNSUPPORTED_PROTOCOL:
      return Failure(.redirectRefused, "the web server redirects to an address without TLS")
    case CURLE_TOO_MANY_REDIRECTS:
      return Failure(
        .redirectRefused, "the web server redirects more than \(DownloadTask.maximumRedirects) times")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER:
      return Failure(.tlsFailed, "TLS with \(host) failed: \(words)")
    case CURLE_ABORTED_BY_CALLBACK: return Failure(.transferCancelled, "the tool that asked for it is gone")
    default: return Failure(.connectionLost, "the connection to \(host) broke or stalled: \(words)")
    }
  }
}

/// The head of the last answer of several, as redirects make them.
struct WebHead {
  private(set) var status = 0
  private(set) var rangeStart: Int64?
  private(set) var wholeSize: Int64?
  private var tag: String?
  private var date: String?

  /// A strong `ETag`, else the date: both are what `If-Range` takes (RFC 9110, 13.1.5).
  var validator: String? { tag ?? date }

  mutating func add(_ line: [UInt8]) {
    let text = String(decoding: line.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      self = WebHead()
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return
    }
    guard let colon = text.firstIndex(of: ":") else { return }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    guard value.utf8.count <= 200, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return }
    switch text[..<colon].lowercased() {
    case "etag": tag = value.hasPrefix("\"") ? String(value) : nil
    case "last-modified": date = String(value)
    case "content-length" where status == 200: wholeSize = Int64(value)
    case "content-range":
      // bytes 0-99/1000
      let numbers = value.dropFirst("bytes ".count).split(separator: "/")
      rangeStart = numbers.first.flatMap { $0.split(separator: "-").first }.flatMap { Int64($0) }
      wholeSize = numbers.count == 2 ? Int64(numbers[1]) : nil
    default: break
    }
  }
}
