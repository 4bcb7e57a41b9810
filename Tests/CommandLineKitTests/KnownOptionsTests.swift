import ArgumentParser
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct KnownOptionsTests {
  private struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample", abstract: "A sample.", discussion: "  so-sample --not-an-option P-…")
    @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var folder: String
    @Flag(name: [.customShort("r"), .long], help: "All of it.") var recursive = false
    @Flag(name: [.customShort("0")], help: "Names end with NUL.") var zero = false
    @Option(help: ArgumentHelp("Begin no more, as in 90s.", valueName: "TIME")) var maxTime: String?
    @Option(help: ArgumentHelp("Only this.", valueName: "A-VERY-LONG-NAME-OF-A-VALUE…")) var onlyThis: String?
  }

  private static let options = KnownOptions(help: Sample.helpMessage(columns: 10_000))

  @Test func `the help tells every spelling of every option, and what each is for`() {
    #expect(
      Set(Self.options.names) == ["-r", "--recursive", "-0", "--max-time", "--only-this", "-h", "--help"])
    #expect(Self.options.help(of: "--max-time <TIME>") == "Begin no more, as in 90s.")
    #expect(Self.options.help(of: "--only-this <A-VERY-LONG-NAME-OF-A-VALUE…>") == "Only this.")
    #expect(Self.options.help(of: "--recursive") == "All of it.")
    #expect(Self.options.help(of: "<P-…>") == "The folder.")
    #expect(Self.options.help(of: "--not-an-option") == nil)
  }

  @Test(arguments: [
    (["--folder", "x"], "--folder"), (["x", "--max-tim=5"], "--max-tim"), (["-x"], "-x"),
    (["-rx"], nil), (["-r", "-0", "-"], nil), (["--max-time", "5", "--only-this=--folder"], nil),
    (["--", "--folder"], nil), (["-5"], nil), ([], nil), (["--not-an-option"], "--not-an-option"),
  ])
  func `an option that there is none of is found, and what is none is not taken for one`(
    _ arguments: [String], _ unknown: String?
  ) { #expect(Self.options.unknown(in: arguments[...]) == unknown) }

  @Test(arguments: [
    ("--patient", "the folder's id stands by itself"), ("--recursiv", "is --recursive meant?"),
    ("--max-tiem", "is --max-time meant?"), ("--hlp", "is --help meant?"), ("--hop", nil), ("--colour", nil),
    ("-x", nil),
  ])
  func `what was meant is said where it can be told`(_ name: String, _ meant: String?) {
    #expect(Self.options.meant(by: name) == meant)
  }

  @Test func `a folder is asked for in the words of the verb`() {
    let subject = KnownOptions(
      help: "OPTIONS:\n  --subject <P-…>  Only events on this.\n  --patient <P-…>  x")
    #expect(subject.meant(by: "--patient") == "--subject P-… is meant")
    #expect(
      KnownOptions(help: "OPTIONS:\n  --patient <P-…>  x").meant(by: "--folder") == "--patient P-… is meant")
  }

  @Test(arguments: [("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)])
  func `words are as far apart as letters are to be changed`(_ left: String, _ right: String, _ due: Int) {
    #expect(KnownOptions.distance(left, right) == due)
    #expect(KnownOptions.distance(right, left) == due)
  }

  @Test(arguments: [
    (
      "The value 'Jane' is invalid for '<P-…>'",
      "an id has 26 letters and digits behind its dash; so-patient find - finds the folder's"
    ),
    ("The value '5' is invalid for '--max-time <TIME>'", "--max-time <TIME>: Begin no more, as in 90s"),
    ("The value '5' is invalid for '--type <TYPE>'. Please provide one of 'a' and 'b'.", nil),
    ("Missing value for '--max-time <TIME>'", nil), ("is invalid for 'x", nil),
  ])
  func `a value that is no good is answered by what it should be`(_ message: String, _ advice: String?) {
    #expect(UsageMessage.advice(on: message, Self.options) == advice)
  }
}
