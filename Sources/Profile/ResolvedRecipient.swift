public import AgeFormat
public import Keys
internal import Platform
public import Records
internal import SystemPackage

/// Whom a container is sealed to.
public struct ResolvedRecipient: Sendable {
  /// The key that opens it.
  public let encryption: AgeRecipient
  /// The key that the recipient signs with, when known: with it they may answer and share.
  public let signer: SSHPublicKey?
  /// The contact's name, when they are one.
  public let name: String?
}

extension Profile {
  /// Reads what follows `--to`: a contact's name, `age1…`, or `@FILE` with one of those a line
  /// (blank lines and `#` comments are passed over).
  ///
  /// - Throws: `contact_unknown`, `recipient_invalid`, and what reading the file throws.
  public func recipients(_ text: String) throws(Failure) -> [ResolvedRecipient] {
    guard text.hasPrefix("@") else { return [try recipient(text)] }
    let path = FilePath(String(text.dropFirst()))
    let bytes = try InputFile(opening: path)
      .readAll(limit: 1 << 20, excess: Failure(.recipientInvalid, "\(path.printable) is larger than 1 MiB"))
    var recipients: [ResolvedRecipient] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let line = String(line).trimmingBlanks
      if line.isEmpty || line.hasPrefix("#") { continue }
      recipients.append(try recipient(line))
    }
    guard !recipients.isEmpty else {
      throw Failure(.recipientInvalid, "\(path.printable) names no recipient")
    }
    return recipients
  }

  private func recipient(_ text: String) throws(Failure) -> ResolvedRecipient {
    if let key = AgeRecipient(text) { return ResolvedRecipient(encryption: key, signer: nil, name: nil) }
    guard Contact.isName(text) else {
      throw Failure(.recipientInvalid, "the text after --to is neither a contact, nor a recipient, nor @FILE")
    }
    guard let contact = try contacts().named(text), let key = AgeRecipient(contact.recipient) else {
      throw Failure(
        .contactUnknown, "there is no contact \(text)",
        hint: "so-sod contact add - <contact.json, or so-sod contact list")
    }
    return ResolvedRecipient(
      encryption: key, signer: contact.signer.flatMap { SSHPublicKey(authorizedKey: $0) }, name: contact.name)
  }

  /// The keys of everybody whose containers are taken: the contacts', and one's own.
  public func trustedSigners(_ identity: Identity) throws(Failure) -> Set<SSHPublicKey> {
    Set(
      try contacts().all.compactMap { $0.signer.flatMap { SSHPublicKey(authorizedKey: $0) } } + [
        identity.signer
      ])
  }
}
