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

  // MARK: Kept up to date

  private let later = TestClinic.now.advanced(bySeconds: 60)

  @Test func `digits are of one key, eight groups of five, and leading zeros stay`() {
    let groups = identity.signer.digits.split(separator: " ")
    #expect(groups.count == 8)
    #expect(groups.allSatisfy { $0.count == 5 && $0.allSatisfy(\.isNumber) })
    #expect(identity.signer.digits != other.signer.digits)
    let many = (0..<200).map { _ in Identity.generate(at: TestClinic.now).signer.digits }
    #expect(many.contains { $0.contains(" 0") })
    #expect(many.allSatisfy { $0.utf8.count == 47 })
  }

  @Test func `a contact is verified by the fingerprint or the digits that its owner reads`() throws {
    for heard in [identity.fingerprint, identity.signer.digits, identity.signer.digits.filter { $0 != " " }] {
      var contacts = Contacts()
      try contacts.add(contact("partner"))
      #expect(contacts.all[0].verified == nil)
      #expect(try contacts.verify("partner", heard: heard, at: later).verified == later)
      #expect(try Contacts(lines: contacts.lines).all[0].verified == later)
    }
  }

  @Test func `what another key's owner would read is refused, and nothing is kept`() throws {
    var contacts = Contacts()
    try contacts.add(contact("partner"))
    for heard in [other.fingerprint, other.signer.digits, "", String(identity.fingerprint.dropLast())] {
      let failure = refusal { try contacts.verify("partner", heard: heard, at: later) }
      #expect(failure?.code == .fingerprintDiffers)
    }
    #expect(contacts.all[0].verified == nil)
    #expect(refusal { try contacts.verify("nobody", heard: "", at: later) }?.code == .contactUnknown)
  }

  @Test func `a record that says of itself that it is verified is not believed`() throws {
    var contacts = Contacts()
    let boast = Contact(
      name: "partner", email: nil, recipient: identity.recipientText, signer: identity.signer.text,
      fingerprint: nil, digits: other.signer.digits, verified: later)
    try contacts.add(boast)
    #expect(contacts.all[0].verified == nil)
    #expect(contacts.all[0].digits == identity.signer.digits)
    // Whoever was verified stays so when the same record comes again.
    _ = try contacts.verify("partner", heard: identity.fingerprint, at: later)
    try contacts.add(contact("partner"))
    #expect(contacts.all[0].verified == later)
  }

  @Test func `name and address are edited, the keys and their verification stay`() throws {
    var contacts = Contacts()
    try contacts.add(contact("partner"))
    try contacts.add(contact("third", other.recipientText, signer: other.signer.text))
    _ = try contacts.verify("partner", heard: identity.fingerprint, at: later)
    let address = try #require(EmailAddress("p@example.org"))
    let edited = try contacts.edit("partner", ContactEdit(name: "clinic-b", email: address), at: later)
    #expect(contacts.all.map(\.name) == ["clinic-b", "third"])
    #expect(edited.email == address)
    #expect(edited.verified == later)
    let taken = refusal {
      try contacts.edit("third", ContactEdit(name: "clinic-b", email: nil), at: later)
    }
    #expect(taken?.code == .contactExists)
    #expect(contacts.all.count == 2)
  }

  @Test func `keys are replaced only by the ones that their owner was heard to read`() throws {
    var contacts = Contacts()
    try contacts.add(contact("partner"))
    let before = contacts.all
    let new = contact("whatever", other.recipientText, signer: other.signer.text)
    for heard in [identity.fingerprint, ""] {
      let edit = ContactEdit(name: "renamed", email: nil, keys: (new, heard))
      #expect(refusal { try contacts.edit("partner", edit, at: later) }?.code == .fingerprintDiffers)
      #expect(contacts.all == before)
    }
    let edit = ContactEdit(name: nil, email: nil, keys: (new, other.signer.digits))
    let changed = try contacts.edit("partner", edit, at: later)
    #expect(changed.name == "partner")
    #expect(changed.recipient == other.recipientText)
    #expect(changed.fingerprint == other.fingerprint)
    #expect(changed.verified == later)
    #expect(contacts.all.count == 1)
  }

  @Test func `keys without a signer cannot be heard, and replace nothing`() throws {
    var contacts = Contacts()
    try contacts.add(contact("partner"))
    let bare = Contact(
      name: nil, email: nil, recipient: other.recipientText, signer: nil, fingerprint: nil)
    let edit = ContactEdit(name: nil, email: nil, keys: (bare, ""))
    #expect(refusal { try contacts.edit("partner", edit, at: later) }?.code == .fingerprintDiffers)
  }

  @Test func `contacts are removed, all that are named or none`() throws {
    let folder = try TemporaryFolder()
    let profile = try TestClinic.emptyProfile(in: folder)
    for name in ["a", "b", "c"] { try profile.add(SealedProfileTests.contact(name), at: TestClinic.now) }
    let refused = refusal { try profile.removeContacts(["a", "x"], at: TestClinic.now) }
    #expect(refused?.code == .contactUnknown)
    #expect(try profile.contacts().all.count == 3)
    try profile.removeContacts(["a", "c"], at: TestClinic.now)
    #expect(try profile.contacts().all.map(\.name) == ["b"])
  }
}
