internal import COpenSSL

/// The hash functions that are used here (FIPS 180-4), by their names in SSH signatures.
public enum HashAlgorithm: String, Hashable, Sendable {
  /// SHA-256, 32 bytes.
  case sha256
  /// SHA-512, 64 bytes.
  case sha512

  /// The length of the digest in bytes.
  public var byteCount: Int {
    switch self {
    case .sha256: 32
    case .sha512: 64
    }
  }

  /// OpenSSL's object for this algorithm, fetched once: looking it up by name for each
  /// message costs more than hashing a short one.
  var method: OpaquePointer? {
    switch self {
    case .sha256: unsafe FetchedDigests.sha256.pointer
    case .sha512: unsafe FetchedDigests.sha512.pointer
    }
  }
}

/// Digest methods, which OpenSSL lets any thread use at once; they live as long as the program.
@safe
private struct FetchedDigests: @unchecked Sendable {
  let pointer: OpaquePointer?

  static let sha256 = FetchedDigests("SHA256")
  static let sha512 = FetchedDigests("SHA512")

  private init(_ name: String) {
    unsafe pointer = EVP_MD_fetch(nil, name, nil)
  }
}
