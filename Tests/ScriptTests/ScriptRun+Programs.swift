import Foundation
import Peers

/// A program that runs beside the script.
struct BackgroundProgram {
  let process: SpawnedProcess
  let stdoutFile: String
  let stderrFile: String
}

extension ScriptRun {
  /// `exec PROG ARG…`: must exit 0.
  func exec(_ arguments: inout ScriptArguments) throws {
    try run(try arguments.rest("the program"), expecting: 0)
  }

  /// `exits N PROG ARG…` or `exits N sh 'TEXT'`: must exit with exactly N.
  func exits(_ arguments: inout ScriptArguments) throws {
    let code = try arguments.next("the exit code")
    guard let code = Int32(code) else { throw ScriptCheckError("\(code) is not an exit code") }
    let words = try arguments.rest("the program")
    try run(words.first == "sh" && words.count == 2 ? Self.shell(words[1]) : words, expecting: code)
  }

  /// `sh 'TEXT'`: a shell command line, which fails when any part of a pipeline fails.
  func sh(_ arguments: inout ScriptArguments) throws {
    try run(Self.shell(try arguments.next("the shell's text")), expecting: 0)
  }

  private static func shell(_ text: String) -> [String] {
    ["bash", "--norc", "-e", "-u", "-o", "pipefail", "-c", text]
  }

  /// `stdin FILE` or `stdin -text TEXT`: what the next program reads; without it there is nothing.
  func stdin(_ arguments: inout ScriptArguments) throws {
    let isText = arguments.option("text") != nil
    let operand = try arguments.next("the input")
    let file = outputFile()
    try (isText ? Data("\(operand)\n".utf8) : contents(operand)).write(to: URL(filePath: file))
    nextInput = file
  }

  private func run(_ words: [String], expecting code: Int32) throws {
    let program = try start(words)
    guard let exit = program.process.wait(limit: .seconds(300)) else {
      collect(program, code: -1)
      throw ScriptCheckError("did not end within 300 s and was killed")
    }
    collect(program, code: exit)
    guard exit == code else { throw ScriptCheckError("exits \(exit), and \(code) was due") }
  }

  private func start(_ words: [String]) throws -> BackgroundProgram {
    let input = nextInput ?? "/dev/null"
    nextInput = nil
    let files = [(input, O_RDONLY), (outputFile(), O_WRONLY), (outputFile(), O_WRONLY)]
    let descriptors = files.map { unsafe open($0.0, $0.1 | O_CREAT | O_CLOEXEC, 0o600) }
    defer { for descriptor in descriptors { close(descriptor) } }
    guard !descriptors.contains(-1) else { throw ScriptCheckError("\(input): cannot be opened") }
    let process = try SpawnedProcess(
      words, environment: environment, directory: directory,
      input: descriptors[0], output: descriptors[1], error: descriptors[2])
    return BackgroundProgram(process: process, stdoutFile: files[1].0, stderrFile: files[2].0)
  }

  private func collect(_ program: BackgroundProgram, code: Int32) {
    let manager = FileManager.default
    output = ProgramOutput(
      stdout: manager.contents(atPath: program.stdoutFile) ?? Data(),
      stderr: manager.contents(atPath: program.stderrFile) ?? Data(), code: code)
  }

  // MARK: beside the script

  /// `background NAME PROG ARG…`: starts a program that `wait NAME` ends.
  func startBackground(_ arguments: inout ScriptArguments) throws {
    let name = try arguments.next("a name for the program")
    guard background[name] == nil else { throw ScriptCheckError("\(name) runs already") }
    background[name] = try start(try arguments.rest("the program"))
  }

  private func program(_ arguments: inout ScriptArguments) throws -> (String, BackgroundProgram) {
    let name = try arguments.next("the program's name")
    guard let program = background[name] else { throw ScriptCheckError("\(name) is not running") }
    return (name, program)
  }

  /// `await NAME REGEX`: until a background program's stdout has a match.
  func await(_ arguments: inout ScriptArguments) throws {
    let (_, program) = try program(&arguments)
    let regex = try Pattern(try arguments.next("the regex"))
    let deadline = Date(timeIntervalSinceNow: 60)
    while true {
      let text = String(
        decoding: FileManager.default.contents(atPath: program.stdoutFile) ?? Data(), as: UTF8.self)
      if regex.count(in: text) > 0 { return }
      guard Date() < deadline else { throw ScriptCheckError("never came; stdout was:\n\(text)") }
      usleep(5000)
    }
  }

  /// `kill [-SIGNAL=N] NAME`: SIGTERM unless another number is given.
  func kill(_ arguments: inout ScriptArguments) throws {
    let signal = arguments.option("signal").flatMap { Int32($0) } ?? SIGTERM
    try program(&arguments).1.process.kill(signal)
  }

  /// `wait NAME [N]`: until a background program ends; must exit 0, or N.
  func wait(_ arguments: inout ScriptArguments) throws {
    let (name, program) = try program(&arguments)
    let code = arguments.words.isEmpty ? "0" : try arguments.next("the exit code")
    guard let code = Int32(code) else { throw ScriptCheckError("\(code) is not an exit code") }
    let exit = program.process.wait(limit: .seconds(300))
    background[name] = nil
    collect(program, code: exit ?? -1)
    guard exit == code else {
      throw ScriptCheckError("\(name) exits \(exit.map { "\($0)" } ?? "never"), and \(code) was due")
    }
  }

  /// `peer KIND [PREFIX] [OPTION…]`: starts a real server and sets its variables.
  func peer(_ arguments: inout ScriptArguments) throws {
    let kind = try arguments.next("the kind of peer")
    var prefix: String?
    if let word = arguments.words.first, !word.hasPrefix("-") { prefix = try arguments.next("the prefix") }
    let (peer, usual) = try PeerKinds.start(kind, &arguments)
    let name = prefix ?? usual
    guard peers[name] == nil else {
      throw ScriptCheckError("a peer \(name) runs already; give another prefix")
    }
    peers[name] = peer
    for (variable, value) in peer.variables { environment["\(name)_\(variable)"] = value }
  }

  /// `stop PREFIX`: ends a peer; its variables stay, so that its port is a closed one.
  func stop(_ arguments: inout ScriptArguments) throws {
    let name = try arguments.next("the peer's prefix")
    guard let peer = peers.removeValue(forKey: name) else {
      throw ScriptCheckError("no peer \(name) is running")
    }
    peer.stop()
  }

  /// `requires PROG…`: a program that `make test` installs; one that is missing is a failure,
  /// never a test passed over.
  func requires(_ arguments: inout ScriptArguments) throws {
    for program in try arguments.rest("the program")
    where SpawnedProcess.find(program, along: environment["PATH"] ?? "") == nil {
      throw ScriptCheckError("\(program) is not installed; `make test` installs what the tests need")
    }
  }
}
