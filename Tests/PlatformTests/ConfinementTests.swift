import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// What a program behind walls can do, tried from inside with Debian's Python.
@Suite struct ConfinementTests {
  private static let walls = Confinement(processorSeconds: 5, memory: 1 << 30, output: 1 << 20)

  private static func run(
    _ script: String, _ walls: Confinement = walls, input: FileDescriptor? = nil,
    output: FileDescriptor? = nil
  ) throws -> (text: String, ending: ChildProcess.Ending) {
    let pipe = try Pipe()
    var descriptors: [Int32: FileDescriptor] = [1: pipe.writing.descriptor, 2: .standardError]
    descriptors[3] = output
    descriptors[0] = input
    let child = try ChildProcess(
      program: "/usr/bin/python3", arguments: ["-I", "-c", script].map { Array($0.utf8) },
      environment: ProcessEnvironment([:]), descriptors: descriptors, confinement: walls)
    let reader = pipe.keepingReader()
    let text = try DescriptorSource(reader.descriptor, name: "child")
      .readAll(limit: 1 << 20, excess: Failure(.ioError, "too much"))
    return (String(decoding: text, as: UTF8.self), try child.wait())
  }

  /// Python that tries `expression` and prints `done`, or the name of the error.
  private static func attempt(_ statement: String, importing modules: String = "os, socket") -> String {
    """
    import \(modules)
    try:
        \(statement)
        print("done")
    except OSError as error:
        import errno
        print(errno.errorcode[error.errno])
    """
  }

  @Test(
    arguments: [
      ("socket.socket(socket.AF_INET)", "EACCES"),
      ("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", "EACCES"),
      ("socket.socket(socket.AF_UNIX)", "EACCES"),
      ("socket.socketpair()", "EACCES"),
    ])
  func `there is no network`(_ statement: String, _ error: String) throws {
    #expect(try Self.run(Self.attempt(statement)).text == "\(error)\n")
  }

  @Test func `files of the user cannot be read, and nothing be written`() throws {
    let folder = try TemporaryFolder()
    let secret = folder.path.appending("secret")
    let file = try NewFile(in: folder.path)
    try file.write(Array("name".utf8))
    try file.publish(at: secret)
    #expect(try Self.run(Self.attempt("open('\(secret)').read()")).text == "EACCES\n")
    #expect(try Self.run(Self.attempt("open('\(folder.path)/new', 'w')")).text == "EACCES\n")
    #expect(try Self.run(Self.attempt("os.unlink('\(secret)')")).text == "EACCES\n")
    #expect(try Self.run(Self.attempt("open('/etc/hostname', 'a')")).text == "EACCES\n")
    #expect(try FileStatus(at: secret) != nil)
  }

  @Test func `what it is given by descriptor it can read and write`() throws {
    let folder = try TemporaryFolder()
    let input = try NewFile(in: folder.path)
    try input.write(Array("scan".utf8))
    try input.descriptor.seek(offset: 0, from: .start)
    let output = try NewFile(in: folder.path)
    let run = try Self.run(
      "import os, sys; os.write(3, sys.stdin.buffer.read().upper()); os.lseek(0, 1, 0); print(os.read(0, 1).decode())",
      input: input.descriptor, output: output.descriptor)
    #expect(run.ending == .exited(0))
    #expect(run.text == "c\n")
    try output.descriptor.seek(offset: 0, from: .start)
    #expect(
      try DescriptorSource(output.descriptor, name: "output").readAll(
        limit: 10, excess: Failure(.ioError, "too much")) == Array("SCAN".utf8))
  }

  @Test func `memory, output and processor time end`() throws {
    #expect(
      try Self.run(
        "try:\n    b'x' * (2 << 30)\nexcept MemoryError:\n    print('no memory')"
      ).text == "no memory\n")
    let folder = try TemporaryFolder()
    let output = try NewFile(in: folder.path)
    let flood = try Self.run("import os\nwhile True: os.write(3, b'x' * 65536)", output: output.descriptor)
    #expect(flood.ending == .killed(SIGXFSZ) || flood.ending == .exited(1))
    #expect(try FileStatus(output.descriptor).size == 1 << 20)
    var short = Self.walls
    short.processorSeconds = 1
    let endless = try Self.run("while True: pass", short).ending
    #expect(endless == .killed(SIGXCPU) || endless == .killed(SIGKILL))
  }

  @Test func `it cannot look into other processes`() throws {
    let script = """
      import ctypes
      c = ctypes.CDLL(None, use_errno=True)
      print(c.ptrace(16, 1, 0, 0), ctypes.get_errno())
      """
    #expect(try Self.run(script).text == "-1 \(EACCES)\n")
  }

  @Test func `what it starts ends with it`() throws {
    let pipe = try Pipe()
    let child = try ChildProcess(
      program: "/bin/sh", arguments: ["-c", "sleep 600 & echo started; wait"].map { Array($0.utf8) },
      environment: ProcessEnvironment([:]), descriptors: [1: pipe.writing.descriptor], confinement: Self.walls
    )
    let reader = pipe.keepingReader()
    let lines = LineReader(DescriptorSource(reader.descriptor, name: "child"))
    #expect(try lines.next() == Array("started".utf8))
    child.killGroup()
    #expect(try child.wait() == .killed(SIGKILL))
    // The sleeper held the pipe open; the end of it shows that the sleeper is gone, too.
    #expect(try lines.next() == nil)
  }

  @Test func `a program that is not there is told from one that fails`() throws {
    #expect(throws: Failure(.programMissing, "cannot start /nonexistent: no such file or directory")) {
      try ChildProcess(program: "/nonexistent", confinement: Self.walls)
    }
  }

  @Test(arguments: [3, 200, 511, 512, 513, 700])
  func `descriptors of any number are lent`(_ lowest: Int32) throws {
    let folder = try TemporaryFolder()
    var owned: [Int32: FileDescriptor] = [:]
    defer { for descriptor in owned.values { try? descriptor.close() } }
    for number in Int32(3)...9 {
      let file = try OwnedDescriptor(opening: folder.file("\(number)", Array("\(number)".utf8)), .readOnly)
      // Given in the opposite order, so that each number is taken while it is still wanted.
      owned[12 - number] = FileDescriptor(
        rawValue: fcntl(file.descriptor.rawValue, F_DUPFD_CLOEXEC, lowest))
    }
    let pipe = try Pipe()
    owned[1] = try pipe.writing.descriptor.duplicate()
    let child = try ChildProcess(
      program: "/bin/sh",
      arguments: ["-c", "for n in 3 4 5 6 7 8 9; do eval \"cat <&$n\"; done"].map { Array($0.utf8) },
      environment: ProcessEnvironment(["PATH": "/usr/bin:/bin"]), descriptors: owned, confinement: Self.walls)
    try owned.removeValue(forKey: 1)?.close()
    let reader = pipe.keepingReader()
    let text = try DescriptorSource(reader.descriptor, name: "child")
      .readAll(limit: 100, excess: Failure(.valueInvalid, "too much"))
    #expect(try child.wait() == .exited(0))
    #expect(String(decoding: text, as: UTF8.self) == "9876543")
  }

  @Test func `no other descriptor goes along`() throws {
    let folder = try TemporaryFolder()
    let open = try NewFile(in: folder.path)
    let script = "import os; print(sorted(int(n) for n in os.listdir('/proc/self/fd')))"
    var walls = Self.walls
    walls.readable.append("/proc")
    #expect(try Self.run(script, walls).text.hasPrefix("[0, 1, 2, 3]"))
    withExtendedLifetime(open) {}
  }
}
