internal import CSSH
internal import Platform
public import Records
public import SystemPackage

/// What kind of key a private key's file holds.
public struct ClientKey: Hashable, Sendable {
  /// The public half.
  public let publicKey: HostKey

  /// Opens a private key's file, as logging in does.
  ///
  /// - Throws: `identity_file_unreadable`, `identity_file_exposed`, `identity_passphrase`.
  public init(_ path: FilePath, passphrase: [UInt8]? = nil) throws(Failure) {
    let file = try PrivateKeyFile(path, passphrase: passphrase)
    var key: ssh_key?
    guard unsafe ssh_pki_export_privkey_to_pubkey(file.handle, &key) == SSH_OK, let key = unsafe key else {
      throw Failure(.identityFileUnreadable, "the public half of \(path.printable) cannot be made")
    }
    defer { unsafe ssh_key_free(key) }
    guard let publicKey = unsafe PublicKeyReader.hostKey(key) else {
      throw Failure(.identityFileUnreadable, "the kind of the key in \(path.printable) is unknown")
    }
    self.publicKey = publicKey
  }
}
