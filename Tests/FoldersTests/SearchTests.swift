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
