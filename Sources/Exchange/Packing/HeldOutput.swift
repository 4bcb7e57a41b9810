internal import Keys
internal import Platform
internal import Records

/// Holds back a container's front until the store has kept what it is; then passes everything
/// on, with its digest. The front is bounded by the size of a manifest.
///
/// Digest and writing are steps of their own, on a thread of their own: the documents' digests
/// keep another processor as busy.
final class HeldOutput: ByteSink {
  private let digesting: Digesting?
  private let output: BackgroundSink
  private var held: [UInt8]? = []
  private(set) var size: Int64 = 0

  /// - Parameter digests: whether the digest of everything is asked for at the end. It takes as
  ///   long as all the documents' digests together.
  init(_ output: any ByteSink, digests: Bool = true) {
    digesting = digests ? Digesting(output) : nil
    self.output = BackgroundSink(digesting ?? output, name: "digest, write")
  }

  func write(_ bytes: RawSpan) throws(Failure) {
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

  /// Waits until everything is written.
  ///
  /// - Returns: its digest, where one was asked for.
  func finish() throws(Failure) -> SHA256Digest? {
    try output.finish()
    return digesting?.hash.finish()
  }
}

/// Writes and digests each piece while it is in the processor's cache.
private final class Digesting: ByteSink {
  let hash = SHA256()
  private let output: any ByteSink

  init(_ output: any ByteSink) { self.output = output }

  func write(_ bytes: RawSpan) throws(Failure) {
    try output.write(bytes)
    hash.write(bytes)
  }
}
