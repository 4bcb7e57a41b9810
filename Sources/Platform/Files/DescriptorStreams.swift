internal import Glibc
public import Records
public import SystemPackage

/// Reads the bytes of a descriptor that somebody else owns: a pipe, standard input.
public final class DescriptorSource: ByteSource {
  private let descriptor: FileDescriptor
  private let name: String

  /// Reads `descriptor`; `name` stands in messages.
  public init(_ descriptor: FileDescriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Standard input.
  public static func standardInput() -> DescriptorSource {
    DescriptorSource(.standardInput, name: "standard input")
  }

  /// Fills the front of `buffer`; 0 is the end.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    try descriptor.readSome(into: &buffer, name: name)
  }
}

/// Writes to a descriptor that somebody else owns.
public final class DescriptorSink: ByteSink {
  private let descriptor: FileDescriptor
  private let name: String

  /// Writes to `descriptor`; `name` stands in messages.
  public init(_ descriptor: FileDescriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Writes all of `bytes`.
  ///
  /// - Throws: what the system says; a pipe whose reader went away is an `io_error` here, since
  ///   only at standard output that ends a tool in silence.
  public func write(_ bytes: RawSpan) throws(Failure) {
    try descriptor.writeEverything(bytes, name: name)
  }
}

extension FileDescriptor {
  func readSome(into buffer: inout MutableRawSpan, name: String) throws(Failure) -> Int {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(rawValue, $0.baseAddress, $0.count)
      }
      if count >= 0 { return count }
      if Errno.current == .interrupted { try EndRequest.check() }
      try waitUntilReady(POLLIN, Errno.current, "cannot read \(name)")
    }
  }

  /// - Parameter closed: the code for a pipe whose reader went away.
  func writeEverything(
    _ bytes: RawSpan, name: String, closed: Failure.Code = .ioError
  ) throws(Failure) {
    var written = 0
    while written < bytes.byteCount {
      let count = unsafe bytes.extracting(droppingFirst: written).withUnsafeBytes {
        unsafe Glibc.write(rawValue, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        written += count
      } else if Errno.current == .brokenPipe {
        throw Failure(closed, "the reader of \(name) went away")
      } else {
        try waitUntilReady(POLLOUT, Errno.current, "cannot write \(name)")
      }
    }
  }

  /// Waits where a call is to be tried again, and throws where not.
  ///
  /// Standard streams are shared: another program on the same terminal or pipe, as `ssh` does,
  /// may have set them to not wait, and then a full pipe is no error.
  private func waitUntilReady(_ events: Int32, _ errno: Errno, _ doing: String) throws(Failure) {
    switch errno {
    case .interrupted: break
    case .resourceTemporarilyUnavailable:
      var request = pollfd(fd: rawValue, events: Int16(events), revents: 0)
      _ = unsafe poll(&request, 1, -1)
    default: throw Failure(errno, doing)
    }
  }
}

/// Collects bytes in memory, up to a limit.
public final class MemorySink: ByteSink {
  /// What was written.
  public private(set) var bytes: [UInt8] = []
  private let limit: Int
  private let excess: Failure

  /// Collects at most `limit` bytes; one more throws `excess`.
  public init(limit: Int, excess: Failure) {
    self.limit = limit
    self.excess = excess
  }

  /// Adds `bytes`.
  public func write(_ bytes: RawSpan) throws(Failure) {
    guard self.bytes.count + bytes.byteCount <= limit else { throw excess }
    unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
  }
}

/// Reads bytes that are in memory.
public final class MemorySource: ByteSource {
  private var rest: ArraySlice<UInt8>

  /// Reads `bytes` from their front.
  public init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Fills the front of `buffer`; 0 is the end.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = min(buffer.byteCount, rest.count)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: rest.prefix(count)) }
    rest = rest.dropFirst(count)
    return count
  }
}

extension ByteSource {
  /// The largest piece that `copy` moves at a time, in bytes.
  public static var pieceSize: Int { 1 << 18 }

  /// Moves everything to `sink` in constant memory and returns how many bytes that were.
  @discardableResult
  public func copy(to sink: any ByteSink) throws(Failure) -> Int64 {
    var buffer: [UInt8] = []
    return try copy(to: sink, through: &buffer)
  }

  /// Moves everything to `sink` through a buffer that is kept for the next source: of thousands
  /// of small ones, each would else have a large one of its own. An empty buffer gets its size.
  @discardableResult
  public func copy(to sink: any ByteSink, through buffer: inout [UInt8]) throws(Failure) -> Int64 {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: Self.pieceSize) }
    var total: Int64 = 0
    while true {
      var span = buffer.mutableSpan
      var bytes = unsafe span.mutableBytes
      let count = try read(into: &bytes)
      if count == 0 { return total }
      try sink.write(unsafe buffer.span.bytes.extracting(0..<count))
      total += Int64(count)
    }
  }

  /// Everything as one array.
  ///
  /// - Throws: `excess` when there are more than `limit` bytes.
  public func readAll(limit: Int, excess: Failure) throws(Failure) -> [UInt8] {
    let sink = MemorySink(limit: limit, excess: excess)
    try copy(to: sink)
    return sink.bytes
  }
}
