import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import SODFormat

/// A clinic sends to a reader, who shares with a partner, who shares with a third.
@Suite struct ShareTests {
  let fixture = Fixture()
  let partner = Identity.generate(at: Fixture.now)
  let third = Identity.generate(at: Fixture.now)

  private func shared() throws -> [UInt8] {
    try fixture.share(try fixture.pack(), by: fixture.reader, to: [partner])
  }

  private func verdict(_ file: [UInt8], as identity: Identity, accept: Bool = false) throws(Failure)
    -> SODVerdict
  {
    try fixture.open(
      file, as: identity,
      SODPolicy(trusted: [fixture.sender.signer], acceptReaddressed: accept, now: Fixture.now)
    ).verify()
  }

  @Test func `the new reader sees from whom, by whom and when, before and after it is verified`() throws {
    let file = try shared()
    let reader = try fixture.open(file, as: partner)
    let due = SODShare(
      sharer: fixture.reader.signer, name: "Dr. Reader", created: Fixture.now,
      recipients: [
        ManifestRecipient(encryption: partner.recipientText, signing: partner.signer, name: "new")
      ], replaced: nil, statement: reader.shares.first?.statement ?? [])
    #expect(reader.shares == [due])
    let verdict = try reader.verify()
    #expect(verdict.shares == [due] && !verdict.isReaddressed)
    #expect(verdict.signature == .known(fixture.sender.signer))
    #expect(try self.verdict(fixture.pack(), as: fixture.reader).shares == [])
  }

  @Test func `the payload is the same, byte for byte, and only the new recipients open it`() throws {
    let original = try fixture.pack()
    let file = try fixture.share(original, by: fixture.reader, to: [partner, third])
    let (before, after) = (try Self.payload(original), try Self.payload(file))
    #expect(before == after && before.count > 100_000)
    #expect(
      try AgeHeader.read(from: MemorySource(file)).header.stanzas.map(\.type) == [
        "X25519", "X25519", "sod-share",
      ])
    #expect(try verdict(file, as: third).shares.count == 1)
    for old in [fixture.reader, fixture.other] {
      #expect(failure { () throws(Failure) in try verdict(file, as: old) }?.code == .wrongKey)
    }
    #expect(try SODInspection(MemorySource(file)).stanzas.count == 3)
  }

  @Test func `stock age opens a shared container, and says nothing of the statement`() throws {
    let folder = try TemporaryFolder()
    try IdentityFile.save(partner, at: folder("id"))
    let file = try shared()
    let outcome = try StockProgram("age").run(["-d", "-i", folder("id").string], input: file)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output == (try Age.decrypt(file, with: [partner])))
  }

  @Test func `who was shared to may share on, and the reader sees the whole chain`() throws {
    let file = try fixture.share(try shared(), by: partner, to: [third])
    let verdict = try verdict(file, as: third)
    #expect(verdict.shares.map(\.sharer) == [fixture.reader.signer, partner.signer])
    #expect(verdict.shares.map(\.name) == ["Dr. Reader", "new"])
    // The sender may, too, and a reader who was addressed from the first sees it as well.
    let more = try fixture.share(file, by: fixture.sender, with: third, to: [fixture.other, partner])
    #expect(try self.verdict(more, as: fixture.other).shares.count == 3)
  }

  @Test func `whom nobody addressed is told so, and may take it all the same`() throws {
    let file = try shared()
    let outsider = Identity.generate(at: Fixture.now)
    // A recipient who seals the content anew, as stock age can, has no statement to add.
    let plain = try Age.decrypt(file, with: [partner])
    let anew = try Age.encrypt(plain, to: [outsider.ageRecipient])
    let refusal = failure { () throws(Failure) in try verdict(anew, as: outsider) }
    #expect(refusal?.code == .readdressed && refusal?.code.exit == .noPermission)
    #expect(refusal?.hint?.contains("--accept-readdressed") == true)
    let taken = try verdict(anew, as: outsider, accept: true)
    #expect(taken.isReaddressed && taken.shares == [])
    #expect(try verdict(file, as: partner, accept: true).isReaddressed == false)
  }

  @Test func `a container for a passphrase, and one to whose sender the sharer is nobody, are not shared`()
    throws
  {
    let word = try #require(Passphrase(SecretBytes(copying: Array("word".utf8))))
    let sealed = try Age.encrypt(
      try Age.decrypt(try fixture.pack(), with: [fixture.reader]),
      to: [AgeRecipient(AgePassphrase(word, workFactor: 4))])
    let reader = try SODReader(
      MemorySource(sealed), keys: [SODKey(fixture.reader), .passphrase(Words(word))],
      policy: SODPolicy(trusted: [fixture.sender.signer], acceptReaddressed: true, now: Fixture.now))
    let reissue = SODReissue(
      .share([SODRecipient(partner.ageRecipient)]), sharer: SODSender(fixture.reader), time: Fixture.now)
    #expect(failure { () throws(Failure) in try reader.check(reissue) }?.code == .notShareable)

    let outsider = Identity.generate(at: Fixture.now)
    let opened = try fixture.open(try fixture.pack())
    let refusal = failure { () throws(Failure) in
      try opened.check(
        SODReissue(
          .share([SODRecipient(partner.ageRecipient)]), sharer: SODSender(outsider), time: Fixture.now))
    }
    #expect(refusal?.code == .notShareable && refusal?.hint?.contains("so-sod keygen") == true)
    #expect(
      failure { () throws(Failure) in
        try opened.check(
          SODReissue(
            .share([SODRecipient(AgeRecipient(AgePassphrase(word)))]), sharer: SODSender(fixture.reader),
            time: Fixture.now))
      }?.code == .notShareable)
  }

  @Test func `only what a known sender signed is shared, and an expired container is not`() throws {
    let file = try fixture.pack()
    let reader = try fixture.open(
      file, as: fixture.reader, SODPolicy(trusted: [], acceptUnsigned: true, now: Fixture.now))
    let verdict = try reader.verify()
    #expect(
      failure { () throws(Failure) in
        try reader.newHeader(
          SODReissue(
            .share([SODRecipient(partner.ageRecipient)]), sharer: SODSender(fixture.reader), time: Fixture.now
          ),
          verdict: verdict)
      }?.code == .unsigned)
    let old = try fixture.pack(expires: Fixture.now)
    #expect(throws: Failure.self) { try fixture.share(old, by: fixture.reader, to: [partner]) }
  }

  @Test func `nobody passes on what they did not verify themselves, nor what they may not share`() throws {
    let reissue = SODReissue(
      .share([SODRecipient(partner.ageRecipient)]), sharer: SODSender(fixture.reader), time: Fixture.now)
    let reader = try fixture.open(try fixture.pack())
    let another = try fixture.open(try fixture.pack()).verify()
    #expect(
      failure { () throws(Failure) in try reader.newHeader(reissue, verdict: another) }?.code == .unsigned)
    let outsider = SODReissue(
      .share([SODRecipient(partner.ageRecipient)]), sharer: SODSender(partner), time: Fixture.now)
    let verdict = try reader.verify()
    #expect(
      failure { () throws(Failure) in try reader.newHeader(outsider, verdict: verdict) }?.code
        == .notShareable)
  }

  @Test func `another file over the header is refused, and nothing of it is written`() throws {
    let (one, other) = (try fixture.pack(), try fixture.pack())
    let header = try fixture.header(one, .share([SODRecipient(partner.ageRecipient)]), by: fixture.reader)
    let output = Collector()
    let refusal = failure { () throws(Failure) in try header.write(over: MemorySource(other), to: output) }
    #expect(refusal?.code == .changedWhileRead && output.bytes.isEmpty)
  }

  static func payload(_ file: [UInt8]) throws -> [UInt8] {
    Array(file.dropFirst(try AgeHeader.read(from: MemorySource(file)).header.byteCount))
  }
}

/// A passphrase that is known.
struct Words: PassphraseSource {
  let word: Passphrase
  init(_ word: Passphrase) { self.word = word }
  func passphrase(for what: String) throws(Failure) -> Passphrase { word }
}

extension Fixture {
  /// The header for a container that is issued anew.
  func header(
    _ file: [UInt8], _ change: SODReissue.Change, by sharer: Identity, with key: Identity? = nil,
    allowsMixed: Bool = false
  ) throws -> SODNewHeader {
    let reissue = SODReissue(change, sharer: SODSender(sharer), time: Self.now, allowsMixed: allowsMixed)
    let reader = try open(file, as: key ?? sharer)
    try reader.check(reissue)
    return try reader.newHeader(reissue, verdict: try reader.verify())
  }

  /// A container issued anew.
  func reissue(
    _ file: [UInt8], _ change: SODReissue.Change, by sharer: Identity, with key: Identity? = nil
  ) throws -> [UInt8] {
    let output = Collector()
    try header(file, change, by: sharer, with: key).write(over: MemorySource(file), to: output)
    return output.bytes
  }

  /// A container that `sharer` shares; opened with `key` where that is another's.
  func share(
    _ file: [UInt8], by sharer: Identity, with key: Identity? = nil, to recipients: [Identity]
  ) throws -> [UInt8] {
    try reissue(
      file, .share(recipients.map { SODRecipient($0.ageRecipient, signing: $0.signer, name: "new") }),
      by: sharer, with: key)
  }
}
