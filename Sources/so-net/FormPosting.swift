internal import CCurl
internal import NetClient
internal import Records

/// One form posted to one service over TLS, and its answer.
final class FormPosting: CurlSession.Peer {
  private let task: HTTPSTask
  private let session: CurlSession
  private var body: [UInt8] = []
  private var isTooLong = false

  init(_ task: HTTPSTask, _ session: CurlSession) {
    self.task = task
    self.session = session
  }

  /// Posts, and gives the answer, whatever its status is.
  ///
  /// - Throws: `net_helper_failed` when libcurl takes an option amiss; nothing was sent then.
  func response(id: Int64) throws(Failure) -> NetResponse {
    // Neither plain HTTP nor a redirect: `reset` follows none.
    try session.reset(protocols: "https")
    try session.set(CURLOPT_URL, task.url.text)
    try session.set(CURLOPT_CONNECTTIMEOUT_MS, Int(task.connectLimit))
    try session.set(CURLOPT_TIMEOUT_MS, Int(task.totalLimit))
    try session.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    if let authority = task.authority { try session.trust(only: authority) }
    try session.set(CURLOPT_HTTPAUTH, Self.basic)
    try session.set(CURLOPT_USERNAME, task.user)
    try session.set(CURLOPT_PASSWORD, task.password)
    try session.set(CURLOPT_USERAGENT, "second-opinion")
    try session.set(CURLOPT_POST, 1)
    try session.set(CURLOPT_COPYPOSTFIELDS, task.encodedForm)
    let (code, text) = try session.transfer(PeerBox(self))
    let (status, isHandedOver) = (session.responseCode, session.hasSentRequest)
    if code != CURLE_OK { try session.renew() }
    guard code == CURLE_OK, let status else {
      return NetResponse(id: id, failure: failure(code, text, isHandedOver: isHandedOver))
    }
    return NetResponse(
      id: id, failure: nil,
      answer: HTTPSAnswer(status: status, body: String(decoding: body, as: UTF8.self)))
  }

  /// `CURLAUTH_BASIC`, a macro with a cast that Swift does not see.
  private static let basic = 1

  /// The form was handed over as a whole; libcurl asks for nothing.
  func upload(into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 }

  func heard(_ line: [UInt8]) {}

  func received(_ part: [UInt8]) -> Bool {
    body += part
    isTooLong = body.count > HTTPSTask.maximumAnswerLength
    return !isTooLong
  }

  private func failure(_ code: CURLcode, _ text: String, isHandedOver: Bool) -> Failure {
    let place = task.url.place
    let words = CurlWords.plain(text)
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      return Failure(.serviceTLSFailed, "the certificate of \(place) is not trusted: \(words)")
    case CURLE_SSL_CACERT_BADFILE:
      return Failure(
        .serviceAuthorityInvalid, "the file of sms.ca_file holds no certificate that can be read")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ENGINE_INITFAILED:
      return Failure(.serviceTLSFailed, "TLS with \(place) failed: \(words)")
    case CURLE_WRITE_ERROR where isTooLong:
      return Failure(.serviceAnswerInvalid, "\(place) gives an answer without an end")
    case CURLE_COULDNT_RESOLVE_HOST:
      return Failure(.serviceUnreachable, "there is no host \(task.url.host)")
    case _ where isHandedOver:
      return Failure(
        .serviceUnanswered,
        "\(place) took the request and never answered; it may or may not have acted: \(words)")
    case CURLE_COULDNT_CONNECT:
      return Failure(.serviceUnreachable, "\(place) takes no connection: \(words)")
    case CURLE_OPERATION_TIMEDOUT:
      return Failure(.serviceUnreachable, "\(place) does not answer in time: \(words)")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY, CURLE_AGAIN,
      CURLE_UNSUPPORTED_PROTOCOL:
      return Failure(.serviceUnreachable, "\(place) went away, or does not speak HTTP: \(words)")
    default:
      return Failure(.netHelperFailed, "libcurl ended with \(code.rawValue): \(words)")
    }
  }
}
