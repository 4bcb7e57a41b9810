import Records
import TestSupport
import Testing

@Suite struct JSONWriterTests {
  private static func text(_ value: JSONValue) -> String { String(decoding: value.serialized, as: UTF8.self) }

  @Test(
    arguments: [
      (nil, "null"), (true, "true"), (false, "false"), (0, "0"), (.integer(.min), "-9223372036854775808"),
      ([], "[]"), ([:], "{}"), ([1, [nil], "a"], #"[1,[null],"a"]"#),
      (["b": nil, "a": [:]], #"{"b":null,"a":{}}"#), (["z": 1, "a": 2], #"{"z":1,"a":2}"#),
      ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
      ("\0\u{8}\u{C}\u{1B}\u{1F}", #""\u0000\u0008\u000c\u001b\u001f""#),
      // A terminal acts on DEL and on the C1 controls too, though JSON allows them.
      ("\u{7F}\u{80}\u{9B}\u{9F}", #""\u007f\u0080\u009b\u009f""#), ("\u{A0}é\u{C2}😀", "\"\u{A0}é\u{C2}😀\""),
      (["\u{9B}\"": 1], #"{"\u009b\"":1}"#),
    ] as [(JSONValue, String)])
  func `a value is written compactly on one line`(_ value: JSONValue, _ text: String) throws {
    #expect(Self.text(value) == text)
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }

  @Test func `absent values are written as null and never left out`() {
    let object: JSONObject = ["a": .text(nil), "b": .number(nil), "c": .time(nil)]
    #expect(String(decoding: object.serialized, as: UTF8.self) == #"{"a":null,"b":null,"c":null}"#)
    #expect(JSONValue.text("x") == "x")
    #expect(JSONValue.number(7) == 7)
    #expect(JSONValue.time(Timestamp(milliseconds: 1)) == "1970-01-01T00:00:00.001Z")
  }

  @Test func `any value survives being written and read, byte by byte`() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let value = Self.random(depth: 0, &generator)
      let bytes = value.serialized
      #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F })
      let read = try JSONValue(parsing: bytes)
      #expect(read == value)
      #expect(read.serialized == bytes)
    }
  }

  @Test func `an object keeps the order of its keys when values change`() {
    var object: JSONObject = ["c": 1, "a": 2, "b": 3]
    object["a"] = 5
    object["c"] = nil
    object["c"] = 7
    object["x"] = nil
    #expect(object.keys == ["a", "b", "c"])
    #expect(object.count == 3)
    #expect(object["a"] == 5)
    #expect(object["x"] == nil)
    #expect(JSONObject([("k", 1), ("l", 2), ("k", 3)]) == ["k": 3, "l": 2])
    #expect(["a": 1, "b": 2] as JSONObject != ["b": 2, "a": 1])
  }

  private static func random(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth < 6 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
    case 3: return .integer(Int64.random(in: -9...9, using: &generator))
    case 4: return .string(randomText(&generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in random(depth: depth + 1, &generator) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0..<5, using: &generator) {
        object[randomText(&generator)] = random(depth: depth + 1, &generator)
      }
      return .object(object)
    }
  }

  private static func randomText(_ generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &generator) {
      let limit: UInt32 = Bool.random(using: &generator) ? 0xFF : 0x10FFFF
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) { text.append(scalar) }
    }
    return String(text)
  }
}
