import Records
import TestSupport
import Testing

@Suite struct LineReaderTests {
  private static func lines(
    _ bytes: [UInt8], size: Int, terminator: UInt8 = 0x0A, limit: Int = 100
  ) throws -> [[UInt8]] {
    let reader = LineReader(PiecewiseSource(bytes, size: size), terminator: terminator, limit: limit)
    var lines: [[UInt8]] = []
    while let line = try reader.next() {
      lines.append(line)
      #expect(reader.number == lines.count)
    }
    #expect(try reader.next() == nil)
    return lines
  }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("\n\n", ["", ""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
    ("a\r\nb\r\n", ["a\r", "b\r"]), ("\na", ["", "a"]), ("a\0b\nc", ["a\0b", "c"]),
    ("one\ntwo, longer\n\nthree", ["one", "two, longer", "", "three"]),
  ])
  func `lines are cut wherever the pieces of the stream end`(_ text: String, _ expected: [String]) throws {
    for size in 1...20 {
      #expect(try Self.lines(Array(text.utf8), size: size) == expected.map { Array($0.utf8) })
    }
  }

  @Test func `names that end with NUL may hold line feeds`() throws {
    for size in 1...12 {
      let names = try Self.lines(Array("a\nb\0c\0\0d".utf8), size: size, terminator: 0)
      #expect(names == ["a\nb", "c", "", "d"].map { Array($0.utf8) })
    }
  }

  @Test func `a line longer than a piece of the reader's own is whole`() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
    for size in [4096, 65_536, 1 << 20] {
      let lines = try Self.lines(long + [0x0A] + long + [0x0A, 0x0A], size: size, limit: 200_000)
      #expect(lines == [long, long, []])
    }
  }

  @Test(arguments: [true, false])
  func `a line of the limit is read, and of one byte more refused by its number`(_ isTerminated: Bool) throws
  {
    let end: [UInt8] = isTerminated ? [0x0A] : []
    for size in 1...12 {
      let fitting = Array("ab\n12345".utf8) + end
      #expect(try Self.lines(fitting, size: size, limit: 5).count == 2)
      let reader = LineReader(PiecewiseSource(Array("ab\n123456".utf8) + end, size: size), limit: 5)
      _ = try reader.next()
      let failure = try #require(refusal { try reader.next() })
      #expect(failure == Failure(.lineTooLong, "line 2 is longer than 5 bytes"))
    }
  }

  @Test func `behind a line that is too long the next one is read`() throws {
    for size in 1...12 {
      let reader = LineReader(PiecewiseSource(Array("1234567890\nab\n1234567890".utf8), size: size), limit: 5)
      #expect(refusal { try reader.next() }?.message.hasPrefix("line 1 ") == true)
      #expect(try reader.next() == Array("ab".utf8))
      #expect(reader.number == 2)
      #expect(refusal { try reader.next() }?.message.hasPrefix("line 3 ") == true)
      #expect(try reader.next() == nil)
    }
  }

  @Test func `what the source throws is passed on`() throws {
    let reader = LineReader(BrokenSource())
    #expect(refusal { try reader.next() }?.message == "torn")
  }

  @Test func `a line without an end is refused after the limit and not collected`() throws {
    let source = EndlessSource()
    let reader = LineReader(source, limit: 1000)
    #expect(refusal { try reader.next() }?.code == .lineTooLong)
    #expect(source.given < 1 << 20)
  }

  private final class BrokenSource: ByteSource {
    func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
      throw Failure(.internalError, "torn")
    }
  }

  private final class EndlessSource: ByteSource {
    var given = 0

    func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
      given += buffer.byteCount
      return buffer.byteCount
    }
  }
}

@Suite struct RecordStreamTests {
  private static func stream(_ text: String) -> RecordStream {
    RecordStream(PiecewiseSource(Array(text.utf8), size: 7))
  }

  @Test func `records of any kinds are read, blank lines passed over, the lines counted`() throws {
    let stream = Self.stream("{\"schema\":\"so.a/1\"}\n\n \t\r\n{\"schema\":\"so.b/1\",\"x\":1}\r\n{}")
    #expect(try stream.next()?.schema == "so.a/1")
    #expect(stream.lineNumber == 1)
    #expect(try stream.next()?["x"] == 1)
    #expect(stream.lineNumber == 4)
    let last = try #require(try stream.next())
    #expect(last.schema == nil)
    #expect(stream.lineNumber == 5)
    #expect(try stream.next() == nil)
    #expect(try stream.next() == nil)
  }

  @Test func `a bad line is refused by its number, and the next one is read`() throws {
    let stream = Self.stream("{}\n[1]\n{\"a\":1,\"a\":2}\n{} {}\n{\"b\":1}\n")
    #expect(try stream.next() == [:])
    let array = try #require(refusal { try stream.next() })
    #expect(array.code == .jsonInvalid)
    #expect(array.message.hasPrefix("line 2: "))
    #expect(refusal { try stream.next() }?.code == .keyDuplicate)
    #expect(refusal { try stream.next() }?.message.hasPrefix("line 4: ") == true)
    #expect(try stream.next() == ["b": 1])
    #expect(try stream.next() == nil)
  }

  @Test func `a line over 1 MiB is refused, and the next one is read`() throws {
    let stream = RecordStream(
      PiecewiseSource(
        [UInt8](repeating: 0x20, count: JSONValue.maximumLength + 1) + Array("\n{\"a\":1}".utf8),
        size: 1 << 16))
    #expect(refusal { try stream.next() }?.code == .lineTooLong)
    #expect(try stream.next() == ["a": 1])
  }

  @Test func `a schema that is not text is none`() {
    #expect((["schema": 1] as JSONObject).schema == nil)
  }
}
