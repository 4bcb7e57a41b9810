import Foundation
import Peers
import Testing

/// A file of `Tests/Scripts`.
struct ScriptFile: Sendable, CustomTestStringConvertible {
  let path: String

  var name: String { (path as NSString).lastPathComponent }
  var testDescription: String { name }

  static let directory = "\(PythonEnvironment.packageDirectory)/Tests/Scripts"

  /// All scripts, or those whose name has `$SO_SCRIPT` in it, for work on one of them.
  static let all: [ScriptFile] = {
    let wanted = ProcessInfo.processInfo.environment["SO_SCRIPT"] ?? ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasSuffix(".txt") && (wanted.isEmpty || $0.contains(wanted)) }.sorted()
      .map { ScriptFile(path: "\(directory)/\($0)") }
  }()
}

@Suite struct ScriptTests {
  @Test(arguments: ScriptFile.all)
  func script(_ file: ScriptFile) throws {
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    do {
      try ScriptRun.run(try Script(parsing: text))
    } catch let failure as ScriptFailure {
      report(file, failure.command.line, failure.description)
    } catch let error as ScriptSyntaxError {
      report(file, error.line, error.message)
    }
  }

  @Test func `there are scripts, and they lie where the runner looks`() {
    #expect(!ScriptFile.all.isEmpty)
  }

  private func report(_ file: ScriptFile, _ line: Int, _ text: String) {
    Issue.record(
      "\(file.name):\(line): \(text)",
      sourceLocation: SourceLocation(
        fileID: "ScriptTests/\(file.name)", filePath: file.path, line: max(line, 1), column: 1))
  }
}
