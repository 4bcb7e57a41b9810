/// Somebody to exchange containers with: `so.contact/1`.
public struct Contact: JSONRecord, Hashable {
  /// The kind and its version.
  public static let schema = "so.contact/1"

  /// The name that `--to` takes; `nil` for a key pair that nobody has named yet.
  public let name: String?
  /// Their e-mail address, when known.
  public let email: EmailAddress?
  /// The age recipient that containers are sealed to, as in `age1…`.
  public let recipient: String
  /// The key that their containers are signed with, as in `ssh-ed25519 AAAA…`.
  public let signer: String?
  /// The SHA-256 fingerprint of `signer`, for two people to read to each other.
  public let fingerprint: String?
  /// The same as digits, for the telephone.
  public let digits: String?
  /// When its owner was heard to read the same fingerprint or digits; `nil` before that.
  public let verified: Timestamp?

  /// A contact with these values; that the keys are keys is checked where they are used.
  public init(
    name: String?, email: EmailAddress?, recipient: String, signer: String?, fingerprint: String?,
    digits: String? = nil, verified: Timestamp? = nil
  ) {
    self.name = name
    self.email = email
    self.recipient = recipient
    self.signer = signer
    self.fingerprint = fingerprint
    self.digits = digits
    self.verified = verified
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    name = reader.optional("name", "a name of \(Self.nameRule)") {
      Contact.isName($0) ? $0 : nil
    }
    email = reader.optional("email", "an e-mail address") { EmailAddress($0) }
    recipient = reader.text("recipient")
    signer = reader.optionalText("signer")
    fingerprint = reader.optionalText("fingerprint")
    digits = reader.optionalText("digits")
    verified = reader.optionalTime("verified_at")
  }

  /// What a contact's name may be, for messages.
  public static let nameRule =
    "1 to 64 letters, digits, dots, dashes and underscores, not like a key and not led by a dot or dash"

  /// Whether `text` can name a contact: it must not look like a key, a file or an option.
  public static func isName(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), !text.hasPrefix("age1"), !text.hasPrefix("ssh-") else {
      return false
    }
    let isSafe = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isSafe && text.utf8.first != UInt8(ascii: "-") && text.utf8.first != UInt8(ascii: ".")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "name": .text(name), "email": .text(email?.text), "recipient": .string(recipient),
      "signer": .text(signer), "fingerprint": .text(fingerprint),
      "digits": .text(digits), "verified_at": .time(verified),
    ]
  }
}
