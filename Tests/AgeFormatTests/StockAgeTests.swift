import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct StockAgeTests {
  static let sizes = [0, 1, 15, 65535, 65536, 65537, 131072, 262144, 262145, (1 << 20) + 3]

  @Test(arguments: sizes) func `stock age opens what we encrypt`(size: Int) throws {
    let folder = try TemporaryFolder()
    try IdentityFile.save(identity, at: folder("id"))
    let plain = content(size)
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    let file = try Age.encrypt(plain, to: [other.ageRecipient, identity.ageRecipient])
    let opened = try StockProgram("age").run(["-d", "-i", folder("id").string], input: file)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.output == plain)
    let header = try AgeHeader.read(from: MemorySource(file)).header
    #expect(header.stanzas.map(\.type) == ["X25519", "X25519"])
    #expect(AgePayload.plaintextSize(of: Int64(file.count - header.byteCount)) == Int64(size))
    #expect(AgePayload.sealedSize(of: Int64(size)) == Int64(file.count - header.byteCount))
  }

  @Test(arguments: sizes) func `we open what stock age encrypts`(size: Int) throws {
    let plain = content(size)
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    let made = try StockProgram("age").run(
      ["-r", other.recipientText, "-r", identity.recipientText], input: plain)
    #expect(try Age.decrypt(made.output, with: [identity]) == plain)
    #expect(try Age.decrypt(made.output, with: [other]) == plain)
  }
}
