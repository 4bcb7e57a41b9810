import Foundation
import Peers

/// One script being run: its directory, variables, children and the last output.
///
/// The commands are in the extensions (`ScriptRun+Programs.swift` and so on).
final class ScriptRun {
  let scratch: ScratchDirectory
  /// `$WORK`: the fixtures, and where commands start.
  let work: String
  var directory: String
  var environment: [String: String]
  /// What the last program that ended wrote.
  var output = ProgramOutput()
  /// The file that the next program reads, when one was named.
  var nextInput: String?
  var background: [String: BackgroundProgram] = [:]
  var peers: [String: any Peer] = [:]
  private var outputCount = 0

  init(_ script: Script) throws {
    scratch = try ScratchDirectory("script")
    work = scratch.file("work")
    directory = work
    environment = Self.freshEnvironment(scratch: scratch, work: work)
    let manager = FileManager.default
    for path in [work, scratch.file("out"), scratch.file("run"), scratch.file("tmp"), "\(work)/home"] {
      try manager.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    for fixture in script.fixtures {
      let path = "\(work)/\(fixture.name)"
      try manager.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(fixture.content.utf8).write(to: URL(filePath: path))
    }
  }

  deinit {
    for program in background.values {
      program.process.kill(SIGKILL)
      _ = program.process.wait()
    }
    for peer in peers.values { peer.stop() }
  }

  /// Runs a whole script; throws a `ScriptFailure` for the first command that fails.
  static func run(_ script: Script) throws {
    let run = try ScriptRun(script)
    for command in script.commands {
      do {
        try run.perform(command)
      } catch let failure as ScriptFailure {
        throw failure
      } catch {
        throw ScriptFailure(command: command, message: "\(error)", output: run.output)
      }
    }
    if let name = run.background.keys.sorted().first, let last = script.commands.last {
      throw ScriptFailure(
        command: last, message: "\(name) was started and never waited for", output: run.output)
    }
  }

  /// Nothing of the caller's own settings reaches the programs, and no `SO_…` variable.
  private static func freshEnvironment(scratch: ScratchDirectory, work: String) -> [String: String] {
    let outer = ProcessInfo.processInfo.environment
    let home = "\(work)/home"
    var environment = [
      "PATH": "\(BuiltPrograms.directory):\(outer["PATH"] ?? "/usr/bin:/bin"):/usr/sbin:/sbin",
      "HOME": home,
      "WORK": work,
      "TMPDIR": scratch.file("tmp"),
      "XDG_CONFIG_HOME": "\(home)/.config",
      "XDG_DATA_HOME": "\(home)/.local/share",
      "XDG_STATE_HOME": "\(home)/.local/state",
      "XDG_CACHE_HOME": "\(home)/.cache",
      "XDG_RUNTIME_DIR": scratch.file("run"),
      "TZ": "UTC",
      "LC_ALL": "C.UTF-8",
    ]
    environment["LD_LIBRARY_PATH"] = outer["LD_LIBRARY_PATH"]
    return environment
  }

  /// A file outside `$WORK` for a program's output, so that no check on the work directory
  /// meets it.
  func outputFile() -> String {
    outputCount += 1
    return scratch.file("out/\(outputCount)")
  }

  /// The path that a file operand means; `stdout` and `stderr` are the last output.
  func path(_ operand: String) -> String {
    operand.hasPrefix("/") ? operand : "\(directory)/\(operand)"
  }

  /// The bytes that a file operand means.
  func contents(_ operand: String) throws -> Data {
    switch operand {
    case "stdout": return output.stdout
    case "stderr": return output.stderr
    default:
      guard let data = FileManager.default.contents(atPath: path(operand)) else {
        throw ScriptCheckError("\(operand): cannot be read")
      }
      return data
    }
  }
}

/// What a program wrote, and how it ended.
struct ProgramOutput {
  var stdout = Data()
  var stderr = Data()
  /// 128 + n after signal n.
  var code: Int32 = 0

  var stdoutText: String { String(decoding: stdout, as: UTF8.self) }
  var stderrText: String { String(decoding: stderr, as: UTF8.self) }
}

/// A check that did not hold, before it is known at which command.
struct ScriptCheckError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// The command at which a script failed, with all that helps to see why.
struct ScriptFailure: Error, CustomStringConvertible {
  let command: Script.Command
  let message: String
  let output: ProgramOutput

  var description: String {
    """
    \(command.source)
      \(message)
    [exit] \(output.code)
    [stdout]
    \(output.stdoutText.suffix(8000))
    [stderr]
    \(output.stderrText.suffix(8000))
    """
  }
}

/// Where the package manager has put the programs: beside the running test.
enum BuiltPrograms {
  static let directory: String = {
    let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (runner as NSString).deletingLastPathComponent
  }()
}
