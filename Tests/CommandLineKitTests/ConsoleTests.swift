import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ConsoleTests {
  private static let failure = Failure(
    .recordInvalid, "the record is refused", hint: "so-patient add --help",
    fields: [FieldProblem("mrn", .required, "is mandatory"), FieldProblem("sex", .valueInvalid, "is odd")])

  private static func lines(_ verbosity: Console.Verbosity, _ body: (Console) -> Void) throws -> [String] {
    let folder = try TemporaryFolder()
    let file = try NewFile(in: folder.path)
    var console = Console(tool: "so-test", file.descriptor)
    console.verbosity = verbosity
    body(console)
    try file.publish(at: folder("err"), durable: false)
    return String(decoding: try folder.bytes("err"), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: [Console.Verbosity.quiet, .normal, .verbose])
  func `an error is said always: its code, R009 each field on a line, and the command that helps`(
    _ verbosity: Console.Verbosity
  ) throws {
    #expect(
      try Self.lines(verbosity) { $0.report(Self.failure) } == [
        "so-test: error: record_invalid: the record is refused",
        "so-test: error: required: mrn: is mandatory",
        "so-test: error: value_invalid: sex: is odd", "hint: so-patient add --help",
      ])
  }

  @Test(
    arguments: [
      (.quiet, ["so-test: warning: io_error: torn"]),
      (
        .normal,
        [
          "so-test: warning: old: is old", "so-test: made", "hint: help", "so-test: warning: io_error: torn",
          "hint: mend",
        ]
      ),
      (
        .verbose,
        [
          "so-test: warning: old: is old", "so-test: made", "so-test: path", "hint: help",
          "so-test: warning: io_error: torn", "hint: mend",
        ]
      ),
    ] as [(Console.Verbosity, [String])])
  func `how much else is said is the caller's choice, but an alarm passes`(
    _ verbosity: Console.Verbosity, _ expected: [String]
  ) throws {
    let lines = try Self.lines(verbosity) { console in
      console.warn("old", "is old")
      console.note("made")
      console.detail("path")
      console.hint("help")
      console.alarm(Failure(.ioError, "torn", hint: "mend"))
    }
    #expect(lines == expected)
  }

  @Test func `what a server or a file name says cannot forge a line or act on the terminal`() throws {
    let lines = try Self.lines(.normal) { console in
      console.report(
        Failure(.ioError, "the server says \u{1B}[2J\r\nso-test: all is well\u{202E}", hint: "a\nb"))
    }
    #expect(
      lines == [
        #"so-test: error: io_error: the server says \x1b[2J\x0d\x0aso-test: all is well\xe2\x80\xae"#,
        #"hint: a\x0ab"#,
      ])
  }

  @Test func `where nobody can be told, the work goes on`() throws {
    let full = try OwnedDescriptor(opening: "/dev/full", .writeOnly)
    Console(tool: "so-test", full.descriptor).report(Self.failure)
    #expect(!Console(tool: "so-test", full.descriptor).isTerminal)
    let terminal = try OwnedDescriptor(opening: "/dev/ptmx", .readWrite)
    #expect(Console(tool: "so-test", terminal.descriptor).isTerminal)
  }
}
