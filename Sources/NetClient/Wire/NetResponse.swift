public import Records

/// What `so-net` answers, one line on its standard output for each request, in their order:
/// kind `so.net.response/1`.
public struct NetResponse: JSONRecord {
  /// The kind.
  public static let schema = "so.net.response/1"

  /// The request's id; 0 when the request could not be read.
  public let id: Int64
  /// What went wrong; `nil` when it is done.
  public let failure: Failure?
  /// For mail, what the server said last; `nil` when it said nothing.
  public let reply: SMTPReply?
  /// For HTTPS, what the service answered; `nil` when it did not.
  public let answer: HTTPSAnswer?
  /// For FTPS, what the server said; `nil` when it said nothing.
  public let ftps: FTPSAnswer?
  /// For a download, what the web server said; `nil` when it did not.
  public let download: DownloadAnswer?
  /// The library that the helper speaks with, and what that is built on, as in
  /// `libcurl/7.88.1 OpenSSL/3.0.22`, where that was asked for.
  public let version: String?

  /// Answers the request `id`.
  public init(
    id: Int64, failure: Failure?, reply: SMTPReply? = nil, answer: HTTPSAnswer? = nil,
    ftps: FTPSAnswer? = nil, download: DownloadAnswer? = nil, version: String? = nil
  ) {
    self.version = version
    self.ftps = ftps
    self.download = download
    self.id = id
    self.failure = failure
    self.reply = reply
    self.answer = answer
  }

  /// Reads a response. A code word that this program does not know is refused: the helper is
  /// then of another version.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.integer("id")
    failure = Self.failure(&reader)
    reply = Self.reply(&reader)
    answer = Self.answer(&reader)
    ftps = Self.nested("ftps", &reader) { FTPSAnswer(&$0) }
    version = reader.optionalText("version")
    download = Self.nested("download", &reader) { DownloadAnswer(&$0) }
  }

  private static func nested<Value>(
    _ key: String, _ outer: inout ObjectReader, _ make: (inout ObjectReader) -> Value
  ) -> Value? {
    guard let object = outer.optionalObject(key) else { return nil }
    var reader = ObjectReader(object, what: key, path: "\(key).")
    let value = make(&reader)
    outer.adopt(reader.problems)
    return value
  }

  private static func failure(_ outer: inout ObjectReader) -> Failure? {
    guard let object = outer.optionalObject("error") else { return nil }
    var reader = ObjectReader(object, what: "error", path: "error.")
    let word = reader.text("code")
    let message = reader.text("message")
    let hint = reader.optionalText("hint")
    // Which fields of our own request were refused is of no use to anybody but a debugger.
    reader.ignore("fields")
    let code = (Failure.Code.ofNetClient + Failure.Code.ofRecords).first { $0.word == word }
    if code == nil { reader.refuse("code", .valueInvalid, "is not a known code") }
    outer.adopt(reader.problems)
    return Failure(code ?? .netHelperFailed, message, hint: hint)
  }

  private static func reply(_ outer: inout ObjectReader) -> SMTPReply? {
    guard let object = outer.optionalObject("reply") else { return nil }
    var reader = ObjectReader(object, what: "reply", path: "reply.")
    let code = reader.integer("code")
    let text = reader.optionalText("text") ?? ""
    if !(200...599).contains(code) { reader.refuse("code", .valueInvalid, "is no SMTP reply") }
    outer.adopt(reader.problems)
    return SMTPReply(code: Int(clamping: code), text: text)
  }

  private static func answer(_ outer: inout ObjectReader) -> HTTPSAnswer? {
    guard let object = outer.optionalObject("answer") else { return nil }
    var reader = ObjectReader(object, what: "answer", path: "answer.")
    let status = reader.integer("status")
    let body = reader.optionalText("body") ?? ""
    if !(100...599).contains(status) { reader.refuse("status", .valueInvalid, "is no HTTP status") }
    outer.adopt(reader.problems)
    return HTTPSAnswer(status: Int(clamping: status), body: body)
  }

  /// The fields.
  public var fields: JSONObject {
    [
      "id": .integer(id), "error": failure.map { .object($0.json) } ?? .null,
      "reply": reply.map { ["code": .integer(Int64($0.code)), "text": .string($0.text)] } ?? .null,
      "answer": answer.map { ["status": .integer(Int64($0.status)), "body": .string($0.body)] } ?? .null,
      "ftps": ftps.map { .object($0.json) } ?? .null, "download": download.map { .object($0.json) } ?? .null,
      "version": .text(version),
    ]
  }
}
