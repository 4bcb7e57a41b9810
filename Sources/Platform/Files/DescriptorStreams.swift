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
  /// - Throws: `output_closed` when the reader of a pipe went away; else what the system says.
  public func write(_ bytes: RawSpan) throws(Failure) {
    try descriptor.writeEverything(bytes, name: name)
  }
}

extension FileDescriptor {
  func readSome(into buffer: inout MutableRawSpan, name: String) throws(Failure) -> Int {
    do {
      return try unsafe buffer.withUnsafeMutableBytes { unsafe try read(into: $0) }
    } catch let error as Errno {
      throw Failure(error, "cannot read \(name)")
    } catch {
      throw Failure(.internalError, "reading failed")
    }
  }

  func writeEverything(_ bytes: RawSpan, name: String) throws(Failure) {
    do {
      _ = try unsafe bytes.withUnsafeBytes { unsafe try writeAll($0) }
    } catch let error as Errno {
      if error == .brokenPipe { throw Failure(.outputClosed, "the reader of \(name) went away") }
      throw Failure(error, "cannot write \(name)")
    } catch {
      throw Failure(.internalError, "writing failed")
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
    var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
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
