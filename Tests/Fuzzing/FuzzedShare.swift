internal import AgeFormat
internal import Keys
internal import Platform
internal import Records
internal import SODFormat

/// The reader of a share's statement, with what it promises.
enum FuzzedShare {
  /// The statements that ``FuzzedAge/identity`` has signed, without their signatures.
  private static let signed: [[UInt8]] = {
    let seeds = (try? FuzzSeeds.of(.share)) ?? []
    return seeds.filter { $0.name.hasPrefix("whole") }.map { Array($0.bytes.prefix { $0 != 0x0A }) }
  }()
  private static let fileKey = AgeFileKey.random()

  /// Reads the container with `statement` sealed into its header. Nobody has the sharer's key, so
  /// one that is taken says what the sharer said.
  static func read(_ statement: [UInt8]) throws(Failure) {
    let identity = FuzzedAge.identity
    let header = try AgeHeader(
      wrapping: fileKey, for: [identity.ageRecipient],
      adding: [try ShareStanza.seal(statement, with: fileKey)])
    let file = MemorySink(limit: .max, excess: Failure(.internalError, "out of range"))
    let encryptor = try AgeEncryptor(header: header, fileKey: fileKey, output: file)
    try encryptor.write(FuzzSeeds.archive)
    try encryptor.finish()
    let reader = try SODReader(
      MemorySource(file.bytes), keys: [SODKey(identity)],
      policy: SODPolicy(trusted: [identity.signer], now: Timestamp(milliseconds: 1_795_000_000_000)))
    let verdict = try reader.verify()
    precondition(verdict.shares.count == 1, "a statement was passed over")
    precondition(
      signed.contains(Array(statement.prefix { $0 != 0x0A })), "a statement was taken that nobody signed")
  }
}
