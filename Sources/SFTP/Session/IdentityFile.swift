internal import Platform
public import Records
public import SystemPackage

/// What a file that is to hold a private key looks like, before a server is asked.
public enum IdentityFile {
  /// More than any key has.
  static let limit = 64 * 1024

  /// Checks that a file has the form of a private key. Its mode and its passphrase are for the login.
  ///
  /// - Throws: `identity_file_unreadable` for a public key, a key of PuTTY, and anything else;
  ///   `no_such_file` and the like.
  public static func check(_ path: FilePath) throws(Failure) {
    let excess = Failure(.identityFileUnreadable, "\(path.printable) is too long for a private key")
    var bytes = try InputFile(opening: path).readAll(limit: limit, excess: excess)
    defer { wipe(&bytes) }
    try refuseOtherKeys(bytes, path)
    guard bytes.contains(Array("-----BEGIN ".utf8)), bytes.contains(Array("PRIVATE KEY-----".utf8)) else {
      throw Failure(
        .identityFileUnreadable, "\(path.printable) is not a private key in OpenSSH or PEM format",
        hint: "name the private key, not the .pub file beside it")
    }
  }

  /// Refuses what is a key, but not one to log in with. A public key may be read by everybody: it must
  /// not be taken for a private one that lies open.
  static func refuseOtherKeys(_ bytes: [UInt8], _ path: FilePath) throws(Failure) {
    func begins(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2 PUBLIC KEY"].contains(where: begins)
      || bytes.contains(Array("PUBLIC KEY-----".utf8))
    {
      throw Failure(
        .identityFileUnreadable, "\(path.printable) is a public key, and the private one is needed to log in",
        hint: "name the private key, not the .pub file beside it")
    }
    if begins("PuTTY-User-Key-File-") {
      throw Failure(
        .identityFileUnreadable, "\(path.printable) is a key of PuTTY, in a format of its own",
        hint: "puttygen \(path.printable) -O private-openssh -o NEWKEY, and name NEWKEY")
    }
  }
}
