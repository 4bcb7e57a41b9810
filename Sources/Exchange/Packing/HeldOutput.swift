internal import Keys
internal import Platform
internal import Records

/// Holds back a container's front until the store has kept what it is; then passes everything
/// on, with its digest. The front is bounded by the size of a manifest.
final class HeldOutput: ByteSink {
  private let output: any ByteSink
  private let hash = SHA256()
  private var held: [UInt8]? = []
  private(set) var size: Int64 = 0

  init(_ output: any ByteSink) { self.output = output }

  func write(_ bytes: RawSpan) throws(Failure) {
    hash.write(bytes)
    size += Int64(bytes.byteCount)
    if held != nil {
      unsafe bytes.withUnsafeBytes { unsafe held?.append(contentsOf: $0) }
    } else {
      try output.write(bytes)
    }
  }

  /// Passes the front on, and from now on everything.
  func release() throws(Failure) {
    let front = held ?? []
    held = nil
    try output.write(front)
  }

  /// The digest of everything.
  func digest() -> SHA256Digest { hash.finish() }
}
