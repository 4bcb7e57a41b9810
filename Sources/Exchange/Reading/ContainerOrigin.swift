internal import Keys
internal import Platform
public import Profile
public import Records
public import SODFormat

/// Where a container comes from, in names that its reader knows: *from A, shared by B*.
public struct ContainerOrigin: Sendable {
  /// The sender: the contact's name, else the fingerprint of the signing key; `nil` where nobody
  /// signed.
  public let sender: String?
  /// Those who passed it on, in order: the contact's name, else the one that those before had for
  /// them, else the fingerprint.
  public let sharers: [String]

  /// The names for a container that `signer` signed and that came by `shares`.
  init(_ signer: SSHPublicKey?, _ shares: [SODShare], _ contacts: Contacts) {
    sender = signer.map { contacts.signing(with: $0)?.name ?? $0.fingerprint }
    sharers = shares.map { contacts.signing(with: $0.sharer)?.name ?? $0.name ?? $0.sharer.fingerprint }
  }

  /// For a person: `from clinic, shared by partner`.
  public var text: String {
    "from \(sender ?? "nobody who signed")" + sharers.map { ", shared by \($0)" }.joined()
  }
}

extension Profile {
  /// Where the container comes from, as far as its front says.
  ///
  /// - Throws: what reading the contacts throws.
  public func origin(of reader: SODReader) throws(Failure) -> ContainerOrigin {
    ContainerOrigin(reader.manifest.sender.signing, reader.shares, try knownContacts())
  }

  /// Where a verified container comes from.
  ///
  /// - Throws: what reading the contacts throws.
  public func origin(of verdict: SODVerdict) throws(Failure) -> ContainerOrigin {
    ContainerOrigin(verdict.signature.signer, verdict.shares, try knownContacts())
  }

  /// The contacts; nobody on a machine without an identity, which opens with one that is named.
  private func knownContacts() throws(Failure) -> Contacts {
    try FileStatus(at: identityPath) == nil ? Contacts() : try contacts()
  }
}
