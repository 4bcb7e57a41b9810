import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SODFormat
import Testing

@Suite struct PolicyTests {
  let fixture = Fixture()

  private func verdict(
    _ file: [UInt8], trusted: Set<SSHPublicKey> = [], accept: Bool, at time: Timestamp = Fixture.now
  )
    throws(Failure) -> SODVerdict
  {
    try fixture.open(file, as: nil, SODPolicy(trusted: trusted, acceptUnsigned: accept, now: time)).verify()
  }

  @Test func `an unknown signer is refused, and named when taken all the same`() throws {
    let file = try fixture.pack()
    let refusal = failure { () throws(Failure) in try verdict(file, accept: false) }
    #expect(refusal?.code == .unknownSigner)
    #expect(refusal?.code.exit == .noPermission)
    #expect(refusal?.message.contains(fixture.sender.fingerprint) == true)
    #expect(try verdict(file, accept: true).signature == .unknown(fixture.sender.signer))
    #expect(
      try verdict(file, trusted: [fixture.other.signer], accept: true).signature.signer
        == fixture.sender.signer)
    #expect(
      try verdict(file, trusted: [fixture.sender.signer], accept: false).signature
        == .known(fixture.sender.signer))
  }

  @Test func `a container whose signature was taken away is unsigned`() throws {
    let file = try fixture.forge { archive in archive.entries.removeLast() }
    #expect(
      failure { () throws(Failure) in try verdict(file, trusted: [fixture.sender.signer], accept: false) }?
        .code == .unsigned)
    #expect(try verdict(file, accept: true).signature == .none)
  }

  @Test func `a container that names no signing key is unsigned`() throws {
    let file = try fixture.forge { archive in
      try ForgeryTests.manifest(&archive) { text in
        text = text.replacing("\"signing\":\"\(fixture.sender.signer.text)\"", "\"signing\":null")
          .replacing("\"fingerprint\":\"\(fixture.sender.fingerprint)\"", "\"fingerprint\":null")
      }
      try archive.recomputeSums()
      archive.entries.removeLast()
    }
    #expect(
      failure { () throws(Failure) in try verdict(file, trusted: [fixture.sender.signer], accept: false) }?
        .code == .unsigned)
    #expect(try verdict(file, accept: true).signature == .none)
  }

  @Test func `a signature that does not fit is refused whatever is accepted`() throws {
    let file = try fixture.forge { archive in
      archive.entries[1].content[0] ^= 1
      try archive.recomputeSums()
    }
    #expect(failure { () throws(Failure) in try verdict(file, accept: true) }?.code == .badSignature)
  }

  @Test func `an expired container is refused from the second on`() throws {
    let end = Fixture.now.advanced(bySeconds: 60)
    let file = try fixture.pack(expires: end)
    let trusted: Set = [fixture.sender.signer]
    #expect(try verdict(file, trusted: trusted, accept: false, at: Fixture.now).manifest.expires == end)
    #expect(
      failure { () throws(Failure) in try verdict(file, trusted: trusted, accept: true, at: end) }?.code
        == .expired)
  }

  @Test func `the manifest says who, to whom and what, before anything else is read`() throws {
    let file = try fixture.pack()
    let manifest = try fixture.open(file).manifest
    #expect(manifest.sender == ManifestSender(name: "A", signing: fixture.sender.signer))
    #expect(
      manifest.recipients.map(\.encryption) == [fixture.reader.recipientText, fixture.other.recipientText])
    #expect(manifest.recipients.map(\.signing) == [fixture.reader.signer, fixture.other.signer])
    #expect(manifest.created == Fixture.now)
    #expect(!manifest.peerReview && manifest.profile == nil && manifest.expires == nil)
    #expect(manifest.entries.map(\.size) == fixture.contents.map { Int64($0.count) })
    #expect(manifest.entries.map(\.kind) == [.document, .document, .document, .patient])
    #expect(manifest.entries[1].name.bytes == Array("Brief – Müller.pdf".utf8))
    #expect(manifest.entries[0].category == .image && manifest.entries[0].documentID != nil)
    #expect(manifest.entries[3].path == "patients/\(Fixture.patient.text).json")
    // Listing needs the front only.
    let front = Array(try Fixture.long().file.prefix(200_000))
    #expect(try Fixture.long().fixture.open(front).manifest.entries.count == 2)
  }

  @Test func `what everybody sees is kinds and sizes`() throws {
    let file = try fixture.pack()
    for known in [nil, Int64(file.count)] {
      let inspection = try SODInspection(MemorySource(file), size: known)
      #expect(inspection.stanzas == ["X25519", "X25519"])
      #expect(inspection.size == Int64(file.count))
      #expect(inspection.contentSize == Int64(try Age.decrypt(file, with: [fixture.reader]).count))
    }
    let refusal = failure { () throws(Failure) in try SODInspection(MemorySource([1, 2])) }
    #expect(refusal?.code == .ageHeaderInvalid)
  }
}

extension Fixture {
  /// A container of several chunks.
  static func long() throws -> (fixture: Fixture, file: [UInt8]) { try longContainer.get() }

  private static let longContainer = Result {
    var fixture = Fixture()
    fixture.files = [("a.bin", content(900_000))]
    return (fixture: fixture, file: try fixture.pack())
  }
}
