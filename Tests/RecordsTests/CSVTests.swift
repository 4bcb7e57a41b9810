import TestSupport
import Testing

@testable import Records

@Suite struct CSVTests {
  private func rows(_ bytes: [UInt8], piece: Int = 3) throws -> [CSVReader.Row] {
    let reader = CSVReader(PiecewiseSource(bytes, size: piece))
    var rows: [CSVReader.Row] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test(arguments: [
    ("", []), ("\n\r\n\n", []), ("a", [["a"]]), ("a,b\n", [["a", "b"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]), (",", [["", ""]]), ("a,,\n", [["a", "", ""]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]), ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("a,\u{FEFF}b\n", [["a", "\u{FEFF}b"]]), ("a\n\u{FEFF}b\n", [["a"], ["\u{FEFF}b"]]),
    ("\"a,b\",c\n", [["a,b", "c"]]), ("\"a\"\"b\",c\n", [["a\"b", "c"]]), ("\"\",\"\"\r\n", [["", ""]]),
    ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]), ("\"a\n\nb\"\nc\n", [["a\n\nb"], ["c"]]),
    ("\"\"\"\"\n", [["\""]]), (" a , b \n", [[" a ", " b "]]), ("a\r,b\r\n", [["a\r", "b"]]),
    ("\"a\r\"\r\n", [["a\r"]]), ("\"\n\"\"\n\",x\n", [["\n\"\n", "x"]]),
  ])
  func `RFC 4180 rows and fields come out as they are meant`(_ text: String, _ expected: [[String]]) throws {
    for piece in [1, 3, 1000] {
      let rows = try rows(Array(text.utf8), piece: piece)
      #expect(rows.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == expected)
    }
  }

  @Test(arguments: [
    "a\"b,c\n", "a,b\"\"\n", "\"a\"b,c\n", "\"a\" ,c\n", "\"a,b\n", "\"a\n\n", "\"", "a,\"",
  ])
  func `a field whose end could only be guessed is refused by its line`(_ text: String) throws {
    let failure = refusal { try rows(Array("x,y\n".utf8) + Array(text.utf8)) }
    #expect(failure?.code == .csvInvalid)
    #expect(failure?.message.hasPrefix("line 2: ") == true)
  }

  @Test func `lines are counted as an editor counts them, and fields are bytes`() throws {
    let rows = try rows(Array("a\n\n\"b\nb\"\n".utf8) + [0xFF, 0x2C, 0x00, 0x0A])
    #expect(rows.map(\.line) == [1, 3, 5])
    #expect(rows.last?.fields == [[0xFF], [0x00]])
  }

  @Test func `behind a bad line the reading goes on`() throws {
    let reader = CSVReader(PiecewiseSource(Array("a\"\nb,c\n\"d\"e\nf\n".utf8), size: 2))
    #expect(refusal { try reader.next() }?.code == .csvInvalid)
    #expect(try reader.next()?.fields == [[0x62], [0x63]])
    #expect(refusal { try reader.next() }?.message.hasPrefix("line 3: ") == true)
    #expect(try reader.next()?.fields == [[0x66]])
    #expect(try reader.next() == nil)
  }

  @Test func `a missing quote does not take the rest of the table into memory`() throws {
    let reader = CSVReader(
      PiecewiseSource(Array("\"a\n".utf8) + [UInt8](repeating: 0x0A, count: 10_000), size: 999), limit: 100)
    #expect(refusal { try reader.next() }?.message.contains("longer than 100 bytes") == true)
    let long = CSVReader(PiecewiseSource([UInt8](repeating: 0x61, count: 101), size: 9), limit: 100)
    #expect(refusal { try long.next() }?.code == .lineTooLong)
  }

  /// A field, and how it stands in a table.
  static let written: [(String, String)] = [
    ("", ""), ("a", "a"), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
    ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("=1+1", "'=1+1"), ("+4989", "'+4989"), ("-q", "'-q"),
    ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("'a", "''a"),
    ("＝1", "'＝1"), ("=cmd|'/c calc'!A1,\"x\"", "\"'=cmd|'/c calc'!A1,\"\"x\"\"\""), ("a=1", "a=1"),
    ("\u{301}=", "\u{301}="), ("=\u{301}x", "'=\u{301}x"),
    ("2026-11-24T10:00:00.000Z", "2026-11-24T10:00:00.000Z"),
  ]

  @Test(arguments: written)
  func `no spreadsheet runs a cell that a file's name made`(_ text: String, _ cell: String) throws {
    #expect(CSVWriter.field(text) == cell)
    #expect(CSVWriter.original(cell.hasPrefix("\"") ? String(try back(cell)) : cell) == text)
  }

  private func back(_ cell: String) throws -> String {
    String(decoding: try rows(Array(cell.utf8))[0].fields[0], as: UTF8.self)
  }

  @Test func `what is written is read again, row by row`() throws {
    let fields = Self.written.map(\.0)
    let sink = Collector()
    let writer = CSVWriter(sink)
    try writer.write(fields)
    try writer.write(["last", ""])
    let rows = try rows(sink.bytes)
    #expect(rows.count == 2)
    #expect(
      rows[0].fields.map { CSVWriter.original(String(decoding: $0, as: UTF8.self)) }.map { Array($0.utf8) }
        == fields.map { Array($0.utf8) })
    #expect(rows[1].fields.count == 2)
  }
}

private final class Collector: ByteSink {
  var bytes: [UInt8] = []
  func write(_ bytes: RawSpan) throws(Failure) {
    self.bytes += unsafe bytes.withUnsafeBytes { unsafe Array($0) }
  }
}
