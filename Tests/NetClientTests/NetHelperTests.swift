import Foundation
import NetClient
import Peers
import Platform
import Records
import SystemPackage
import Testing

/// A helper that dies, hangs or talks nonsense is a clean failure.
@Suite struct NetHelperTests {
  private func task() throws -> NetRequest.Task {
    let account = try MailAccount(server: try MailServerURL(parsing: "smtp://127.0.0.1:1"))
    let message = try MailMessage(
      from: try Mailbox(parsing: "a@example.org"), to: try EmailAddress(parsing: "b@example.org"),
      subject: "",
      text: "", date: Timestamp(milliseconds: 0), id: try #require(MessageID("a@b")))
    return .mail(MailTask(message, through: account))
  }

  /// A program of this text. A child process writes it: a file that this process had open for
  /// writing cannot be run while a child of another test still holds that descriptor.
  private func install(_ script: String, in scratch: ScratchDirectory) throws -> String {
    let (text, program) = (scratch.file("text"), scratch.file("so-net"))
    try "#!/bin/sh\n\(script)\n".write(toFile: text, atomically: true, encoding: .utf8)
    let copying = try PeerProcess(["install", "-m", "700", text, program], directory: scratch.path)
    #expect(copying.finish() == 0)
    return program
  }

  static let broken: [(script: String, message: String)] = [
    ("exec 0<&- 1>&-; exit 0", "so-net "),
    ("read line; exit 3", "died"),
    ("read line; kill -9 $$", "died"),
    ("read line; echo", "cannot be read"),
    ("read line; echo nonsense", "cannot be read (json_invalid)"),
    ("read line; echo '{\"schema\":\"so.net.response/2\"}'", "cannot be read (schema_unexpected)"),
    (
      "read line; echo '{\"schema\":\"so.net.response/1\",\"id\":9,\"error\":null,\"reply\":null}'",
      "answered another request"
    ),
    ("read line; printf half; exit 0", "died"),
    ("read line; exec sleep 300", "hung and was killed"),
    ("read line; exec yes", "cannot be read"),
    ("read line; exec tr '\\\\0' x </dev/zero", "gave an answer without an end"),
    (
      "read line; echo '{\"schema\":\"so.net.response/1\",\"id\":1,\"error\":{\"code\":\"record_invalid\",\"message\":\"m\",\"hint\":null},\"reply\":null}'",
      "refuses the request"
    ),
  ]

  @Test(arguments: broken)
  func `a broken helper is a clean failure`(_ script: String, _ message: String) throws {
    let scratch = try ScratchDirectory("helper")
    let program = try install("PATH=/usr/bin:/bin\n\(script)", in: scratch)
    // Short where the time-out is the point; else so long that a busy machine does not matter.
    let helper = NetHelper(program: FilePath(program), grace: message.hasPrefix("hung") ? 500 : 60_000)
    // Twice: a helper that failed is replaced, not asked again.
    for _ in 1...2 where !script.contains("\"id\":1,") || message == "refuses the request" {
      let failure = try #require(throws: Failure.self) { try helper.perform(try task(), limit: 0) }
      #expect(failure.code == .netHelperFailed)
      #expect(failure.message.contains(message), "\(failure.message)")
      if message == "refuses the request" { break }
    }
  }

  @Test func `a missing helper is said with what helps`() throws {
    let helper = NetHelper(program: "/nonexistent/so-net")
    let failure = try #require(throws: Failure.self) { try helper.perform(try task(), limit: 0) }
    #expect(failure.code == .programMissing)
    #expect(failure.hint?.contains("SO_LIBEXEC") == true)
  }

  @Test func `the helper gets no environment, no arguments and no other descriptor`() throws {
    let scratch = try ScratchDirectory("helper")
    let script = """
      /usr/bin/tr '\\0' '\\n' </proc/self/environ >\(scratch.path)/environment
      echo "$#" >\(scratch.path)/arguments
      /bin/ls /proc/$$/fd >\(scratch.path)/descriptors
      """
    let program = try install(script, in: scratch)
    #expect(throws: Failure.self) { try NetHelper(program: FilePath(program)).perform(try task(), limit: 0) }
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: scratch.file(name), encoding: .utf8)
    }
    // The shell sets these itself.
    let own = ["PWD", "OLDPWD", "SHLVL", "_"]
    let names = try text("environment").split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(names.filter { !own.contains(String($0)) }.isEmpty)
    #expect(try text("arguments") == "0\n")
    // From 10 on they are the shell's own: the script, and what it saves.
    #expect(try text("descriptors").split(separator: "\n").filter { $0.count == 1 } == ["0", "1", "2"])
  }

  @Test func `a helper is looked for where it is installed, and never in PATH`() throws {
    let scratch = try ScratchDirectory("prefix")
    let manager = FileManager.default
    let installed = scratch.file("libexec/second-opinion/so-net")
    let program = FilePath(scratch.file("bin/so-case"))
    func found(_ environment: [String: String] = [:]) -> String {
      HelperLocation.path(of: "so-net", environment: ProcessEnvironment(environment), program: program).string
    }
    #expect(found(["PATH": "/usr/bin"]) == scratch.file("bin/so-net"))
    try manager.createDirectory(
      atPath: scratch.file("libexec/second-opinion"), withIntermediateDirectories: true)
    #expect(manager.createFile(atPath: installed, contents: nil, attributes: [.posixPermissions: 0o755]))
    #expect(found() == installed)
    #expect(found(["SO_LIBEXEC": "/elsewhere"]) == "/elsewhere/so-net")
  }
}
