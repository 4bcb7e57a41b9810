import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct ChildProcessTests {
  private static let excess = Failure(.ioError, "too large")

  /// Runs a shell script; what it writes, and how it ended.
  private static func run(
    _ script: String, arguments: [[UInt8]] = [], environment: ProcessEnvironment = .current,
    descriptors: [Int32: FileDescriptor] = [:]
  ) throws -> (output: [UInt8], ending: ChildProcess.Ending) {
    let pipe = try Pipe()
    var descriptors = descriptors
    descriptors[1] = pipe.writing.descriptor
    let child = try ChildProcess(
      program: "/bin/sh", arguments: [Array("-c".utf8), Array(script.utf8), Array("sh".utf8)] + arguments,
      environment: environment, descriptors: descriptors)
    let reader = pipe.keepingReader()
    let output = try DescriptorSource(reader.descriptor, name: "child").readAll(
      limit: 1 << 22, excess: excess)
    return (output, try child.wait())
  }

  private static func text(_ script: String, descriptors: [Int32: FileDescriptor] = [:]) throws -> String {
    String(decoding: try run(script, descriptors: descriptors).output, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("exit 0", .exited(0)), ("exit 7", .exited(7)), ("exit 255", .exited(255)), ("kill -9 $$", .killed(9)),
      ("kill -TERM $$", .killed(15)),
    ] as [(String, ChildProcess.Ending)])
  func `how it ended is told`(_ script: String, _ ending: ChildProcess.Ending) throws {
    #expect(try Self.run(script).ending == ending)
  }

  @Test func `any number of threads may wait, and all learn the same`() throws {
    let pipe = try Pipe()
    let child = try ChildProcess(
      program: "/bin/sh", arguments: ["-c", "read x; exit 7"].map { Array($0.utf8) },
      descriptors: [0: pipe.reading.descriptor])
    let threads = try (0..<8).map { _ in
      try WorkerThread("waiter") { () throws(Failure) in try child.wait() }
    }
    try pipe.keepingWriter().close()
    for thread in threads { #expect(try thread.join() == .exited(7)) }
    #expect(try child.wait() == .exited(7))
    child.signal(SIGKILL)
  }

  @Test func `a signal ends it`() throws {
    let child = try ChildProcess(program: "/bin/sleep", arguments: [Array("300".utf8)])
    child.signal(SIGTERM)
    #expect(try child.wait() == .killed(SIGTERM))
  }

  @Test func `a program that is missing or may not be run is refused`() throws {
    let folder = try TemporaryFolder()
    let paths = [
      folder("missing"), try folder.file("plain", Array("exit 0".utf8)), folder.path,
      try folder.file("odd", [0, 1, 2], mode: 0o700), folder("plain/x"),
    ]
    for path in paths {
      let failure = refusal { try ChildProcess(program: path) }
      #expect(failure?.code == .programMissing)
      #expect(failure?.message.hasPrefix("cannot start \(path): ") == true)
    }
    // A name is not looked up in PATH: whose program that would be, the caller has to say.
    #expect(refusal { try ChildProcess(program: "sh") }?.code == .programMissing)
  }

  @Test func `arguments arrive byte by byte`() throws {
    let arguments: [[UInt8]] = [
      [], [0x20], Array("a b".utf8), [0xFF, 0xFE], Array("$HOME;`x`\n'\"".utf8), Array("-n".utf8),
    ]
    let output = try Self.run(#"for a do printf '%s\0' "$a"; done"#, arguments: arguments).output
    #expect(output == Array(arguments.map { $0 + [0] }.joined()))
  }

  @Test func `it has the variables that are given and no others`() throws {
    let environment = ProcessEnvironment(["B": "2", "A": "1 =x", "EMPTY": ""])
    let child = try Self.run("exec /usr/bin/env", environment: environment)
    var lines = String(decoding: child.output, as: UTF8.self).split(separator: "\n").map(String.init)
    // The shell adds PWD.
    lines.removeAll { $0.hasPrefix("PWD=") }
    #expect(lines.sorted() == ["A=1 =x", "B=2", "EMPTY="])
  }

  @Test func `it has the descriptors that are named and no others`() throws {
    // Open here, and not marked to be closed.
    let stray = OwnedDescriptor(owning: FileDescriptor(rawValue: dup(2)))
    let listed = try Self.text("for n in /proc/$$/fd/*; do test -L $n && echo ${n##*/}; done")
    #expect(listed.split(separator: "\n").sorted() == ["0", "1", "2"])
    let file = try OwnedDescriptor(opening: "/dev/zero", .readOnly)
    let more = try Self.text(
      "for n in /proc/$$/fd/*; do test -L $n && echo ${n##*/} $(readlink $n); done",
      descriptors: [5: file.descriptor])
    #expect(more.contains("5 /dev/zero\n"))
    for number in [0, 2, 3, 4] { #expect(more.contains("\(number) /dev/null\n")) }
    #expect(!more.contains("\n6 "))
    _ = stray
  }

  @Test func `numbers that are exchanged do not overwrite each other`() throws {
    let folder = try TemporaryFolder()
    let first = try OwnedDescriptor(opening: folder.file("a", Array("first".utf8)), .readOnly)
    let second = try OwnedDescriptor(opening: folder.file("b", Array("second".utf8)), .readOnly)
    let (one, two) = (first.descriptor.rawValue, second.descriptor.rawValue)
    let output = try Self.text(
      "cat /dev/fd/\(one) /dev/fd/\(two)", descriptors: [one: second.descriptor, two: first.descriptor])
    #expect(output == "secondfirst")
  }

  @Test(arguments: [3, 200, 511, 512, 513, 700])
  func `descriptors of any number are lent`(_ lowest: Int32) throws {
    let folder = try TemporaryFolder()
    var owned: [Int32: FileDescriptor] = [:]
    defer { for descriptor in owned.values { try? descriptor.close() } }
    for number in Int32(3)...9 {
      let file = try OwnedDescriptor(opening: folder.file("\(number)", Array("\(number)".utf8)), .readOnly)
      let copy = fcntl(file.descriptor.rawValue, F_DUPFD_CLOEXEC, lowest)
      #expect(copy >= lowest)
      // Given in the opposite order, so that each number is taken while it is still wanted.
      owned[12 - number] = FileDescriptor(rawValue: copy)
    }
    #expect(
      try Self.text("cat <&3 <&3; for n in 4 5 6 7 8 9; do cat /dev/fd/$n; done", descriptors: owned)
        == "9876543")
  }

  @Test func `it starts with default signals and none blocked`() throws {
    signal(SIGPIPE, SIG_IGN)
    let status = try Self.text("exec cat /proc/self/status")
    for kind in ["SigBlk", "SigIgn"] {
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(kind) })
      let signals = try #require(UInt64(line.dropFirst(8), radix: 16))
      // The C library keeps 32 and 33 for itself.
      #expect(signals & 0x7FFF_FFFF == 0, "\(line)")
    }
  }

  @Test func `much output in both directions never stands still`() throws {
    let input = try Pipe()
    let output = try Pipe()
    let child = try ChildProcess(
      program: "/bin/cat", descriptors: [0: input.reading.descriptor, 1: output.writing.descriptor])
    let content = [UInt8](repeating: 0x61, count: 3_000_000)
    let writer = input.keepingWriter()
    let reader = output.keepingReader()
    let writing = writer.descriptor
    let thread = try WorkerThread("writer") { () throws(Failure) in
      try DescriptorSink(writing, name: "cat").write(content)
    }
    let source = DescriptorSource(reader.descriptor, name: "cat")
    var received = 0
    while received < content.count {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      var span = buffer.mutableSpan
      var bytes = unsafe span.mutableBytes
      received += try source.read(into: &bytes)
    }
    try thread.join()
    try writer.close()
    #expect(try source.readAll(limit: 0, excess: Self.excess) == [])
    #expect(try child.wait() == .exited(0))
  }
}

@Suite struct PipeTests {
  @Test func `the reader sees the end when the writer is gone`() throws {
    let pipe = try Pipe()
    try DescriptorSink(pipe.writing.descriptor, name: "pipe").write([1, 2])
    let reader = pipe.keepingReader()
    let source = DescriptorSource(reader.descriptor, name: "pipe")
    #expect(try source.readAll(limit: 10, excess: Failure(.ioError, "")) == [1, 2])
  }

  @Test func `a descriptor that is given away is not closed by its first owner`() throws {
    let pipe = try Pipe()
    let reader = OwnedDescriptor(owning: FileDescriptor(rawValue: dup(pipe.reading.descriptor.rawValue)))
    let released = reader.release()
    try DescriptorSink(pipe.writing.descriptor, name: "pipe").write([1])
    var buffer: [UInt8] = [0]
    var span = buffer.mutableSpan
    var bytes = unsafe span.mutableBytes
    #expect(try DescriptorSource(released, name: "pipe").read(into: &bytes) == 1)
    try OwnedDescriptor(owning: released).close()
  }

  @Test func `closing tells an error`() throws {
    // A number that no process here ever has.
    let owner = OwnedDescriptor(owning: FileDescriptor(rawValue: 1_000_000))
    var failure: Failure?
    do { try owner.close() } catch { failure = error }
    #expect(failure == Failure(.ioError, "cannot close a file: bad file descriptor"))
  }
}
