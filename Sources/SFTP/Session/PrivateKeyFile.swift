internal import CSSH
internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// A private key that libssh holds, loaded from a file that nobody else can read.
@safe final class PrivateKeyFile {
  let handle: ssh_key

  /// - Throws: `identity_file_unreadable`, `identity_file_exposed`, `identity_passphrase`.
  init(_ path: FilePath, passphrase: [UInt8]?) throws(Failure) {
    var text = try Self.contents(path)
    defer { wipe(&text) }
    var asked: Bool = false
    var key: ssh_key?
    // First without a passphrase: the callback tells an encrypted key from a damaged one,
    // and keeps OpenSSL from asking on the terminal.
    var answer = unsafe ssh_pki_import_privkey_base64(text, nil, noteQuestion, &asked, &key)
    if answer != SSH_OK, asked {
      guard var secret = passphrase.map({ $0 + [0] }) else {
        throw Failure(
          .identityPassphrase, "the private key \(path.printable) is encrypted and no passphrase is given")
      }
      defer { wipe(&secret) }
      answer = unsafe secret.withUnsafeBytes {
        unsafe ssh_pki_import_privkey_base64(
          text, $0.bindMemory(to: CChar.self).baseAddress, nil, nil, &key)
      }
      guard answer == SSH_OK else {
        throw Failure(.identityPassphrase, "the passphrase does not open the private key \(path.printable)")
      }
    }
    guard answer == SSH_OK, let key = unsafe key else {
      throw Failure(
        .identityFileUnreadable, "\(path.printable) is not a private key in OpenSSH or PEM format",
        hint: "name the private key, not the .pub file beside it")
    }
    unsafe handle = key
  }

  deinit { unsafe ssh_key_free(handle) }

  /// The file's bytes and a NUL.
  private static func contents(_ path: FilePath) throws(Failure) -> [CChar] {
    let file: InputFile
    do { file = try InputFile(opening: path) } catch {
      throw Failure(.identityFileUnreadable, "the private key cannot be read: \(error.message)")
    }
    let tooLong = Failure(.identityFileUnreadable, "\(path.printable) is too long for a private key")
    var bytes = try file.readAll(limit: IdentityFile.limit, excess: tooLong)
    defer { wipe(&bytes) }
    try IdentityFile.refuseOtherKeys(bytes, path)
    let status = try FileStatus(file.descriptor)
    guard status.mode.intersection([.groupReadWriteExecute, .otherReadWriteExecute]).isEmpty else {
      throw Failure(
        .identityFileExposed, "the private key \(path.printable) can be read by other users",
        hint: "chmod 600 \(path.printable)")
    }
    guard status.owner == geteuid() || status.owner == 0 else {
      throw Failure(.identityFileExposed, "the private key \(path.printable) belongs to another user")
    }
    guard !bytes.contains(0) else {
      throw Failure(.identityFileUnreadable, "\(path.printable) is not a private key")
    }
    return bytes.map { CChar(bitPattern: $0) } + [0]
  }
}

/// Overwrites a secret that is no longer needed, in a way that the compiler keeps.
func wipe<Element: BitwiseCopyable>(_ secret: inout [Element]) {
  unsafe secret.withUnsafeMutableBytes { block in
    if let base = block.baseAddress { unsafe explicit_bzero(base, block.count) }
  }
}

/// libssh's `ssh_auth_callback`: notes that a passphrase was asked for, and gives none.
private func noteQuestion(
  _: UnsafePointer<CChar>?, _: UnsafeMutablePointer<CChar>?, _: Int, _: Int32, _: Int32,
  _ asked: UnsafeMutableRawPointer?
) -> Int32 {
  unsafe asked?.storeBytes(of: true, as: Bool.self)
  return -1
}
