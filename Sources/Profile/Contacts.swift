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
    var checked = try Self.checked(contact)
    if let old = named(checked.name ?? "") {
      guard old.recipient == checked.recipient, old.signer == checked.signer else {
        throw Failure(
          .contactExists,
          "the contact \(checked.name ?? "") has other keys (\(old.fingerprint ?? "no signer"))",
          hint: "so-sod contact edit \(checked.name ?? "") --keys -")
      }
      checked = checked.with(verified: old.verified)
    }
    put(checked, insteadOf: checked.name)
  }

  /// Removes a contact.
  ///
  /// - Throws: `contact_unknown`.
  mutating func remove(_ name: String) throws(Failure) { put(nil, insteadOf: try required(name).name) }

  /// Changes a contact: all that is asked for, or nothing.
  ///
  /// - Throws: `contact_unknown`; `contact_exists` when the new name is taken;
  ///   `fingerprint_differs`, `record_invalid` for keys that are not the ones heard.
  mutating func edit(_ name: String, _ edit: ContactEdit, at time: Timestamp) throws(Failure) -> Contact {
    let old = try required(name)
    if let new = edit.name, new != name, named(new) != nil {
      throw Failure(.contactExists, "there is a contact \(new) already")
    }
    var changed = Contact(
      name: edit.name ?? old.name, email: edit.email ?? old.email, recipient: old.recipient,
      signer: old.signer, fingerprint: old.fingerprint, digits: old.digits, verified: old.verified)
    if let (keys, heard) = edit.keys {
      changed = try Self.checked(
        Contact(
          name: changed.name, email: changed.email, recipient: keys.recipient, signer: keys.signer,
          fingerprint: keys.fingerprint)
      ).heard(heard, at: time)
    }
    put(changed, insteadOf: name)
    return changed
  }

  /// Keeps that a contact's owner was heard to read the same fingerprint or digits.
  ///
  /// - Throws: `contact_unknown`, `fingerprint_differs`.
  mutating func verify(_ name: String, heard: String, at time: Timestamp) throws(Failure) -> Contact {
    let verified = try required(name).heard(heard, at: time)
    put(verified, insteadOf: name)
    return verified
  }

  private func required(_ name: String) throws(Failure) -> Contact {
    if let contact = named(name) { return contact }
    throw Failure(.contactUnknown, "there is no contact \(name)", hint: "so-sod contact list")
  }

  private mutating func put(_ contact: Contact?, insteadOf name: String?) {
    all.removeAll { $0.name == name }
    if let contact { all.append(contact) }
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
    let recipient = AgeRecipient(contact.recipient)
    if recipient == nil {
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
      name: contact.name, email: contact.email, recipient: recipient?.text ?? contact.recipient,
      signer: signer?.text,
      fingerprint: signer?.fingerprint, digits: signer?.digits)
  }
}

/// What of a contact is to be changed; `nil` leaves it.
public struct ContactEdit: Sendable {
  /// The new name, which `Contact.isName` takes.
  public let name: String?
  /// The new e-mail address.
  public let email: EmailAddress?
  /// A record with the new keys, and the new signer's fingerprint or digits as their owner was
  /// heard to read them: without that, whoever can send a record could take a contact's place.
  public let keys: (record: Contact, heard: String)?

  /// An edit.
  public init(name: String?, email: EmailAddress?, keys: (record: Contact, heard: String)? = nil) {
    self.name = name
    self.email = email
    self.keys = keys
  }
}

extension Contact {
  /// The same contact, verified at another time or not at all.
  fileprivate func with(verified: Timestamp?) -> Contact {
    Contact(
      name: name, email: email, recipient: recipient, signer: signer, fingerprint: fingerprint,
      digits: digits, verified: verified)
  }

  /// The same contact, verified, when `text` is what its owner has to read.
  fileprivate func heard(_ text: String, at time: Timestamp) throws(Failure) -> Contact {
    guard let digits, let fingerprint else {
      throw Failure(.fingerprintDiffers, "the contact \(name ?? "") has no signing key to be verified")
    }
    let plain = text.filter { !$0.isWhitespace }
    guard plain == fingerprint || plain == digits.filter({ !$0.isWhitespace }) else {
      throw Failure(
        .fingerprintDiffers, "what was read is not the fingerprint of \(name ?? "") (\(fingerprint))",
        hint: "do not use these keys; ask their owner over another way")
    }
    return with(verified: time)
  }
}
