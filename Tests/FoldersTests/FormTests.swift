import Records
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct FormTests {
  static let today = TestClinic.now.date

  private func form(_ changes: [String: JSONValue?]) throws -> Demographics {
    try DemographicsForm(json: TestClinic.form(changes), today: Self.today).demographics
  }

  /// The problems of a refused form: the field and its code.
  private func problems(_ changes: [String: JSONValue?]) -> [String] {
    let failure = refusal { try form(changes) }
    return (failure?.fields ?? []).map { "\($0.field) \($0.code.word)" }
  }

  static let mandatory = ["family", "given", "birth_date", "sex", "mrn"]

  @Test(arguments: mandatory)
  func `R009 a mandatory field that is missing is one problem, and no other is told`(_ field: String) {
    #expect(problems([field: .some(nil)]) == ["\(field) required"])
    #expect(problems([field: .some(.null)]) == ["\(field) required"])
    #expect(problems([field: ""]) == ["\(field) required"])
  }

  @Test(arguments: ["family", "given", "mrn"])
  func `R009 blanks alone are a missing field`(_ field: String) {
    for blank in [" ", "\t \n", "\u{A0}", "\u{2003}"] {
      #expect(problems([field: .string(blank)]) == ["\(field) required"])
    }
  }

  @Test func `R009 every missing field is told at once`() {
    let nothing = Dictionary(uniqueKeysWithValues: Self.mandatory.map { ($0, JSONValue?.none) })
    #expect(problems(nothing) == Self.mandatory.map { "\($0) required" })
    let failure = refusal { try DemographicsForm(json: [:], today: Self.today) }
    #expect(failure?.code == .recordInvalid)
    #expect(failure?.fields.map(\.field) == Self.mandatory)
  }

  @Test func `R009 only the e-mail may be left out`() throws {
    #expect(try form(["emails": .some(nil)]).emails.isEmpty)
    #expect(try form(["emails": .some(.null)]).emails.isEmpty)
    #expect(try form(["emails": ""]).emails.isEmpty)
    #expect(try form(["emails": .array([])]).emails.isEmpty)
  }

  @Test func `values are trimmed`() throws {
    let person = try form(["family": "  Müller\t", "given": "\u{A0}Anna Maria ", "mrn": " MRN-1\n"])
    #expect(person.family == "Müller")
    #expect(person.given == "Anna Maria")
    #expect(person.mrn == "MRN-1")
  }

  @Test(arguments: [
    "a\u{0}b", "a\nb", "a\u{1B}[31mb", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\u{202E}b", "a\u{2066}b",
    "a\u{FEFF}b",
  ])
  func `control characters and direction marks are refused, and not repeated in the message`(_ text: String) {
    for field in ["family", "given", "mrn"] {
      let failure = refusal { try form([field: .string(text)]) }
      #expect(failure?.fields.map(\.field) == [field])
      #expect(failure?.fields.first?.message.unicodeScalars.allSatisfy { $0.isASCII } == true)
    }
  }

  @Test(arguments: [
    "Ó Súilleabháin", "O'Neil", "van der Berg-Łukasz", "李", "Νίκος", "Ёлкин", "نرگس\u{200C}ها",
  ])
  func `names of the world are taken`(_ name: String) throws {
    #expect(try form(["family": .string(name)]).family == name)
  }

  @Test(arguments: [
    ("1980-04-03", true), ("2026-11-24", true), ("2026-11-25", false), ("2027-01-01", false),
    ("03/04/1980", false), ("3.4.1980", false), ("1980-4-3", false), ("19800403", false),
    ("1980-02-30", false), ("1981-02-29", false), ("1980-04-03T00:00:00Z", false), ("0980-04-03", false),
    ("1896-01-01", true), ("1895-12-31", false), ("１９80-04-03", false), ("1980-04-03 ", false),
  ])
  func `R089 a date of birth is ISO 8601, not in the future, and not 130 years ago`(
    _ text: String, _ isTaken: Bool
  ) {
    #expect(problems(["birth_date": .string(text)]) == (isTaken ? [] : ["birth_date value_invalid"]))
  }

  @Test(arguments: ["male", "female", "other", "unknown"])
  func `the four sexes`(_ word: String) throws {
    #expect(try form(["sex": .string(word)]).sex.rawValue == word)
  }

  @Test(arguments: ["Female", "f", "weiblich", " female"])
  func `any other sex is refused`(_ word: String) {
    #expect(problems(["sex": .string(word)]) == ["sex value_invalid"])
  }

  @Test func `names and numbers have a greatest length in bytes`() throws {
    _ = try form([
      "family": .string(String(repeating: "ü", count: 100)),
      "mrn": .string(String(repeating: "1", count: 64)),
    ])
    #expect(problems(["family": .string(String(repeating: "ü", count: 101))]) == ["family value_invalid"])
    #expect(problems(["mrn": .string(String(repeating: "1", count: 65))]) == ["mrn value_invalid"])
  }

  @Test func `fields of the wrong type, unknown fields and fields of the tool are told by name`() {
    #expect(problems(["family": 7]) == ["family type_unexpected"])
    #expect(problems(["emails": 7]) == ["emails type_unexpected"])
    #expect(problems(["famly": "x"]) == ["famly key_unknown"])
    for field in ["id", "version", "created_by_form", "documents", "created_at", "updated_at"] {
      #expect(problems([field: "x"]) == ["\(field) not_settable"])
    }
  }

  @Test func `a record of another kind is refused, the form's own schema is taken`() throws {
    _ = try form(["schema": "so.patient/1"])
    #expect(refusal { try form(["schema": "so.document/1"]) }?.code == .schemaUnexpected)
    #expect(refusal { try form(["schema": "so.patient/2"]) }?.code == .schemaUnexpected)
  }

  @Test func `no problem repeats what was filled in`() throws {
    let failure = try #require(
      refusal {
        try form([
          "family": 7, "birth_date": "geheim-1", "sex": "geheim-2", "emails": "geheim-3",
          "mrn": "geheim\u{0}4",
        ])
      })
    let text = ([failure.message] + failure.fields.map(\.message)).joined()
    #expect(!text.contains("geheim"))
  }
}

@Suite struct EmailFieldTests {
  private func emails(_ value: JSONValue) throws -> [String] {
    try DemographicsForm(json: TestClinic.form(["emails": value]), today: FormTests.today).demographics.emails
      .map { "\($0.address.text) \($0.relation?.rawValue ?? "-")" }
  }

  private func problems(_ value: JSONValue) -> [String] {
    (refusal { try emails(value) }?.fields ?? []).map { "\($0.field) \($0.code.word)" }
  }

  @Test(arguments: [
    ("a@b.example", ["a@b.example -"]),
    ("a@b.example; c@d.example", ["a@b.example -", "c@d.example -"]),
    (" a@b.example ;c@d.example ; ;", ["a@b.example -", "c@d.example -"]),
    ("a@b.example;a@b.example;a@B.EXAMPLE", ["a@b.example -"]),
    (";;", []),
  ])
  func `R018 R019 several addresses, parted by a semicolon, trimmed, each once`(
    _ text: String, _ due: [String]
  ) throws {
    #expect(try emails(.string(text)) == due)
  }

  @Test func `R019 a comma is refused, and the message names the semicolon`() throws {
    #expect(problems("a@b.example, c@d.example") == ["emails[0] value_invalid"])
    let failure = refusal { try emails("a@b.example, c@d.example") }
    #expect(failure?.fields.first?.message.contains(";") == true)
  }

  @Test func `R021 an address may say whose it is`() throws {
    let list: JSONValue = [
      ["address": "a@b.example", "relation": "self"], ["address": "c@d.example", "relation": "caregiver"],
      ["address": "e@f.example", "relation": nil], "g@h.example",
    ]
    #expect(
      try emails(list) == ["a@b.example self", "c@d.example caregiver", "e@f.example -", "g@h.example -"])
  }

  @Test func `R018 R021 what is no address, or no relation, is told by its place`() {
    #expect(problems("a@b.example; nonsense") == ["emails[1] value_invalid"])
    #expect(problems(["a@b.example", "nonsense"]) == ["emails[1] value_invalid"])
    #expect(
      problems([["address": "a@b.example", "relation": "neighbour"]]) == ["emails[0].relation value_invalid"])
    #expect(problems([["relation": "self"]]) == ["emails[0].address required"])
    #expect(problems([["address": "a@b.example", "who": "x"]]) == ["emails[0].who key_unknown"])
    #expect(problems([7]) == ["emails[0] type_unexpected"])
  }
}
