import AgeFormat
import Keys
import Platform
import Records
import Testing

@testable import SODFormat

/// A reader has new keys, and what was sent to the old ones is to be opened with them.
@Suite struct RekeyTests {
  let fixture = Fixture()
  let new = Identity.generate(at: Fixture.now)

  private var change: SODReissue.Change {
    .replace(
      fixture.reader.recipientText,
      by: SODRecipient(new.ageRecipient, signing: new.signer, name: "Dr. Reader"))
  }

  @Test func `the new key opens it and the old one does not, nor does anybody lose it`() throws {
    let original = try fixture.pack()
    let file = try fixture.reissue(original, change, by: fixture.reader)
    for reader in [new, fixture.other] {
      let verdict = try fixture.open(file, as: reader).verify()
      #expect(verdict.shares.count == 1 && verdict.shares[0].replaced == fixture.reader.recipientText)
      #expect(verdict.shares[0].sharer == fixture.reader.signer)
    }
    #expect(try fixture.verdict(file, as: fixture.reader)?.code == .wrongKey)
    #expect(try ShareTests.payload(file) == ShareTests.payload(original))
  }

  @Test func `the sender does it, too, where the file opens for them`() throws {
    let original = try fixture.pack(to: [fixture.reader, fixture.sender])
    let file = try fixture.reissue(original, change, by: fixture.sender)
    #expect(try fixture.verdict(file, as: new) == nil)
    #expect(try fixture.verdict(file, as: fixture.sender) == nil)
  }

  @Test func `the old key's signature counts no more behind it, and the new one's does`() throws {
    let file = try fixture.reissue(try fixture.pack(), change, by: fixture.reader)
    let third = Identity.generate(at: Fixture.now)
    #expect(try fixture.verdict(fixture.share(file, by: new, to: [third]), as: third) == nil)
    let reader = try fixture.open(file, as: new)
    let old = SODReissue(
      .share([SODRecipient(third.ageRecipient)]), sharer: SODSender(fixture.reader), time: Fixture.now)
    #expect(failure { () throws(Failure) in try reader.check(old) }?.code == .notShareable)
  }

  @Test func `whom it was shared to stays, and can be replaced`() throws {
    let partner = Identity.generate(at: Fixture.now)
    let shared = try fixture.share(try fixture.pack(), by: fixture.reader, to: [partner])
    let file = try fixture.reissue(
      shared, .replace(partner.recipientText, by: SODRecipient(new.ageRecipient, signing: new.signer)),
      by: partner)
    #expect(try fixture.verdict(file, as: new) == nil)
    #expect(try fixture.verdict(file, as: fixture.other) == nil)
    #expect(try fixture.verdict(file, as: partner)?.code == .wrongKey)
  }

  @Test func `a key does not take its own place`() throws {
    let reader = try fixture.open(try fixture.pack())
    let own = SODRecipient(fixture.reader.ageRecipient)
    let reissue = SODReissue(
      .replace(fixture.reader.recipientText, by: own), sharer: SODSender(fixture.reader), time: Fixture.now)
    #expect(failure { () throws(Failure) in try reader.check(reissue) }?.code == .usage)
  }

  @Test func `a key that the container is not for cannot be replaced`() throws {
    let outsider = Identity.generate(at: Fixture.now)
    let reader = try fixture.open(try fixture.pack())
    let reissue = SODReissue(
      .replace(outsider.recipientText, by: SODRecipient(new.ageRecipient)), sharer: SODSender(fixture.reader),
      time: Fixture.now)
    #expect(failure { () throws(Failure) in try reader.check(reissue) }?.code == .recipientNotListed)
    // Nor by somebody who writes the statement by hand.
    let verdict = try reader.verify()
    var chain = ShareChain(verdict.manifest)
    let text = try ShareStatement(
      container: verdict.manifest.id, content: verdict.contentDigest, previous: nil, created: Fixture.now,
      sharer: fixture.reader.signer, replaced: outsider.recipientText,
      recipients: [ManifestRecipient(encryption: new.recipientText, signing: nil, name: nil)]
    ).signed(by: fixture.reader.signing)
    #expect(failure { () throws(Failure) in try chain.append(text) }?.code == .shareInvalid)
  }

  @Test func `somebody replaced who reads a file that still opens for them is not addressed any more`() throws
  {
    let file = try fixture.reissue(try fixture.pack(), change, by: fixture.reader)
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: [new])
    let header = try AgeHeader(
      wrapping: decryptor.fileKey, for: [fixture.reader.ageRecipient],
      adding: decryptor.header.stanzas.filter { ShareStanza.isOne($0) })
    let forged = header.serialized + file.dropFirst(decryptor.header.byteCount)
    #expect(try fixture.verdict(forged, as: fixture.reader)?.code == .readdressed)
  }
}
