import ArgumentParser
import Records
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct CheckTextTests {
  private static let failure = Check(
    id: "host_key",
    Failure(
      .internalError,
      "the host key of sftp.example.org changed: trusted is ED25519 SHA256:abc, it shows another",
      hint: "so-ftpsend trust sftp.example.org"),
    meaning: "the server was set up anew, or somebody else answers",
    owner: .server)

  @Test func `what is well takes a line, and what is wrong a paragraph of whole words`() throws {
    let lines = try Written.lines { output in
      let writer = ResultWriter(output, options: try OutputOptions.parse(["--table"]))
      try writer.add(Check(id: "dns", .ok, "sftp.example.org is 192.0.2.1", milliseconds: 3))
      try writer.add(Self.failure)
      try writer.add(Check(id: "auth", .skipped, "an earlier stage failed"))
      try writer.finish()
    }
    #expect(
      lines == [
        "ok       dns            sftp.example.org is 192.0.2.1",
        "failed   host_key       internal_error: the host key of sftp.example.org",
        "                          changed: trusted is ED25519 SHA256:abc, it shows",
        "                          another",
        "                        means: the server was set up anew, or somebody else",
        "                          answers",
        "                        whose job: the server's operator",
        "                        next: so-ftpsend trust sftp.example.org",
        "skipped  auth           an earlier stage failed",
      ])
  }

  @Test func `a word that is too long stays whole, and what a terminal would obey does not get there`() {
    let long = String(repeating: "x", count: 100)
    let lines = CheckText.lines(Check(id: "banner", .ok, "a \(long) b\u{1B}[31m").json, columns: 80)
    #expect(lines.contains { $0.contains(long) })
    #expect(!lines.joined().contains("\u{1B}"))
  }

  @Test func `a command stands on a line of its own, in one piece and without what ends the sentence`() {
    func lines(_ advice: String) -> [String] {
      let check = Check(id: "auth", Failure(.internalError, "m"), owner: .you, advice: advice)
      return CheckText.lines(check.json, columns: 80).drop { !$0.contains("next:") }.map { $0 }
    }
    let blanks = String(repeating: " ", count: 24)
    let command = "so-ftpsend config set server.backup.identity_file FILE"
    #expect(
      lines("name the private key: \(command), or else; chmod 600 FILE") == [
        blanks + "next: name the private key:", blanks + "  " + command, blanks + "  or else;",
        blanks + "  chmod 600 FILE",
      ])
    #expect(lines("so-ftpsend trust h.example") == [blanks + "next: so-ftpsend trust h.example"])
    let long = "so-ftpsend config set server.backup.password --value-file FILE"
    #expect(lines(long) == [blanks + "next:", String(repeating: " ", count: 80 - long.utf8.count) + long])
    let longer = "so-ftpsend trust " + String(repeating: "h", count: 90)
    #expect(lines("then: " + longer) == [blanks + "next: then:", "  " + longer])
    #expect(lines("ask for so-ftpsend") == [blanks + "next: ask for so-ftpsend"])
  }

  @Test(arguments: Check.Owner.allCases)
  func `everybody whose job it can be has a name`(owner: Check.Owner) {
    let check = Check(id: "x", Failure(.internalError, "m"), owner: owner)
    #expect(CheckText.lines(check.json, columns: 200).contains { $0.hasSuffix("whose job: \(owner.text)") })
  }
}
