internal import AgeFormat
public import Keys
internal import Platform
public import Records

/// The people that containers are exchanged with, by name.
public struct Contacts: Sendable {
  /// All of them, sorted by name.
  public private(set) var all: [Contact] = []

  /// Nobody.
  public init() {}

  /// Reads one `so.contact/1` a line.
  ///
  /// - Throws: `settings_damaged`.
  init(lines bytes: [UInt8]) throws(Failure) {
    let stream = RecordStream(MemorySource(bytes))
    do throws(Failure) {
      while let object = try stream.next() { all.append(try Contact(json: object)) }
    } catch {
      throw Failure(.settingsDamaged, "the contacts cannot be read: \(error.message)")
    }
  }

  /// One `so.contact/1` a line.
  var lines: [UInt8] { all.flatMap { $0.json.serialized + [0x0A] } }

  /// The contact of this name.
  public func named(_ name: String) -> Contact? { all.first { $0.name == name } }

  /// The contact whose containers are signed by `signer`.
  public func signing(with signer: SSHPublicKey) -> Contact? { all.first { $0.signer == signer.text } }

  /// Adds a contact; the same one again changes nothing.
  ///
  /// - Throws: `record_invalid` when a key is not one, or the fingerprint is not the signer's;
  ///   `contact_exists` when the name has other keys, since a changed key is what an attacker
  ///   would send, and a person must look at it.
  mutating func add(_ contact: Contact) throws(Failure) {
    let checked = try Self.checked(contact)
    if let old = named(checked.name ?? "") {
      guard old.recipient == checked.recipient, old.signer == checked.signer else {
        throw Failure(
          .contactExists,
          "the contact \(checked.name ?? "") has other keys (\(old.fingerprint ?? "no signer"))")
      }
      all.removeAll { $0.name == checked.name }
    }
    all.append(checked)
    all.sort { ($0.name ?? "") < ($1.name ?? "") }
  }

  /// The contact with its keys checked and its fingerprint computed.
  public static func checked(_ contact: Contact) throws(Failure) -> Contact {
    var problems: [FieldProblem] = []
    if let name = contact.name {
      // A name that the reader refuses would make the whole file of contacts unreadable.
      if !Contact.isName(name) {
        problems.append(FieldProblem("name", .valueInvalid, "is not \(Contact.nameRule)"))
      }
    } else {
      problems.append(FieldProblem("name", .required, "is mandatory"))
    }
    if AgeRecipient(contact.recipient) == nil {
      problems.append(FieldProblem("recipient", .valueInvalid, "is not an age recipient"))
    }
    var signer: SSHPublicKey?
    if let text = contact.signer {
      signer = SSHPublicKey(authorizedKey: text)
      if signer == nil { problems.append(FieldProblem("signer", .valueInvalid, "is not an ssh-ed25519 key")) }
    }
    if let fingerprint = contact.fingerprint, let signer, fingerprint != signer.fingerprint {
      problems.append(FieldProblem("fingerprint", .valueInvalid, "is not the signer's"))
    }
    guard problems.isEmpty else {
      throw Failure(.recordInvalid, "the so.contact/1 record is refused", fields: problems)
    }
    return Contact(
      name: contact.name, email: contact.email, recipient: contact.recipient, signer: signer?.text,
      fingerprint: signer?.fingerprint)
  }
}
