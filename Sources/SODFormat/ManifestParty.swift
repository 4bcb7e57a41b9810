public import AgeFormat
public import Keys
internal import Records

/// Who packed a container.
public struct ManifestSender: Hashable, Sendable {
  /// The name that the sender goes by; a claim, like every name in a manifest.
  public let name: String?
  /// The key that signs; `nil` in a container that is not signed.
  public let signing: SSHPublicKey?

  /// A sender with this name and key.
  public init(name: String?, signing: SSHPublicKey?) {
    self.name = name
    self.signing = signing
  }

  init(_ object: JSONObject, _ manifest: inout ObjectReader) {
    var reader = ObjectReader(object, what: "sender", path: "sender.")
    name = reader.optionalText("name")
    signing = reader.optional("signing", "an ssh-ed25519 key") { SSHPublicKey(authorizedKey: $0) }
    let fingerprint = reader.optionalText("fingerprint")
    if fingerprint != signing?.fingerprint {
      reader.refuse("fingerprint", .valueInvalid, "is not the signing key's")
    }
    do throws(Failure) { try reader.finish() } catch { manifest.adopt(error.fields) }
  }

  var json: JSONObject {
    ["name": .text(name), "signing": .text(signing?.text), "fingerprint": .text(signing?.fingerprint)]
  }
}

/// Whom a container is for. Both keys stand in the signed manifest: nobody can address the
/// container to others and still pass it off as the sender's, and a receipt can be told to
/// be the recipient's.
public struct ManifestRecipient: Hashable, Sendable {
  /// The recipient as age writes it, as in `age1…`.
  public let encryption: String
  /// The key that the recipient signs receipts with, when the sender knows it.
  public let signing: SSHPublicKey?
  /// The name that the sender has for the recipient.
  public let name: String?

  init(encryption: String, signing: SSHPublicKey?, name: String?) {
    self.encryption = encryption
    self.signing = signing
    self.name = name
  }

  init?(_ object: JSONObject, path: String, _ manifest: inout ObjectReader) {
    var reader = ObjectReader(object, what: "recipient", path: path)
    encryption = reader.text("encryption")
    signing = reader.optional("signing", "an ssh-ed25519 key") { SSHPublicKey(authorizedKey: $0) }
    name = reader.optionalText("name")
    do throws(Failure) { try reader.finish() } catch {
      manifest.adopt(error.fields)
      return nil
    }
  }

  var json: JSONObject {
    ["encryption": .string(encryption), "signing": .text(signing?.text), "name": .text(name)]
  }
}

/// Somebody to pack a container for.
public struct SODRecipient: Hashable, Sendable {
  /// The key that it is sealed to.
  public let encryption: AgeRecipient
  /// The key that the recipient signs receipts with, when known.
  public let signing: SSHPublicKey?
  /// The recipient's name, when known.
  public let name: String?

  /// A recipient with these keys.
  public init(_ encryption: AgeRecipient, signing: SSHPublicKey? = nil, name: String? = nil) {
    self.encryption = encryption
    self.signing = signing
    self.name = name
  }
}
