internal import Glibc
public import Records
public import SystemPackage

/// Standard output as the place for results: buffered, and every write is checked.
///
/// `print` to a full disk ends with success; a nightly batch would then believe that it has
/// a list which nobody has.
public final class CheckedOutput: ByteSink {
  private let descriptor: FileDescriptor
  private var buffer: [UInt8] = []
  private var failure: Failure?

  /// Writes to `descriptor`.
  public init(_ descriptor: FileDescriptor = .standardOutput) { self.descriptor = descriptor }

  /// Whether a person is looking: the descriptor is a terminal.
  public var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// The width of the terminal in columns; `nil` when it does not say.
  public var columns: Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Adds a line and its line feed.
  public func line(_ text: String) throws(Failure) { try line(Array(text.utf8)) }

  /// Adds a line and its line feed.
  public func line(_ bytes: [UInt8]) throws(Failure) {
    buffer += bytes
    buffer.append(0x0A)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Adds bytes as they are.
  public func write(_ bytes: RawSpan) throws(Failure) {
    try flush()
    try put(bytes)
  }

  /// Hands everything to the system.
  ///
  /// - Throws: `output_closed` when the reader went away, `output_failed` otherwise; after that
  ///   always the same, so that a list with a hole in it never passes for whole.
  public func flush() throws(Failure) {
    if let failure { throw failure }
    guard !buffer.isEmpty else { return }
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    try put(unsafe bytes.span.bytes)
  }

  private func put(_ bytes: RawSpan) throws(Failure) {
    do { try descriptor.writeEverything(bytes, name: "standard output", closed: .outputClosed) } catch {
      let failure = error.code == .outputClosed ? error : Failure(.outputFailed, error.message)
      self.failure = failure
      throw failure
    }
  }
}
