public import Keys
internal import Platform
public import Profile
public import Records
public import SODFormat

extension Profile {
  /// Opens a container and reads its manifest.
  ///
  /// Taken are one's own containers and those of the contacts; on a machine without an identity
  /// of its own, those of the identity that was named.
  ///
  /// - Parameters:
  ///   - identity: what opens it; `nil` is the profile's.
  ///   - acceptUnsigned: whether a container by nobody, or by somebody unknown, is taken too.
  /// - Throws: what `SODReader` and loading the identity throw.
  public func openContainer(
    _ source: any ByteSource, identity: Identity?, acceptUnsigned: Bool, now: Timestamp
  ) throws(Failure) -> SODReader {
    let hasOwn = try FileStatus(at: identityPath) != nil
    let key: Identity
    if let identity { key = identity } else { key = try self.identity() }
    var trusted: Set<SSHPublicKey> = [key.signer]
    if hasOwn { trusted.formUnion(try trustedSigners(try self.identity())) }
    return try SODReader(
      source, keys: [SODKey(key)],
      policy: SODPolicy(trusted: trusted, acceptUnsigned: acceptUnsigned, now: now))
  }
}
