import AgeFormat
import Keys
import Platform
import Profile
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@Suite struct RecipientTests {
  let folder: TemporaryFolder
  let profile: Profile
  let partner = Identity.generate(at: TestClinic.now)
  let other = Identity.generate(at: TestClinic.now)

  init() throws {
    folder = try TemporaryFolder()
    profile = try TestClinic.emptyProfile(in: folder)
    try profile.add(
      Contact(
        name: "partner", email: nil, recipient: partner.recipientText, signer: partner.signer.text,
        fingerprint: nil), at: TestClinic.now)
  }

  @Test func `R062 a contact, a key, and a file of both`() throws {
    let byName = try profile.recipients("partner")
    #expect(byName.map(\.encryption.text) == [partner.recipientText])
    #expect(byName.map(\.signer) == [partner.signer])
    #expect(byName.map(\.name) == ["partner"])
    let byKey = try profile.recipients(other.recipientText)
    #expect(byKey.map(\.encryption.text) == [other.recipientText])
    #expect(byKey.map(\.name) == [nil])
    let text = "# both\r\n\r\n partner \r\n\(other.recipientText)\r\n"
    let file = try folder.file("recipients", Array(text.utf8))
    #expect(
      try profile.recipients("@\(file.string)").map(\.encryption.text) == [
        partner.recipientText, other.recipientText,
      ])
  }

  @Test func `a file of recipients may have a name that is not UTF-8`() throws {
    let path = folder.path.appending("x").removingLastComponent().pushing(FilePath(bytes: [0x72, 0xFF]))
    let file = try NewFile(in: folder.path)
    try file.write(Array(other.recipientText.utf8))
    try file.publish(at: path)
    #expect(try profile.recipients(in: path).map(\.encryption.text) == [other.recipientText])
  }

  @Test(arguments: [
    ("nobody", Failure.Code.contactUnknown), ("", .recipientInvalid), ("a b", .recipientInvalid),
    ("age1qqqq", .recipientInvalid), ("../partner", .recipientInvalid), ("@", .noSuchFile),
    ("@/nowhere", .noSuchFile), ("@/", .isADirectory), ("@/dev/null", .notARegularFile),
  ])
  func `who is not one is refused`(_ text: String, _ code: Failure.Code) {
    #expect(refusal { try profile.recipients(text) }?.code == code)
  }

  @Test(arguments: [
    ("", Failure.Code.recipientInvalid, "names no recipient"),
    ("# only a comment\n", .recipientInvalid, "names no recipient"),
    ("partner\nnobody\n", .contactUnknown, "line 2"), ("partner\n@other\n", .recipientInvalid, "line 2"),
    ("partner\n\u{0}\n", .recipientInvalid, "line 2"),
  ])
  func `a file with one wrong line is refused as a whole, and the line is named`(
    _ text: String, _ code: Failure.Code, _ message: String
  ) throws {
    let file = try folder.file("recipients", Array(text.utf8))
    let failure = try #require(refusal { try profile.recipients(in: file) })
    #expect(failure.code == code)
    #expect(failure.message.contains(message))
  }

  @Test func `the contacts' signatures are taken, and one's own`() throws {
    let identity = try profile.identity()
    #expect(try profile.trustedSigners(identity) == [partner.signer, identity.signer])
  }
}
