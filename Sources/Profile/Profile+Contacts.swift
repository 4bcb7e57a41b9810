internal import Keys
internal import Platform
public import Records

extension Profile {
  /// The contacts, by name.
  public func contacts() throws(Failure) -> Contacts {
    guard try FileStatus(at: contactsPath) != nil else { return Contacts() }
    guard let bytes = try SealedFile(path: contactsPath, identity: try identity()).read() else {
      return Contacts()
    }
    return try Contacts(lines: bytes)
  }

  /// Adds a contact; adding the same one again changes nothing. An identity is made when there is
  /// none.
  ///
  /// - Throws: what `Contacts.add` throws.
  public func add(_ contact: Contact, at time: Timestamp) throws(Failure) {
    try change(by: identityMakingOne(at: time).identity, at: time) { (contacts) throws(Failure) in
      try contacts.add(contact)
    }
  }

  /// Removes contacts: all of them, or none.
  ///
  /// - Throws: `contact_unknown`.
  public func removeContacts(_ names: [String], at time: Timestamp) throws(Failure) {
    try change(by: identity(), at: time) { (contacts) throws(Failure) in
      for name in names { try contacts.remove(name) }
    }
  }

  /// Changes a contact's name, address or keys.
  ///
  /// - Throws: `contact_unknown`, `contact_exists`, `fingerprint_differs`, `record_invalid`.
  public func editContact(_ name: String, _ edit: ContactEdit, at time: Timestamp) throws(Failure) -> Contact
  {
    try change(by: identity(), at: time) { (contacts) throws(Failure) in
      try contacts.edit(name, edit, at: time)
    }
  }

  /// Keeps that a contact's owner was heard to read the same fingerprint or digits.
  ///
  /// - Throws: `contact_unknown`, `fingerprint_differs`.
  public func verifyContact(_ name: String, heard: String, at time: Timestamp) throws(Failure) -> Contact {
    try change(by: identity(), at: time) { (contacts) throws(Failure) in
      try contacts.verify(name, heard: heard, at: time)
    }
  }

  private func change<Value>(
    by identity: Identity, at time: Timestamp, _ body: (inout Contacts) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    var result: Value?
    try SealedFile(path: contactsPath, identity: identity).update(at: time) { (old) throws(Failure) in
      var contacts = try old.map { (bytes) throws(Failure) in try Contacts(lines: bytes) } ?? Contacts()
      result = try body(&contacts)
      return contacts.lines
    }
    guard let result else { throw Failure(.internalError, "the contacts were not changed") }
    return result
  }
}
