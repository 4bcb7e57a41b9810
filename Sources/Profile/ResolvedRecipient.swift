public import AgeFormat
public import Keys
internal import Platform
public import Records
public import SystemPackage

/// Whom a container is sealed to.
public struct ResolvedRecipient: Sendable {
  /// The key that opens it.
  public let encryption: AgeRecipient
  /// The key that the recipient signs with, when known: with it they may answer and share.
  public let signer: SSHPublicKey?
  /// The contact's name, when they are one.
  public let name: String?

  /// Somebody whose keys are known without the contacts.
  public init(encryption: AgeRecipient, signer: SSHPublicKey?, name: String? = nil) {
    self.encryption = encryption
    self.signer = signer
    self.name = name
  }
}

extension Profile {
  /// Reads what follows `--to`: a contact's name, a recipient (`age1…`, `ssh-ed25519 …`,
  /// `ssh-rsa …`), or `@FILE` with one of those a line
  /// (blank lines and `#` comments are passed over).
  ///
  /// - Throws: `contact_unknown`, `recipient_invalid`, and what reading the file throws.
  public func recipients(_ text: String) throws(Failure) -> [ResolvedRecipient] {
    guard text.hasPrefix("@") else { return [try recipient(text)] }
    return try recipients(in: FilePath(String(text.dropFirst())))
  }

  /// Reads a file of recipients, whose name need not be UTF-8.
  ///
  /// - Throws: what ``recipients(_:)`` throws; a message names the line.
  public func recipients(in path: FilePath) throws(Failure) -> [ResolvedRecipient] {
    let bytes = try InputFile(opening: path)
      .readAll(limit: 1 << 20, excess: Failure(.recipientInvalid, "\(path.printable) is larger than 1 MiB"))
    var recipients: [ResolvedRecipient] = []
    // By bytes: CR LF is one character of a `String`, and would not part the lines.
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: line, as: UTF8.self).trimmingBlanks
      if line.isEmpty || line.hasPrefix("#") { continue }
      do throws(Failure) { recipients.append(try recipient(line)) } catch {
        throw error.prefixed("\(path.printable), line \(index + 1)")
      }
    }
    guard !recipients.isEmpty else {
      throw Failure(.recipientInvalid, "\(path.printable) names no recipient")
    }
    return recipients
  }

  private func recipient(_ text: String) throws(Failure) -> ResolvedRecipient {
    if let key = AgeRecipient(text) { return ResolvedRecipient(encryption: key, signer: nil, name: nil) }
    if text.hasPrefix("ssh-") {
      throw Failure(
        .recipientInvalid, "this is no key of ssh-ed25519, nor one of ssh-rsa with 2048 bits or more")
    }
    guard Contact.isName(text) else {
      throw Failure(.recipientInvalid, "this is neither a contact's name, nor a recipient, nor @FILE")
    }
    let contact = try contacts().named(text)
    guard let contact, let key = AgeRecipient(contact.recipient) else {
      if let contact, contact.recipient.hasPrefix("age1pq1") {
        throw Failure(
          .recipientInvalid,
          "the contact \(text) has a post-quantum key, to which this program does not seal",
          hint: "so-sod pack --to \(text)")
      }
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
