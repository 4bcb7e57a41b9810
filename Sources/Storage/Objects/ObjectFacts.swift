internal import Keys
internal import Records

/// What the sealed part of an object's row says: digest and size of the plaintext, and the epoch
/// whose key the object itself is encrypted to.
///
/// In clear, a digest would tell anybody who has a file whether it is in the store. The epoch is
/// not that of the row: a new epoch seals rows anew and leaves objects as they are.
struct ObjectFacts: Hashable {
  let size: Int64
  let sha256: SHA256Digest
  let epoch: Int64

  var bytes: [UInt8] { sha256.bytes + Self.bytes(size) + Self.bytes(epoch) }

  init(size: Int64, sha256: SHA256Digest, epoch: Int64) {
    self.size = size
    self.sha256 = sha256
    self.epoch = epoch
  }

  /// Reads what `bytes` gives; `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == 48, let digest = SHA256Digest(Array(bytes[..<32])) else { return nil }
    self.init(size: Self.number(bytes[32..<40]), sha256: digest, epoch: Self.number(bytes[40...]))
  }

  private static func bytes(_ number: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    bytes.reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
  }
}
