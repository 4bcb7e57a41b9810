public import Records

/// What the service's answer to a message means. Its own words are not passed on: they name the
/// number.
public struct SMSAnswer: Hashable, Sendable {
  /// The service's id for the message (`sid`).
  public let id: String

  /// Judges an answer.
  ///
  /// - Throws: `sms_auth_failed` (401, 403), `service_url_invalid` (redirects, 404, 405),
  ///   `sms_deferred` (429, 5xx), `sms_rejected` (another 4xx, or a message that is known to
  ///   have failed), `service_answer_invalid`.
  public init(_ answer: HTTPSAnswer, from url: HTTPSURL) throws(Failure) {
    let object = (try? JSONObject(parsing: Array(answer.body.utf8))) ?? [:]
    let place = url.place
    switch answer.status {
    case 200...299:
      guard case .string(let id)? = object["sid"], Self.isID(id) else {
        throw Failure(.serviceAnswerInvalid, "\(place) does not say under which id it has the message")
      }
      if case .string(let status)? = object["status"], ["failed", "undelivered"].contains(status) {
        throw Self.rejected(place, answer.status, object["error_code"])
      }
      self.id = id
    case 401, 403:
      throw Failure(
        .smsAuthFailed, "\(place) refuses the account or its token (\(answer.status))",
        hint: "so-ftpsend config set sms.account ID; so-ftpsend config set sms.token --value-file FILE")
    case 300...399:
      throw Failure(
        .serviceURLInvalid, "\(place) sends us elsewhere (\(answer.status)), where the token is not to go",
        hint: "so-ftpsend config set sms.url https://HOST/PATH")
    case 404, 405:
      throw Failure(
        .serviceURLInvalid, "\(place) knows no such account or address (\(answer.status))",
        hint: "so-ftpsend config set sms.url https://HOST/PATH; so-ftpsend config set sms.account ID")
    case 429, 500...599:
      throw Failure(.smsDeferred, "\(place) refuses for now (\(answer.status))")
    case 400...499: throw Self.rejected(place, answer.status, object["code"])
    default: throw Failure(.serviceAnswerInvalid, "\(place) answers with the status \(answer.status)")
    }
  }

  private static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
  }

  private static func rejected(_ place: String, _ status: Int, _ code: JSONValue?) -> Failure {
    guard case .integer(let code)? = code else {
      return Failure(.smsRejected, "\(place) refuses the number or the message (\(status))")
    }
    let meaning = meanings[code].map { ": \($0)" } ?? ""
    return Failure(.smsRejected, "\(place) refuses the number or the message (\(status), \(code))\(meaning)")
  }

  /// The codes that a person in a clinic can do something about.
  private static let meanings: [Int64: String] = [
    21211: "it is no telephone number", 21408: "the account may not send to that country",
    21610: "the phone's owner has answered STOP", 21612: "the sender cannot reach that number",
    21614: "it is not the number of a mobile phone", 30003: "the phone is switched off or gone",
    30005: "nobody has that number", 30006: "it is a landline, or cannot be reached",
  ]
}
