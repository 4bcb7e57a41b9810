internal import COpenSSL

/// Bytes that are wiped when the last reference to them goes: keys, seeds, passphrases.
///
/// The buffer never grows or moves, so no stale copy is left behind by a reallocation. It
/// offers no equality and no description: comparing secrets byte by byte leaks their
/// prefix through time, and printing one puts it into a log.
@safe
public final class SecretBytes: @unchecked Sendable {
  // Written in `init` alone, hence shareable between threads.
  private let storage: UnsafeMutableRawBufferPointer

  /// How many bytes there are.
  public var count: Int { unsafe storage.count }

  /// Lets `fill` write all `count` bytes (they start as zeros).
  public init<E: Error>(count: Int, filling fill: (inout MutableRawSpan) throws(E) -> Void) throws(E) {
    unsafe storage = .allocate(byteCount: count, alignment: 16)
    unsafe storage.initializeMemory(as: UInt8.self, repeating: 0)
    var span = unsafe MutableRawSpan(_unsafeBytes: storage)
    try fill(&span)
  }

  /// Copies `bytes`; the caller's own copy is the caller's to wipe.
  public convenience init(copying bytes: RawSpan) {
    self.init(count: bytes.byteCount) { (buffer: inout MutableRawSpan) in
      buffer.copy(bytes, at: 0)
    }
  }

  /// Copies `bytes`; the caller's own copy is the caller's to wipe.
  public convenience init(copying bytes: [UInt8]) {
    self.init(copying: unsafe bytes.span.bytes)
  }

  /// Takes the bytes over and overwrites the array that held them.
  public convenience init(wiping bytes: inout [UInt8]) {
    self.init(copying: unsafe bytes.span.bytes)
    SecretBytes.wipe(&bytes)
  }

  deinit {
    if let start = unsafe storage.baseAddress { unsafe OPENSSL_cleanse(start, storage.count) }
    unsafe storage.deallocate()
  }

  /// Lends the bytes to `body` for the time of the call.
  public func withBytes<R: ~Copyable, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
    try body(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(storage)))
  }

  /// A copy of some of the bytes.
  public func slice(_ range: Range<Int>) -> SecretBytes {
    withBytes { bytes in SecretBytes(copying: bytes.extracting(range)) }
  }

  /// Whether both hold the same bytes, in a time that depends on the lengths alone.
  public func equals(_ other: SecretBytes) -> Bool {
    withBytes { own in other.withBytes { theirs in ConstantTime.equal(own, theirs) } }
  }

  /// Overwrites an array that held a secret, where the optimiser cannot drop the writes.
  public static func wipe(_ bytes: inout [UInt8]) {
    unsafe bytes.withUnsafeMutableBytes { buffer in
      if let start = buffer.baseAddress { unsafe OPENSSL_cleanse(start, buffer.count) }
    }
  }
}
