internal import Keys
internal import Records

/// What the sealed part of an object's row says: digest and size of the plaintext. In clear,
/// a digest would tell anybody who has a file whether it is in the store.
enum ObjectFacts {
  static func bytes(size: Int64, sha256: SHA256Digest) -> [UInt8] {
    sha256.bytes + (0..<8).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
  }

  static func parse(_ bytes: [UInt8]) -> (size: Int64, sha256: SHA256Digest)? {
    guard bytes.count == 40, let digest = SHA256Digest(Array(bytes[..<32])) else { return nil }
    return (bytes[32...].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }, digest)
  }
}
