import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct OutputTests {
  init() {
    // A closed pipe is to be an error of the write here, as it is in the tools.
    signal(SIGPIPE, SIG_IGN)
  }

  @Test func `lines arrive in order, around bytes that are written between them`() throws {
    let folder = try TemporaryFolder()
    let file = try NewFile(in: folder.path)
    let output = CheckedOutput(file.descriptor)
    var expected: [UInt8] = []
    for number in 0..<20_000 {
      try output.line("line \(number)")
      expected += Array("line \(number)\n".utf8)
      if number == 5 {
        try output.write([0, 10, 255])
        expected += [0, 10, 255]
      }
    }
    try output.line([0xFF])
    try output.flush()
    try file.publish(at: folder("out"))
    #expect(try folder.bytes("out") == expected + [0xFF, 0x0A])
  }

  @Test func `a full disk is an error that stays`() throws {
    let full = try OwnedDescriptor(opening: "/dev/full", .writeOnly)
    let output = CheckedOutput(full.descriptor)
    try output.line("held back")
    let failure = try #require(refusal { try output.flush() })
    #expect(failure.code == .outputFailed)
    #expect(failure.code.exit == .ioError)
    // What was held back is lost; nothing after it may succeed as if it were not.
    #expect(refusal { try output.flush() } == failure)
    try output.line("more")
    #expect(refusal { try output.flush() } == failure)
    #expect(refusal { try output.write([1]) } == failure)
  }

  @Test func `a full disk is found while lines are added, and by bytes at once`() throws {
    let full = try OwnedDescriptor(opening: "/dev/full", .writeOnly)
    let failure = refusal {
      let output = CheckedOutput(full.descriptor)
      for _ in 0..<2000 { try output.line(String(repeating: "x", count: 100)) }
    }
    #expect(failure?.code == .outputFailed)
    #expect(refusal { try CheckedOutput(full.descriptor).write([1]) }?.code == .outputFailed)
    #expect(
      refusal { try DescriptorSink(full.descriptor, name: "out.sod").write([1]) }
        == Failure(.diskFull, "cannot write out.sod: no space left on device"))
  }

  @Test func `a reader who goes away ends the tool quietly`() throws {
    let pipe = try Pipe()
    let writer = pipe.keepingWriter()
    let output = CheckedOutput(writer.descriptor)
    try output.line("x")
    let failure = try #require(refusal { try output.flush() })
    #expect(failure.code == .outputClosed)
    #expect(failure.code.exit == .success)
    #expect(refusal { try output.flush() } == failure)
  }

  @Test func `a descriptor that is not open for it is an error of input and output`() throws {
    let reader = try OwnedDescriptor(opening: "/dev/null", .readOnly)
    #expect(refusal { try DescriptorSink(reader.descriptor, name: "x").write([1]) }?.code == .ioError)
    let writer = try OwnedDescriptor(opening: "/dev/null", .writeOnly)
    let source = DescriptorSource(writer.descriptor, name: "x")
    let failure = refusal { try source.readAll(limit: 1, excess: Failure(.ioError, "")) }
    #expect(failure?.code == .ioError)
    #expect(failure?.message == "cannot read x: bad file descriptor")
  }

  @Test func `a stream that somebody set to not wait loses nothing in either direction`() throws {
    let pipe = try Pipe()
    for end in [pipe.reading.descriptor, pipe.writing.descriptor] {
      #expect(fcntl(end.rawValue, F_SETFL, O_NONBLOCK) == 0)
    }
    let content = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let writing = pipe.writing.descriptor
    let writer = try WorkerThread("writer") { () throws(Failure) in
      let sink = DescriptorSink(writing, name: "pipe")
      try sink.write(content)
      try sink.write([])
    }
    let source = DescriptorSource(pipe.reading.descriptor, name: "pipe")
    var received: [UInt8] = []
    while received.count < content.count {
      var buffer = [UInt8](repeating: 0, count: 3000)
      var span = buffer.mutableSpan
      var bytes = unsafe span.mutableBytes
      let count = try source.read(into: &bytes)
      received += buffer[..<count]
    }
    try writer.join()
    #expect(received == content)
  }

  @Test func `a terminal is known and says its width`() throws {
    let terminal = try OwnedDescriptor(opening: "/dev/ptmx", .readWrite)
    let output = CheckedOutput(terminal.descriptor)
    #expect(output.isTerminal)
    #expect(output.columns == nil)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    #expect(unsafe ioctl(terminal.descriptor.rawValue, UInt(TIOCSWINSZ), &size) == 0)
    #expect(output.columns == 80)
    let file = try OwnedDescriptor(opening: "/dev/null", .writeOnly)
    #expect(!CheckedOutput(file.descriptor).isTerminal)
    #expect(CheckedOutput(file.descriptor).columns == nil)
  }

  @Test func `bytes are moved in pieces, and collected up to a limit`() throws {
    let content = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let excess = Failure(.valueInvalid, "too long")
    #expect(try PiecewiseSource(content, size: 1000).readAll(limit: 600_000, excess: excess) == content)
    #expect(refusal { try MemorySource(content).readAll(limit: 599_999, excess: excess) } == excess)
    #expect(try MemorySource([]).readAll(limit: 0, excess: excess) == [])
    let sink = MemorySink(limit: 600_000, excess: excess)
    #expect(try MemorySource(content).copy(to: sink) == 600_000)
    #expect(sink.bytes == content)
  }
}
