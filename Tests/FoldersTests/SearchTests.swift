import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct SearchTests {
  @Test(arguments: [
    ("Müller", ["muller"]), ("MULLER", ["muller"]), ("Mu\u{308}ller", ["muller"]), ("MÜLLER", ["muller"]),
    ("Łukasz", ["lukasz"]), ("Øster", ["oster"]), ("Đorđe", ["dorde"]), ("Großmann", ["grossmann"]),
    ("GROẞMANN", ["grossmann"]), ("Æther", ["aether"]), ("Œuvre", ["oeuvre"]), ("Ijsselmeer", ["ijsselmeer"]),
    ("Νίκος", ["νικοσ"]), ("ΝΊΚΟΣ", ["νικοσ"]), ("Ёлкин", ["елкин"]), ("Йован", ["иован"]),
    ("İstanbul", ["istanbul"]), ("ırmak", ["irmak"]), ("Þór", ["þor"]), ("ﬁn", ["ﬁn"]),
    ("李 小龍", ["李", "小龍"]),
    ("O'Neil", ["o", "neil"]), ("van-der  Berg", ["van", "der", "berg"]), ("D\u{200D}a\u{200B}n", ["dan"]),
    ("١٢٣", ["١٢٣"]), ("Nº5", ["nº5"]), ("…—!", []), ("", []),
  ])
  func `letters are folded alike however they are written`(_ text: String, _ due: [String]) {
    #expect(TextFolding.words(text) == due)
  }

  private func person(_ family: String, _ given: String = "Anna", mrn: String = "MRN-4711") throws
    -> Demographics
  {
    try DemographicsForm(
      json: TestClinic.form(["family": .string(family), "given": .string(given), "mrn": .string(mrn)]),
      today: FormTests.today
    ).demographics
  }

  private func finds(_ query: String, _ person: Demographics) throws -> Bool {
    let text = try #require(SearchText(query))
    let card = SearchCard(person).bytes
    let isFound = text.matches(person)
    // The card may say yes too often; never no for one that is meant.
    let mayBe = unsafe card.withUnsafeBytes { unsafe text.mayMatch(RawSpan(_unsafeBytes: $0)) }
    if isFound { #expect(mayBe) }
    return isFound
  }

  @Test(arguments: [
    ("müller", true), ("MULLER", true), ("mul", true), ("m", true), ("anna muller", true), ("mul ann", true),
    ("4711", true), ("mrn-4711", true), ("mrn 47", true), ("1980-04-03", true), ("muller 1980-04-03", true),
    ("uller", false), ("711", false), ("mullerin", false), ("anna schmidt", false), ("1980-04-04", false),
    ("ann a", true), ("-muller-", true),
    ("1980", true), ("198", true), ("1980-04", true), ("muller 1980-04", true), ("1980-03", false),
    ("80-04", false), ("04-03", false), ("1981-04", false), ("1980-13", false),
  ])
  func `each word must begin a word of the folder`(_ query: String, _ isFound: Bool) throws {
    #expect(try finds(query, try person("Müller")) == isFound)
  }

  @Test(arguments: ["", " ", "\t\n", "-", "…", "!?", "\u{301}"])
  func `a search without a letter or a digit would find everybody and is none`(_ query: String) {
    #expect(SearchText(query) == nil)
  }

  @Test func `a folder whose words do not fit on its card is found by every one of them`() throws {
    let long = "Wittgenstein-Sayn-Hohenstein-Berleburg-Ludwigsburg"
    let person = try person(long, "Maximilian Alexander Ferdinand Zacharias", mrn: "MRN-20251124-0815")
    let card = SearchCard(person).bytes
    #expect(card.count == SearchCard.maximumLength)
    #expect(card.first == 1)
    for word in ["wittgenstein", "ludwigsburg", "zacharias", "1980-04-03", "0815"] {
      #expect(try finds(word, person), "\(word)")
    }
    #expect(try !finds("berlin", person))
  }

  @Test func `a card that just fits is not cut`() throws {
    // " <family> anna 1980-04-03 mrn 4711" with the byte of the flag.
    let rest = " anna 1980-04-03 mrn 4711".utf8.count + 2
    let family = String(repeating: "a", count: SearchCard.maximumLength - rest)
    #expect(SearchCard(try person(family)).bytes.first == 0)
    #expect(SearchCard(try person(family)).bytes.count == SearchCard.maximumLength)
    #expect(SearchCard(try person(family + "a")).bytes.first == 1)
  }

  @Test func `a word that looks like a date is found in a number, too`() throws {
    let person = try person("Müller", mrn: "1977-05")
    #expect(try finds("1977-05", person))
    #expect(try finds("1980-04", person))
    #expect(try !finds("1977-06", person))
  }

  @Test func `R028 a number or an address that a folder has is found by it alone`() throws {
    let clinic = try TestClinic()
    let anna = try clinic.add()
    let other = try clinic.add(["mrn": "4711", "emails": "Anna@Home.example; b@home.example"])
    // Its number begins as the other one does, and its family name is the other's number.
    try clinic.add(["family": "47119", "mrn": "4711-1", "emails": .null])
    func found(_ query: String) throws -> [PatientID] {
      var ids: [PatientID] = []
      try clinic.folders.find(try #require(SearchText(query)), query: query) { ids.append($0.id) }
      return ids
    }
    #expect(try found("4711") == [other.id])
    #expect(try found(" mrn-4711\t") == [anna.id])
    #expect(try Set(found("anna@home.example")) == [anna.id, other.id])
    #expect(try found("B@HOME.example") == [other.id])
    #expect(try found("nobody@home.example").isEmpty)
    // What no folder has as a whole is searched for as before.
    #expect(try found("471").count == 3)
    #expect(try found("mrn 4711") == [anna.id])
    #expect(try found("1980-04-03").count == 3)
    #expect(try clinic.actions().filter { $0 == "patient.find" }.count == 8)
  }

  @Test func `R028 a merged folder is found by its number as the one that it was merged into`() throws {
    let clinic = try TestClinic()
    let (anna, other) = (try clinic.add(), try clinic.add(["mrn": "MRN-2"]))
    _ = try clinic.folders.merge(other.id, into: anna.id)
    var ids: [PatientID] = []
    try clinic.folders.find(try #require(SearchText("MRN-2")), query: "MRN-2") { ids.append($0.id) }
    #expect(ids == [anna.id])
  }

  @Test func `R028 find looks through the store, and leaves an event with the text`() throws {
    let clinic = try TestClinic()
    let anna = try clinic.add()
    try clinic.add(["family": "Schmidt", "mrn": "MRN-2"])
    let long = try clinic.add([
      "family": .string(String(repeating: "x", count: 100)), "given": "Zoe", "mrn": "MRN-3",
    ])
    func found(_ query: String) throws -> [PatientID] {
      var ids: [PatientID] = []
      try clinic.folders.find(try #require(SearchText(query)), query: query) { ids.append($0.id) }
      return ids
    }
    #expect(try found("MULLER anna") == [anna.id])
    #expect(try found("anna").count == 2)
    #expect(try found("zoe") == [long.id])
    #expect(try found("nobody").isEmpty)
    #expect(try clinic.actions().filter { $0 == "patient.find" }.count == 4)
  }
}
