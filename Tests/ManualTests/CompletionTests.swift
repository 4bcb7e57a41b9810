import Platform
import SystemPackage
import TestSupport
import Testing

/// The completions are what the programs generate (`make completions`), and work.
@Suite struct CompletionTests {
  static let shells = ["bash", "zsh", "fish"]

  private static func file(_ tool: String, _ shell: String) -> FilePath {
    ManualPage.package.appending("completions").appending("\(tool).\(shell)")
  }

  @Test(arguments: Tool.names, shells)
  func `a completion is what the program generates, and loads`(_ name: String, _ shell: String) throws {
    let file = Self.file(name, shell)
    let due = try Tool(name).program.run(["--generate-completion-script", shell])
    #expect(try TemporaryFolder.bytes(file) == due.output, "make completions")
    let parsed = try StockProgram(shell).run(["-n", file.string])
    #expect(parsed.status == 0 && parsed.errors.isEmpty, "\(parsed.errors)")
    let load =
      shell == "zsh"
      ? ["-fc", "autoload -U compinit && compinit -D && source \(file.string)"]
      : shell == "fish"
        ? ["--no-config", "-c", "source \(file.string)"] : ["--norc", "-c", ". \(file.string)"]
    let loaded = try StockProgram(shell).run(load)
    #expect(loaded.status == 0 && loaded.errors.isEmpty, "\(loaded.errors)")
  }

  static let completed: [(line: String, words: [String])] = [
    ("so-patient do", ["documents"]),
    (
      "so-sod ",
      [
        "--version", "-h", "--help", "keygen", "passphrase", "contact", "pack", "unpack", "list", "show",
        "share", "rekey", "verify", "inspect",
        "help",
      ]
    ),
    ("so-sod contact a", ["add"]),
    ("so-sod pack --pati", ["--patient", "--patients"]),
    ("so-upload put --category l", ["letter", "lab"]),
    ("so-ftpsend config get mail.", ["mail.url", "mail.user", "mail.password", "mail.ca_file", "mail.from"]),
    ("so-ftpsend ma", []),
  ]

  @Test(arguments: completed)
  func `bash completes verbs, options and values`(_ line: String, _ words: [String]) throws {
    let typed = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let name = typed[0]
    let script = """
      . \(Self.file(name, "bash").string)
      COMP_LINE=$1; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_POINT=${#COMP_LINE}
      _\(name) \(name) "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      if [ ${#COMPREPLY[@]} -gt 0 ]; then printf '%s\\n' "${COMPREPLY[@]}"; fi
      """
    let outcome = try StockProgram("bash").run(["--norc", "-c", script, "bash", line] + typed)
    #expect(outcome.text.split(separator: "\n").map(String.init) == words, "\(outcome.errors)")
  }
}
