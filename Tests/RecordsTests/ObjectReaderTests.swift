import Records
import TestSupport
import Testing

/// One object with a field of each type, as the records have them.
private struct Sample: JSONRecord, Equatable {
  static let schema = "so.sample/1"
  let name: String
  let nickname: String?
  let size: Int64
  let flag: Bool
  let tags: [String]
  let at: Timestamp
  let id: PatientID
  let parent: DocumentID?

  init(reading reader: inout ObjectReader) throws(Failure) {
    name = reader.text("name")
    nickname = reader.optionalText("nickname")
    size = reader.integer("size")
    flag = reader.bool("flag")
    tags = reader.texts("tags")
    at = reader.time("at")
    id = reader.identifier("id")
    parent = reader.optionalIdentifier("parent")
  }

  var fields: JSONObject {
    [
      "name": .string(name), "nickname": .text(nickname), "size": .integer(size), "flag": .bool(flag),
      "tags": .array(tags.map { .string($0) }), "at": .time(at), "id": .string(id.text),
      "parent": .text(parent?.text),
    ]
  }
}

@Suite struct ObjectReaderTests {
  private static let whole: JSONObject = [
    "schema": "so.sample/1", "name": "n", "nickname": nil, "size": 3, "flag": false, "tags": ["a", "b"],
    "at": "2026-11-24T05:47:34.123Z", "id": .string(PatientID.random().text), "parent": nil,
  ]

  private static func problems(_ change: (inout JSONObject) -> Void) -> [FieldProblem] {
    var object = whole
    change(&object)
    return refusal { try Sample(json: object) }?.fields ?? []
  }

  @Test func `a record survives being written and read, and its schema comes first`() throws {
    let sample = try Sample(json: Self.whole)
    #expect(sample.json == Self.whole)
    #expect(sample.json.keys.first == "schema")
    #expect(sample.json.schema == "so.sample/1")
    #expect(try Sample(json: JSONObject(parsing: sample.json.serialized)) == sample)
  }

  @Test(arguments: ["name", "size", "flag", "at", "id"])
  func `R009 a mandatory field that is missing or null is one problem`(_ key: String) {
    for value in [JSONValue?.none, .null] {
      let problems = Self.problems { $0[key] = value }
      #expect(problems.map(\.field) == [key])
      #expect(problems.map(\.code) == [.required])
    }
  }

  @Test func `R009 every wrong field is named at once, each with its own word`() throws {
    let failure = try #require(
      refusal {
        try Sample(json: [
          "schema": "so.sample/1", "name": "", "nickname": 1, "size": "3", "tags": ["a", 2, nil],
          "at": "yesterday", "id": "D-1", "parent": "P-1", "extra": 1,
        ])
      })
    #expect(failure.code == .recordInvalid)
    #expect(failure.message == "the so.sample/1 record is refused: 10 fields are wrong")
    #expect(
      failure.fields.map { "\($0.field) \($0.code.word)" } == [
        "name required", "nickname type_unexpected", "size type_unexpected", "flag required",
        "tags[1] type_unexpected", "tags[2] type_unexpected", "at value_invalid", "id value_invalid",
        "parent value_invalid", "extra key_unknown",
      ])
  }

  @Test(
    arguments: [
      ("name", 1), ("name", ["a"]), ("nickname", true), ("size", "1"), ("size", true), ("flag", 1),
      ("flag", "true"),
      ("tags", "a"), ("tags", [:]), ("at", 0), ("id", [:]), ("parent", 5),
    ] as [(String, JSONValue)])
  func `a value of another type is one problem, without the value`(_ key: String, _ value: JSONValue) {
    let problems = Self.problems { $0[key] = value }
    #expect(problems.map(\.field) == [key])
    #expect(problems.map(\.code) == [.typeUnexpected])
  }

  @Test func `a problem never shows the value, which may name a patient`() {
    let problems = Self.problems {
      $0["at"] = "Karlsson"
      $0["id"] = "Karlsson"
      $0["size"] = "Karlsson"
    }
    #expect(problems.count == 3)
    #expect(!problems.contains { $0.message.contains("Karlsson") })
  }

  @Test(arguments: [nil, "so.sample/2", "so.sample", "SO.SAMPLE/1", 1, ""] as [JSONValue])
  func `a record of another kind or version is refused before its fields`(_ schema: JSONValue) {
    var object = Self.whole
    object["schema"] = schema
    object["name"] = nil
    #expect(refusal { try Sample(json: object) }?.code == .schemaUnexpected)
    object["schema"] = .none
    #expect(refusal { try Sample(json: object) }?.code == .schemaUnexpected)
  }

  @Test func `an unknown key is shown cut and without control characters`() {
    let key = "\u{1B}[2J" + String(repeating: "k", count: 100)
    let problems = Self.problems { $0[key] = 1 }
    #expect(problems.map(\.code) == [.keyUnknown])
    #expect(problems.first?.field.hasPrefix("?[2Jkkk") == true)
    #expect(problems.first?.field.count == 41)
  }

  @Test func `no stand-in outlives finish, and finish says the same twice`() throws {
    var reader = ObjectReader(["bad": 1, "odd": 1], what: "test", path: "outer.")
    #expect(reader.text("bad") == "")
    #expect(reader.integer("none") == 0)
    #expect(reader.required("bad", "a thing", standIn: 5) { Int($0) } == 5)
    let first = try #require(refusal { try reader.finish() })
    #expect(first.fields.map(\.field) == ["outer.bad", "outer.none", "outer.bad", "outer.odd"])
    #expect(refusal { try reader.finish() } == first)
  }

  @Test func `the problems of a nested object carry its path`() throws {
    var outer = ObjectReader(["inner": ["x": "1"]], what: "test")
    let object = outer.optionalObject("inner")
    var inner = ObjectReader(try #require(object), what: "inner", path: "inner.")
    _ = inner.integer("x")
    _ = inner.text("y")
    outer.adopt(inner.problems)
    outer.refuse("z", .valueInvalid, "is odd")
    #expect(refusal { try outer.finish() }?.fields.map(\.field) == ["inner.x", "inner.y", "z"])
  }

  @Test func `null and a missing key are both absent`() throws {
    var reader = ObjectReader(["a": nil], what: "test")
    for key in ["a", "b"] {
      #expect(reader.value(key) == nil)
      #expect(reader.optionalText(key) == nil)
      #expect(reader.optionalInteger(key) == nil)
      #expect(reader.optionalBool(key) == nil)
      #expect(reader.optionalObject(key) == nil)
      #expect(reader.optionalTime(key) == nil)
      #expect(reader.list(key).isEmpty)
    }
    try reader.finish()
  }

  @Test func `the JSON of a failure is whole`() throws {
    let failure = Failure(
      .recordInvalid, "no", hint: "so-patient add --help",
      fields: [FieldProblem("mrn", .required, "is mandatory")])
    #expect(
      String(decoding: failure.json.serialized, as: UTF8.self)
        == #"{"code":"record_invalid","message":"no","hint":"so-patient add --help","#
        + #""fields":[{"field":"mrn","code":"required","message":"is mandatory"}]}"#)
    #expect(Failure(.usage, "no").json == ["code": "usage", "message": "no", "hint": nil])
  }
}
