import Records
import TestSupport
import Testing

/// What readers are known to disagree on is refused, each by its own word.
@Suite struct JSONReaderTests {
  private static func code(_ text: String) -> Failure.Code? { code(Array(text.utf8)) }

  private static func code(_ bytes: [UInt8]) -> Failure.Code? {
    refusal { try JSONValue(parsing: bytes) }?.code
  }

  private static func read(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), ("true", true), (" \t\r\n false\n", false), ("0", 0), ("-1", -1), ("[]", []),
      ("{}", [:]), ("[1,[2],{}]", [1, [2], [:]]), (#"{ "b" : 1 , "a" : null }"#, ["b": 1, "a": nil]),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u0000\u005C""#, "é\0\\"),
      (#""\ud83d\ude00\uD83D\uDE00""#, "😀😀"), (#""\uFFFF\uFFFE""#, "\u{FFFF}\u{FFFE}"),
      ("\"\u{7F}\u{85}\u{10FFFF}\"", "\u{7F}\u{85}\u{10FFFF}"), (#"{"":{"":""}}"#, ["": ["": ""]]),
    ] as [(String, JSONValue)])
  func `what is JSON is read`(_ text: String, _ value: JSONValue) throws {
    #expect(try Self.read(text) == value)
  }

  @Test(arguments: [
    // Nothing, or more than one value.
    "", " ", "1 2", "{} {}", "[]]", "null\0", "1\u{A0}", "\u{FEFF}{}", "\u{FEFF}", "nul", "nulll", "True",
    // Structure.
    "[", "{", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{,}",
    "{a:1}", "{1:1}", "{'a':1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "}", "]", ":", ",", "[}", "{]",
    // Comments and other liberties.
    "// x\n1", "/* x */ 1", "NaN", "Infinity", "-Infinity", "+1", ".5", "0x10", "1_000", "'a'", "undefined",
    // Numbers that readers round or spell differently.
    "1.0", "0.1", "1.", "1e3", "1E3", "0e0", "-0", "-00", "00", "01", "-01", "-", "--1", "- 1", "1-",
    "9223372036854775808", "-9223372036854775809", "18446744073709551616",
    "99999999999999999999999999999999999999999",
    // Strings.
    "\"", "\"a", "\"\\", "\"\\\"", #""\x41""#, #""\'""#, #""\u12""#, #""\u12G4""#, #""\U0041""#, #""\u{41}""#,
    "\"\n\"", "\"\t\"", "\"\0\"", "\"\u{1F}\"", "{\"\n\":1}",
    // Half of a surrogate pair has no UTF-8 form.
    #""\ud800""#, #""\udc00""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\u0041""#, #""\ud800\ud800""#,
    #""\udc00\ud800""#, #""\ud800\""#, #""\ud800\u""#, #"{"\ud800":1}"#,
  ])
  func `what is not JSON, or read in two ways, is refused`(_ text: String) {
    #expect(Self.code(text) == .jsonInvalid)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused in values and in keys`(_ bytes: [UInt8]) {
    let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
    #expect(Self.code(quoted) == .utf8Invalid)
    #expect(Self.code([UInt8(ascii: "{")] + quoted + Array(":1}".utf8)) == .utf8Invalid)
    #expect(Self.code(bytes) == .jsonInvalid)
  }

  @Test(arguments: [
    #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":null,"\u0061":1}"#, #"{"x":[{"":1,"":2}]}"#,
    // One key in two spellings: é as one scalar, and as e with an accent.
    "{\"\u{E9}\":1,\"e\u{301}\":2}", #"{"\u00e9":1,"e\u0301":2}"#,
    "{\"\u{1E9B}\u{323}\":1,\"\u{17F}\u{323}\u{307}\":2}",
  ])
  func `a key that is there twice is refused, in any spelling`(_ text: String) {
    #expect(Self.code(text) == .keyDuplicate)
  }

  @Test func `keys that differ in case or place are not duplicates`() throws {
    #expect(try Self.read(#"{"a":{"a":1},"A":{"a":2}}"#) == ["a": ["a": 1], "A": ["a": 2]])
  }

  @Test(arguments: [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")])
  func `32 levels are read and 33 refused`(_ open: String, _ close: String) {
    let levels = open.contains("{") && open.contains("[") ? 2 : 1
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth / levels) + "0" + String(repeating: close, count: depth / levels)
    }
    #expect(Self.code(nested(32)) == nil)
    #expect(Self.code("[" + nested(32) + "]") == .nestingTooDeep)
    #expect(Self.code(nested(34)) == .nestingTooDeep)
  }

  @Test func `1 MiB is read and one byte more refused`() {
    let limit = JSONValue.maximumLength
    #expect(limit == 1 << 20)
    #expect(Self.code("\"" + String(repeating: "x", count: limit - 2) + "\"") == nil)
    #expect(Self.code("\"" + String(repeating: "x", count: limit - 1) + "\"") == .lineTooLong)
    #expect(Self.code([UInt8](repeating: 0x20, count: limit + 1)) == .lineTooLong)
  }

  /// None of these takes time that grows with the square of its length: it would then run for
  /// minutes, and nobody could miss it.
  @Test(
    arguments: [
      ("[", .nestingTooDeep), ("{\"a\":", .nestingTooDeep), ("[],", .jsonInvalid), ("9", .jsonInvalid),
      (" ", .jsonInvalid), ("-", .jsonInvalid), ("\\", .jsonInvalid), ("\"", .jsonInvalid),
      ("e\u{301}", .jsonInvalid),
    ] as [(String, Failure.Code)])
  func `a hostile megabyte is refused at once`(_ piece: String, _ code: Failure.Code) {
    #expect(Self.code(Self.flood(piece)) == code)
  }

  @Test(arguments: [
    "\\\\", #"\ud83d\ude00"#, "e\u{301}\u{323}", "\u{1100}\u{1161}", "\u{1F468}\u{200D}", "\u{FDFA}",
  ])
  func `a hostile megabyte of text is read at once, as a value and as a key`(_ piece: String) {
    let flood = Self.flood(piece)
    #expect(Self.code("\"\(flood)\"") == nil)
    #expect(Self.code("{\"\(flood)\":1}") == nil)
  }

  @Test func `more marks on a letter than any script has are refused`() {
    // Comparing text would take the square of their number: a megabyte of them, minutes.
    for piece in ["\u{301}", "\u{301}\u{323}"] {
      #expect(Self.code("\"\(Self.flood(piece))\"") == .jsonInvalid)
      #expect(Self.code("{\"\(Self.flood(piece))\":1}") == .jsonInvalid)
    }
    let marks = String(repeating: "\u{301}\u{323}", count: 15)
    #expect(Self.code("\"e\(marks)e\(marks)\"") == nil)
    #expect(Self.code("\"e\(marks)\u{301}\"") == .jsonInvalid)
    #expect(Self.code(#""e\#(marks)\u0301""#) == .jsonInvalid)
  }

  private static func flood(_ piece: String) -> String {
    String(repeating: piece, count: JSONValue.maximumLength / piece.utf8.count - 8)
  }

  @Test func `a megabyte of different keys is read at once, and one twice among them found`() throws {
    var text = "{"
    for number in 0..<80_000 { text += "\"\(number)\":0," }
    let object = try JSONObject(parsing: Array((text + "\"last\":1}").utf8))
    #expect(object.count == 80_001)
    #expect(object.keys.last == "last")
    #expect(Self.code(text + "\"40000\":1}") == .keyDuplicate)
  }

  @Test func `a record is an object`() {
    for text in ["1", "null", "[]", "\"a\""] {
      #expect(refusal { try JSONObject(parsing: Array(text.utf8)) }?.code == .jsonInvalid)
    }
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":\"Karlsson\"}", "at byte 7"), ("[1,\"Karlsson]", "at byte 3"),
    ("  Karlsson", "at byte 2"),
    ("[\"Karlsson\" 1]", "at byte 12"), ("[01]", "at byte 1"), ("[\"\\q\"]", "at byte 3"),
  ])
  func `a refusal names the byte and never a value`(_ text: String, _ place: String) throws {
    let failure = try #require(refusal { try Self.read(text) })
    #expect(failure.message.hasPrefix(place))
    #expect(!failure.message.contains("Karlsson"))
  }

  @Test func `a key in a message is cut and cannot act on a terminal`() throws {
    let key = "\u{1B}[2J\u{202E}\u{85}\u{2028}" + String(repeating: "k", count: 100)
    let text = "{\"\(key)\":1,\"\(key)\":2}".replacing("\u{1B}", with: "\\u001b")
    let message = try #require(refusal { try Self.read(text) }).message
    #expect(message.contains("?[2J???kkk"))
    #expect(message.contains("…"))
    #expect(message.count < 100)
  }

  @Test func `every prefix of a record is refused and none crashes`() {
    let text = #"{"schema":"so.test/1","n":[-12,true,null,{"é":"\ud83d\ude00\n"}],"x":"\u00e9"}"#
    let bytes = Array(text.utf8)
    #expect(Self.code(bytes) == nil)
    for length in 0..<bytes.count { #expect(Self.code(Array(bytes[..<length])) != nil, "\(length) bytes") }
  }

  @Test func `random changes of a record never crash, and what is read is written and read again`() throws {
    let text =
      #"{"schema":"so.test/1","n":[-12,true,null,{"é":"\ud83d\ude00\n"}],"x":"\u00e9","y":{"z":[[]]}}"#
    let bytes = Array(text.utf8)
    var generator = SeededGenerator(seed: 0x5EED)
    for _ in 0..<5000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<changed.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[index] = UInt8.random(in: .min ... .max, using: &generator)
        case 1: changed.remove(at: index)
        default: changed.insert(bytes.randomElement(using: &generator) ?? 0, at: index)
        }
      }
      if let value = try? JSONValue(parsing: changed) {
        #expect(try JSONValue(parsing: value.serialized) == value)
      }
    }
  }
}
