internal import AgeFormat
internal import Keys
internal import Platform
internal import Records
internal import SystemPackage

/// A small file that only the holder of the identity can read: an age file, mode 0600.
struct SealedFile {
  let path: FilePath
  let identity: Identity
  /// More than any settings or contacts need, and little enough to hold in memory.
  private static let limit = 8 << 20

  /// The content; `nil` when there is no such file.
  func read() throws(Failure) -> [UInt8]? {
    guard try FileStatus(at: path) != nil else { return nil }
    let damaged = Failure(.settingsDamaged, "\(path.printable) is too large")
    let file = try InputFile(opening: path)
    try Self.checkMode(try FileStatus(file.descriptor), path)
    let sealed = try file.readAll(limit: Self.limit, excess: damaged)
    do { return try Age.decrypt(sealed, with: [identity.encryption]) } catch {
      throw Failure(
        .settingsDamaged, "\(path.printable) cannot be opened with this identity: \(error.message)")
    }
  }

  /// Refuses a file that others may read or change: sealed as it is, it was left open by a copy
  /// or a backup, and whoever can write it can put an older one there.
  ///
  /// - Throws: `settings_exposed`, naming the mode.
  static func checkMode(_ status: FileStatus, _ path: FilePath) throws(Failure) {
    guard status.mode.rawValue & 0o077 != 0 else { return }
    throw Failure(
      .settingsExposed,
      "\(path.printable) can be read or written by others than its owner (mode \(status.mode.octal))",
      hint: "chmod 600 \(path.printable)")
  }

  /// Changes the content under a lock: two programs at once lose nothing.
  func update(at time: Timestamp, _ change: ([UInt8]?) throws(Failure) -> [UInt8]) throws(Failure) {
    let folder = path.removingLastComponent()
    try FileSystem.makeDirectory(folder)
    let lock = try FileLock(waitingAt: FilePath(bytes: path.bytes + Array(".lock".utf8)), now: time)
    let sealed = try Age.encrypt(try change(try read()), to: [AgeRecipient(identity.recipient)])
    let file = try NewFile(in: folder)
    try file.write(sealed)
    try file.publish(at: path, replacing: true)
    withExtendedLifetime(lock) {}
  }
}
