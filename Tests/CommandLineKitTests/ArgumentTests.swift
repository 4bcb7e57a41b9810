import ArgumentParser
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ArgumentTests {
  @Test func `a path keeps its bytes, and only a lone dash is a stream`() throws {
    let bytes: [UInt8] = [0x61, 0xFF, 0x0A]
    let argument = try #require(PathArgument(argument: ArgumentText.encode(bytes)))
    #expect(argument.path.bytes == bytes)
    #expect("\(argument)" == #"a\xff\x0a"#)
    #expect(PathArgument(argument: "") == nil)
    #expect(PathArgument(argument: "-")?.isStandardStream == true)
    for name in ["./-", "--", "-x", "/-", " -"] {
      #expect(PathArgument(argument: name)?.isStandardStream == false)
    }
  }

  @Test func `a small file is read whole, a larger one refused`() throws {
    let folder = try TemporaryFolder()
    let argument = try #require(PathArgument(argument: folder.file("f", [1, 2, 3]).string))
    #expect(try argument.readAll(limit: 3) == [1, 2, 3])
    #expect(refusal { try argument.readAll(limit: 2) }?.code == .valueInvalid)
    #expect(
      refusal { try PathArgument(argument: folder.path.string)?.readAll(limit: 2) }?.code == .isADirectory)
  }

  @Test func `an identifier is taken in either case, and only of its kind`() {
    let text = "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"
    #expect(IdentifierArgument<PatientKind>(argument: text)?.id.text == text)
    #expect(IdentifierArgument<PatientKind>(argument: text.lowercased())?.id.text == text)
    #expect(IdentifierArgument<DocumentKind>(argument: text) == nil)
  }

  @Test(arguments: [
    ("a\nb\n\nc", [], ["a", "b", "c"]), ("a\nb\0c\n", ["-0"], ["a\nb", "c\n"]), ("", [], []),
    ("\0\0", ["-0"], []),
    ("no end", [], ["no end"]), ("a\r\n", [], ["a\r"]),
  ])
  func `names come from a list, by lines or by NUL`(_ list: String, _ flags: [String], _ names: [String])
    throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.file("list", Array(list.utf8))
    let reader = try FileListOptions.parse(["--files-from", file.string] + flags).reader(for: .random())
    var read: [String] = []
    while let path = try reader.next() { read.append(path.string) }
    #expect(read == names)
  }

  @Test func `operands come before the list`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("list", Array("c\n".utf8))
    let reader = try FileListOptions.parse(["a", "--files-from", file.string, "b"]).reader(for: .random())
    #expect(try [reader.next(), reader.next(), reader.next(), reader.next()] == ["a", "b", "c", nil])
  }

  @Test(arguments: [[], ["-0"], ["a", "-0"]])
  func `nothing to do is a wrong command line`(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try FileListOptions.parse(arguments) }
  }

  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_549, "1.5 kB"), (999_999, "999.9 kB"),
    (50_000_000, "50.0 MB"),
    (2_000_000_000, "2.0 GB"), (7_600_000_000_000, "7.6 TB"), (Int64.max, "922337.2 TB"),
  ])
  func `a number of bytes is said for a person`(_ bytes: Int64, _ text: String) {
    #expect(ByteCount.text(bytes) == text)
  }

  @Test(
    arguments: [
      (0, 100, 0), (1, 100, 1), (999, 1000, 99), (1000, 1000, 100), (0, 0, 100), (5, 4, 100),
      (Int64.max - 1, Int64.max, 99),
      (.max, .max, 100), (-5, 100, 0), (0, .max, 0),
    ] as [(Int64, Int64, Int64)])
  func `R049 all is said only when all is done`(_ done: Int64, _ total: Int64, _ percent: Int64) {
    #expect(Progress.percent(done, total) == percent)
  }
}
