internal import AgeFormat
internal import Keys
internal import Platform
internal import Records
internal import SODFormat

/// The readers of a container, with what they promise.
enum FuzzedContainer {
  /// The archive of a container that is whole, signed by ``FuzzedAge/identity``.
  private static let whole = Ustar(parsing: FuzzSeeds.archive)
  private static let now = Timestamp(milliseconds: 1_795_000_000_000)

  /// Reads a tar archive as a bundle of files: their names lead nowhere but downwards, and
  /// they hold no more than the archive.
  static func readTar(_ bytes: [UInt8]) throws(Failure) {
    var total: Int64 = 0
    try FileBundle.read(MemorySource(bytes)) { (path, content) throws(Failure) in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      precondition(parts.allSatisfy { !["", ".", ".."].contains($0) }, "a path leads elsewhere")
      precondition(
        path.utf8.count < 256 && !path.unicodeScalars.contains { $0.value < 0x20 }, "a path is no name")
      let sink = MemorySink(limit: bytes.count, excess: Failure(.internalError, "more out than in"))
      total += try content.copy(to: sink)
    }
    precondition(total <= bytes.count, "more came out of an archive than is in it")
  }

  /// Reads a container around this archive. Nobody has the sender's key, so one that is taken
  /// says what the sender said.
  static func readArchive(_ bytes: [UInt8]) throws(Failure) {
    let file = try Age.encrypt(bytes, to: [FuzzedAge.identity.ageRecipient])
    let policy = SODPolicy(trusted: [FuzzedAge.identity.signer], now: now)
    let reader = try SODReader(MemorySource(file), keys: [SODKey(FuzzedAge.identity)], policy: policy)
    let verdict = try reader.verify()
    guard case .known = verdict.signature else { preconditionFailure("a container by nobody was taken") }
    let archive = Ustar(parsing: bytes)
    for entry in whole.entries {
      precondition(
        archive.entries.contains { $0.path == entry.path && isSame($0, entry) },
        "a container was taken that its sender did not sign")
    }
  }

  /// Whether two entries say the same, byte for byte. Only the signature covers no armour: its
  /// lines may be broken elsewhere, for other programs write it too.
  private static func isSame(_ entry: Ustar.Entry, _ other: Ustar.Entry) -> Bool {
    if entry.content == other.content { return true }
    guard entry.path == "SHA256SUMS.sig" else { return false }
    guard let signature = try? SSHSignature(armored: entry.content),
      let expected = try? SSHSignature(armored: other.content)
    else { return false }
    return signature == expected
  }

  /// Reads the container with `bytes` in place of one of its own files.
  static func read(_ bytes: [UInt8], as path: String) throws(Failure) {
    var archive = whole
    guard let place = archive.entries.firstIndex(where: { $0.path == path }) else {
      preconditionFailure("the seed is no container")
    }
    archive.entries[place].content = bytes
    try readArchive(archive.bytes)
  }
}
