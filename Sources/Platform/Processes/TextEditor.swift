internal import Glibc
public import Records
public import SystemPackage

/// The text editor that a person chose with `VISUAL` or `EDITOR`.
public struct TextEditor {
  private let command: String
  private let environment: ProcessEnvironment

  /// Finds it.
  ///
  /// - Throws: `editor_missing` when neither variable is set: `vi` under cron would wait for ever.
  public init(_ environment: ProcessEnvironment) throws(Failure) {
    guard let command = environment.text("VISUAL") ?? environment.text("EDITOR") else {
      throw Failure(
        .editorMissing, "neither VISUAL nor EDITOR names a text editor",
        hint: "EDITOR=nano so-ftpsend config edit")
    }
    self.command = command
    self.environment = environment
  }

  /// Edits a file and waits for the end. The command may have arguments, as in `code --wait`:
  /// the shell parts its words.
  ///
  /// - Throws: `editor_failed` when it does not exit with status 0.
  public func edit(_ path: FilePath) throws(Failure) {
    // Ctrl-C in an editor is the editor's: the terminal sends it to both.
    let kept = [SIGINT, SIGQUIT].map { (number: $0, handler: signal($0, SIG_IGN)) }
    defer { for (number, handler) in kept { signal(number, handler) } }
    let process = try ChildProcess(
      program: "/bin/sh",
      arguments: ["-c", "\(command) \"$@\"", command].map { Array($0.utf8) } + [path.bytes],
      environment: environment,
      descriptors: [0: .standardInput, 1: .standardOutput, 2: .standardError])
    switch try process.wait() {
    case .exited(0): return
    case .exited(let status): throw Failure(.editorFailed, "the editor ended with status \(status)")
    case .killed(let number): throw Failure(.editorFailed, "the editor was killed by signal \(number)")
    }
  }
}
