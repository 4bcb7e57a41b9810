import Foundation
import Peers
import Testing

/// The commands of the README and of the manual pages, run as a reader would type them.
@Suite struct ProseTests {
  static let pages: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: "\(PythonEnvironment.packageDirectory)/man")
    return (names ?? []).sorted()
  }()

  @Test(arguments: pages)
  func `the examples of a manual page work`(_ page: String) throws {
    let blocks = ConsoleBlock.blocks(inManual: try text("man/\(page)"))
    #expect(!blocks.isEmpty)
    // The page packs it itself.
    let more = page == "so-sod.1" ? "rm two.sod" : ""
    try run(blocks, of: "man/\(page)", after: "manual", more)
  }

  @Test func `the README's main job works`() throws {
    let blocks = ConsoleBlock.blocks(inMarkdown: try text("README.md"))
    #expect(Set(blocks.map(\.person)) == ["clinic", "partner"])
    try run(
      blocks, of: "README.md", after: "README",
      checking: """
        json .state received
        env HOME=$WORK/partner XDG_DATA_HOME=$WORK/partner/data XDG_CONFIG_HOME=$WORK/partner/config
        env XDG_STATE_HOME=$WORK/partner/state
        exec so-patient list
        json .family Roe
        json .documents 2
        grep 'so-ftpsend get' $MAIL_BOX/partner@example.org/1.eml
        ! grep Roe $MAIL_BOX/partner@example.org/1.eml
        """)
  }

  @Test func `what a text shows below a command is what the command prints`() throws {
    let wrong = ConsoleBlock(line: 7, command: "echo a", output: ["b"])
    let script = try script([wrong], after: "")
    let failure = #expect(throws: ScriptFailure.self) { try ScriptRun.run(script) }
    #expect(failure?.command.line == 7)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(PythonEnvironment.packageDirectory)/\(path)", encoding: .utf8)
  }

  private func run(
    _ blocks: [ConsoleBlock], of file: String, after prelude: String, _ more: String = "",
    checking: String = ""
  ) throws {
    let prelude = try text("Tests/Scripts/prose/\(prelude).txt")
    do {
      try ScriptRun.run(try script(blocks, after: prelude, more, checking))
    } catch let failure as ScriptFailure {
      Issue.record("\(file):\(failure.command.line): \(failure)")
    }
  }

  private func script(
    _ blocks: [ConsoleBlock], after prelude: String, _ more: String = "", _ checking: String = ""
  ) throws -> Script {
    let before = try Script(parsing: prelude)
    var commands = try Script(parsing: more).commands
    var person = ""
    for block in blocks {
      if block.person != person {
        person = block.person
        let home = "$WORK/\(person)"
        commands += try Script(
          parsing: """
            env HOME=\(home) XDG_DATA_HOME=\(home)/data XDG_CONFIG_HOME=\(home)/config XDG_STATE_HOME=\(home)/state
            """
        ).commands
      }
      let real = ConsoleBlock(
        line: block.line, command: Self.real(block.command), output: block.output, person: person)
      commands += Script(console: [real]).commands
      if !block.output.isEmpty { commands.append(Self.expecting(block)) }
    }
    return Script(
      commands: before.commands + commands + (try Script(parsing: checking)).commands,
      fixtures: before.fixtures)
  }

  /// A check that the last output is what the text shows.
  private static func expecting(_ block: ConsoleBlock) -> Script.Command {
    let due = "^" + block.output.map(\.quotedForRegex).joined(separator: "\\n") + "$"
    return Script.Command(
      line: block.line, negated: false,
      words: ["stdout", due].map { ScriptWord(pieces: [.text($0)]) }, source: "stdout \(due)")
  }

  /// The command with the servers of the test for those of the text.
  private static func real(_ command: String) -> String {
    let pairs = [
      ("sftp://clinic@sftp.example.org/outbox", "$SFTP_URL"),
      ("sftp://partner@sftp.example.org/outbox", "$SFTP_URL"),
      ("sftp.example.org", "$SFTP_HOST:$SFTP_PORT"), ("smtp://mail.example.org", "$MAIL_URL"),
      ("mail.user clinic@example.org", "mail.user $MAIL_USER"),
      ("T-…", #""$(basename "$SFTP_ROOT"/T-*.sod .sod)""#),
    ]
    return pairs.reduce(command) { $0.replacing($1.0, with: $1.1) }
  }
}
