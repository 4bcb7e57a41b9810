import Records
import TestSupport
import Testing

@Suite struct IdentifierTests {
  @Test func `any identifier survives its text, in both cases`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let id = PatientID(using: &generator)
      #expect(id.text.utf8.count == 28)
      #expect(id.text == id.text.uppercased())
      #expect(PatientID(id.text) == id)
      #expect(PatientID(id.text.lowercased()) == id)
      #expect("\(id)" == id.text)
    }
  }

  @Test func `each kind has a prefix of its own and takes no other`() {
    let texts = [
      PatientID.random().text, DocumentID.random().text, ContainerID.random().text, TransferID.random().text,
      DeliveryID.random().text, MemberID.random().text, StoreID.random().text, ObjectID.random().text,
    ]
    #expect(texts.map { $0.prefix(2) } == ["P-", "D-", "C-", "T-", "N-", "M-", "S-", "O-"])
    for text in texts.dropFirst() { #expect(PatientID(text) == nil) }
  }

  @Test(arguments: [
    "", "P", "P-", "P-0", "P-" + String(repeating: "0", count: 25), "P-" + String(repeating: "0", count: 27),
    String(repeating: "0", count: 28), "P_" + String(repeating: "0", count: 26),
    " P-" + String(repeating: "0", count: 25), "P-" + String(repeating: "0", count: 25) + " ",
    "P-" + String(repeating: "0", count: 25) + "\n", "P-0000000000000-000000000000",
    // Crockford leaves these letters out; read as 1 and 0 they would be second spellings.
    "P-0000000000000000000000000I", "P-0000000000000000000000000L", "P-0000000000000000000000000O",
    "P-0000000000000000000000000U", "P-0000000000000000000000000u",
    // 26 symbols hold 130 bits.
    "P-80000000000000000000000000", "P-ZZZZZZZZZZZZZZZZZZZZZZZZZZ", "P-G0000000000000000000000000",
    // Letters that become other letters, or more of them, in capitals: ſ, ß, ﬆ, ŉ.
    "P-000000000000000000000000\u{17F}", "P-000000000000000000000000\u{DF}",
    "P-00000000000000000000000\u{FB06}",
    "P-000000000000000000000000\u{149}", "P-0000000000000000000000000\u{301}",
    "P-\u{301}000000000000000000000000",
  ])
  func `what is not exactly a text of the kind is refused`(_ text: String) {
    #expect(PatientID(text) == nil)
  }

  @Test(arguments: [
    "P-00000000000000000000000000", "P-00000000000000000000000001", "P-7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB",
  ])
  func `all 128 bits are kept`(_ text: String) {
    #expect(PatientID(text)?.text == text)
  }

  @Test func `the order is the order of the texts`() {
    var generator = SeededGenerator(seed: 4)
    let ids = (0..<200).map { _ in DocumentID(using: &generator) }
    #expect(ids.sorted().map(\.text) == ids.map(\.text).sorted())
  }

  @Test func `a thousand random ones differ`() {
    #expect(Set((0..<1000).map { _ in PatientID.random() }).count == 1000)
  }
}
