import Platform
import Records
import Sending

/// What comes on standard input, told by its first bytes: a container, or records.
enum StandardInputKind {
  case container(any ByteSource)
  case records(RecordStream)

  /// Looks at the first byte: records begin with a brace, and no container does.
  ///
  /// - Throws: `not_a_container` where nothing comes.
  static func read() throws(Failure) -> StandardInputKind {
    let input = DescriptorSource.standardInput()
    var first: [UInt8] = []
    while first.isEmpty || (first.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D } && first.count < 4096)
    {
      var byte: [UInt8] = [0]
      var span = byte.mutableSpan
      var bytes = unsafe span.mutableBytes
      guard try input.read(into: &bytes) == 1 else { break }
      first += byte
    }
    guard !first.isEmpty else {
      throw Failure(
        .notAContainer, "standard input is empty",
        hint: "the program before the pipe failed, or had no result")
    }
    let whole = PrependedSource(first, input)
    return first.last == UInt8(ascii: "{") ? .records(RecordStream(whole)) : .container(whole)
  }
}

/// Bytes that were read already, followed by the rest of their source.
private final class PrependedSource: ByteSource {
  private let front: MemorySource
  private let rest: any ByteSource

  init(_ front: [UInt8], _ rest: any ByteSource) {
    self.front = MemorySource(front)
    self.rest = rest
  }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = try front.read(into: &buffer)
    return count > 0 ? count : try rest.read(into: &buffer)
  }
}
