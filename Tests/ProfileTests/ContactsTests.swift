import Keys
import Records
import TestClinic
import TestSupport
import Testing

@testable import Profile

@Suite struct ContactsTests {
  let identity = Identity.generate(at: TestClinic.now)
  let other = Identity.generate(at: TestClinic.now)

  private func contact(
    _ name: String?, _ recipient: String? = nil, signer: String? = nil, fingerprint: String? = nil,
    email: String? = nil
  ) -> Contact {
    Contact(
      name: name, email: email.flatMap { EmailAddress($0) }, recipient: recipient ?? identity.recipientText,
      signer: signer ?? identity.signer.text, fingerprint: fingerprint)
  }

  @Test func `the same contact again changes nothing, and a new address is taken over`() throws {
    var contacts = Contacts()
    try contacts.add(contact("partner"))
    try contacts.add(contact("partner"))
    #expect(contacts.all.count == 1)
    #expect(contacts.all[0].fingerprint == identity.fingerprint)
    try contacts.add(contact("partner", email: "p@example.org"))
    #expect(contacts.all.map { $0.email?.text } == ["p@example.org"])
  }

  @Test func `a known name with another key is refused, whichever key it is`() throws {
    var contacts = Contacts()
    try contacts.add(contact("partner"))
    let before = contacts.all
    for changed in [
      contact("partner", other.recipientText), contact("partner", signer: other.signer.text),
      Contact(name: "partner", email: nil, recipient: identity.recipientText, signer: nil, fingerprint: nil),
    ] {
      let failure = try #require(refusal { try contacts.add(changed) })
      #expect(failure.code == .contactExists)
      #expect(failure.message.contains(identity.fingerprint))
    }
    #expect(contacts.all == before)
  }

  @Test func `contacts are sorted, and survive being written`() throws {
    var contacts = Contacts()
    for name in ["zeta", "Alpha", "alpha", "m.1"] { try contacts.add(contact(name)) }
    #expect(contacts.all.map(\.name) == ["Alpha", "alpha", "m.1", "zeta"])
    #expect(try Contacts(lines: contacts.lines).all == contacts.all)
    #expect(contacts.signing(with: identity.signer)?.name == "Alpha")
    #expect(contacts.signing(with: other.signer) == nil)
  }

  @Test(arguments: [
    "", "a b", "../x", "x/y", "age1x", "ssh-x", "-x", ".x", "ü", "a\nb", String(repeating: "a", count: 65),
  ])
  func `a name that the reader would refuse is never kept, or all contacts were lost`(_ name: String) throws {
    var contacts = Contacts()
    try contacts.add(contact("good"))
    let failure = try #require(refusal { try contacts.add(contact(name)) })
    #expect(failure.code == .recordInvalid)
    #expect(failure.fields.map(\.field) == ["name"])
    #expect(try Contacts(lines: contacts.lines).all.map(\.name) == ["good"])
  }

  @Test func `each wrong key of a contact is told`() throws {
    let failure = try #require(
      refusal {
        try Contacts.checked(
          Contact(name: nil, email: nil, recipient: "age1no", signer: "ssh-ed25519 no", fingerprint: nil))
      })
    #expect(failure.fields.map(\.field) == ["name", "recipient", "signer"])
    let forged = refusal { try Contacts.checked(contact("p", fingerprint: other.fingerprint)) }
    #expect(forged?.fields.map(\.field) == ["fingerprint"])
  }

  @Test func `a damaged file of contacts is told as that`() {
    #expect(refusal { try Contacts(lines: Array("{}\n".utf8)) }?.code == .settingsDamaged)
    #expect(refusal { try Contacts(lines: Array("nonsense\n".utf8)) }?.code == .settingsDamaged)
  }
}
