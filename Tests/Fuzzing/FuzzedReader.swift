public import Records

/// A reader of bytes from strangers, as a fuzzer drives it: whatever it is given, it ends, does
/// not trap, and keeps the promises that ``read(_:)`` checks.
public enum FuzzedReader: String, CaseIterable, Sendable {
  /// A whole age file, to a native key, an SSH key or a passphrase.
  case age
  /// ASCII armour.
  case armor
  /// A tar archive alone.
  case tar
  /// A container's archive, signed or not.
  case archive
  /// `manifest.json` in a container that is whole otherwise.
  case manifest
  /// `SHA256SUMS` in a container that is whole otherwise.
  case sums
  /// `SHA256SUMS.sig` in a container that is whole otherwise.
  case signature
  /// The statement of a share, and its signature, in the header of a container that is whole.
  case share
  /// The file of an SSH private key.
  case key

  /// Reads `bytes`.
  ///
  /// - Returns: whether they were taken, and why not.
  /// - Precondition: traps where a promise is broken, which a fuzzer reports as a crash.
  @discardableResult
  public func read(_ bytes: [UInt8]) -> Failure? {
    do throws(Failure) {
      switch self {
      case .age: try FuzzedAge.readFile(bytes)
      case .armor: try FuzzedAge.readArmor(bytes)
      case .key: try FuzzedAge.readKey(bytes)
      case .tar: try FuzzedContainer.readTar(bytes)
      case .archive: try FuzzedContainer.readArchive(bytes)
      case .manifest: try FuzzedContainer.read(bytes, as: "manifest.json")
      case .sums: try FuzzedContainer.read(bytes, as: "SHA256SUMS")
      case .share: try FuzzedShare.read(bytes)
      case .signature: try FuzzedContainer.read(bytes, as: "SHA256SUMS.sig")
      }
      return nil
    } catch {
      precondition(
        !error.message.isEmpty
          && error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F },
        "a message is one line, without anything that a terminal obeys")
      precondition(error.code != .internalError, "a stranger's bytes are no fault of ours: \(error.message)")
      return error
    }
  }
}
