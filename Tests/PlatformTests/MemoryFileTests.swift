import Glibc
import Platform
import Records
import SystemPackage
import Testing

/// Files in memory, and what programs behind walls can do with them.
@Suite struct MemoryFileTests {
  private static let walls = Confinement(processorSeconds: 5, memory: 1 << 30, output: 1 << 20)

  private static func file(_ text: String) throws -> MemoryFile {
    let file = try MemoryFile()
    try file.write(Array(text.utf8))
    return file
  }

  private static func text(_ file: MemoryFile) throws -> String {
    String(
      decoding: try file.source().readAll(limit: 1 << 20, excess: Failure(.ioError, "too much")),
      as: UTF8.self)
  }

  private static func run(_ script: String, _ files: [Int32: MemoryFile]) throws -> ChildProcess.Ending {
    try ChildProcess(
      program: "/usr/bin/python3", arguments: ["-I", "-c", script].map { Array($0.utf8) },
      environment: ProcessEnvironment([:]), descriptors: files.mapValues(\.descriptor), confinement: walls
    ).wait()
  }

  @Test func `each reader begins at its front`() throws {
    let file = try Self.file("a scan")
    #expect(try file.size == 6)
    #expect(try Self.text(file) == "a scan")
    #expect(try Self.text(file) == "a scan")
  }

  @Test func `a program behind walls opens it by number, seeks in it and writes another`() throws {
    let (input, output) = (try Self.file("a scan"), try MemoryFile())
    try input.seal()
    let script = """
      source = open('/proc/self/fd/3', 'rb'); source.seek(2)
      target = open('/proc/self/fd/4', 'r+b'); target.write(source.read().upper()); target.flush()
      """
    #expect(try Self.run(script, [3: input, 4: output]) == .exited(0))
    #expect(try Self.text(output) == "SCAN")
    #expect(try Self.text(input) == "a scan")
  }

  @Test func `what is sealed cannot be changed, by descriptor or by opening it anew`() throws {
    let file = try Self.file("a scan")
    try file.seal()
    #expect(throws: Failure.self) { try file.write(Array("more".utf8)) }
    let script = """
      import os
      for change in [lambda: os.write(3, b'x'), lambda: os.truncate(3, 0),
                     lambda: os.write(os.open('/proc/self/fd/3', os.O_RDWR), b'x')]:
          try: change()
          except OSError: continue
          os._exit(1)
      """
    #expect(try Self.run(script, [3: file]) == .exited(0))
    #expect(try Self.text(file) == "a scan")
  }

  @Test func `the walls' limit of output holds in memory, too`() throws {
    let output = try MemoryFile()
    _ = try Self.run("import os\nwhile True: os.write(3, b'x' * 65536)", [3: output])
    #expect(try output.size == 1 << 20)
  }

  @Test func `a wait can end before the process does`() throws {
    let child = try ChildProcess(
      program: "/bin/sleep", arguments: [Array("600".utf8)], environment: ProcessEnvironment([:]),
      confinement: Self.walls)
    #expect(try child.wait(atMost: 0) == nil)
    child.killGroup()
    #expect(try child.wait() == .killed(SIGKILL))
    #expect(try child.wait(atMost: 0) == .killed(SIGKILL))
  }

  @Test func `at the end of its processor time a program is told so`() throws {
    var short = Self.walls
    short.processorSeconds = 1
    let child = try ChildProcess(
      program: "/usr/bin/python3", arguments: ["-I", "-c", "while True: pass"].map { Array($0.utf8) },
      environment: ProcessEnvironment([:]), confinement: short)
    #expect(try child.wait() == .killed(SIGXCPU))
  }
}
