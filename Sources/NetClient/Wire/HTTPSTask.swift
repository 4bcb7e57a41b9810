public import Records

/// A form that is posted to a service over TLS (`application/x-www-form-urlencoded`), with a
/// name and a password by HTTP Basic (RFC 7617). Redirects are not followed: the password would
/// go along.
public struct HTTPSTask: Sendable {
  /// Where it is posted.
  public let url: HTTPSURL
  /// The name to log in with.
  public let user: String
  /// Its password.
  public let password: String
  /// The fields of the form, text each.
  public let form: JSONObject
  /// The certificates to trust as PEM, and no others then; `nil` for the system's.
  public let authority: String?
  /// Until the connection is there, in milliseconds.
  public let connectLimit: Int64
  /// For the whole, connection and answer included, in milliseconds.
  public let totalLimit: Int64

  /// The longest answer that is read, in bytes.
  public static let maximumAnswerLength = 64 * 1024

  init(
    url: HTTPSURL, user: String, password: String, form: JSONObject, authority: String?,
    connectLimit: Int64, totalLimit: Int64
  ) {
    self.url = url
    self.user = user
    self.password = password
    self.form = form
    self.authority = authority
    self.connectLimit = connectLimit
    self.totalLimit = totalLimit
  }

  /// Reads a task.
  ///
  /// - Throws: `record_invalid`, `service_url_invalid`.
  init(json: JSONObject) throws(Failure) {
    var reader = ObjectReader(json, what: "https", path: "https.")
    let url = reader.text("url")
    user = reader.text("user")
    password = reader.text("password")
    form = reader.optionalObject("form") ?? [:]
    authority = reader.optionalText("authority")
    connectLimit = max(1, reader.integer("connect_limit"))
    totalLimit = max(1, reader.integer("total_limit"))
    for (key, value) in form.pairs {
      if case .string = value { continue }
      reader.refuse("form.\(key)", .typeUnexpected, "text is due, not \(value.typeName)")
    }
    try reader.finish()
    self.url = try HTTPSURL(parsing: url)
  }

  /// The fields.
  var json: JSONObject {
    [
      "url": .string(url.text), "user": .string(user), "password": .string(password),
      "form": .object(form), "authority": .text(authority), "connect_limit": .integer(connectLimit),
      "total_limit": .integer(totalLimit),
    ]
  }

  /// The form as it is posted: every byte that is not a letter, a digit or one of `-._` as `%XX`.
  public var encodedForm: String {
    form.pairs.map { key, value in
      guard case .string(let text) = value else { return "" }
      return "\(Self.encoded(key))=\(Self.encoded(text))"
    }.joined(separator: "&")
  }

  private static let digits = Array("0123456789ABCDEF".unicodeScalars)

  /// - Parameter more: further ASCII characters that stay as they are.
  static func encoded(_ text: String, keeping more: String = "") -> String {
    var result = String.UnicodeScalarView()
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        result.append(Unicode.Scalar(byte))
      case _ where more.utf8.contains(byte): result.append(Unicode.Scalar(byte))
      default: result += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(result)
  }
}

/// What a service answered.
///
/// The body is the service's and may name the recipient: it belongs into no log.
public struct HTTPSAnswer: Hashable, Sendable {
  /// The status code of HTTP.
  public let status: Int
  /// The body; what is not UTF-8 in it is replaced.
  public let body: String

  /// Takes an answer.
  public init(status: Int, body: String) {
    self.status = status
    self.body = body
  }
}
