import AgeFormat
import Keys
import Platform
import Records
import Testing

@testable import SODFormat

/// What a recipient of a container might do with the statements in its header. Each must fail
/// with its own code, in `verify` and in `unpack` alike, and leave the folder empty.
@Suite struct ShareForgeryTests {
  let fixture = Fixture()
  let partner = Identity.generate(at: Fixture.now)
  let third = Identity.generate(at: Fixture.now)

  private func shared() throws -> [UInt8] {
    try fixture.share(try fixture.pack(), by: fixture.reader, to: [partner])
  }

  /// The file with other stanzas behind the recipients', its code made anew: whoever opens a
  /// container can make that.
  private func forge(
    _ file: [UInt8], as key: Identity, to recipient: Identity,
    _ change: (inout [AgeStanza], AgeFileKey) throws -> Void
  ) throws -> [UInt8] {
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: [key])
    var stanzas = decryptor.header.stanzas.filter { ShareStanza.isOne($0) }
    try change(&stanzas, decryptor.fileKey)
    let header = try AgeHeader(
      wrapping: decryptor.fileKey, for: [recipient.ageRecipient], adding: stanzas)
    return header.serialized + file.dropFirst(decryptor.header.byteCount)
  }

  /// The first statement in another wording.
  private func reword(
    _ stanzas: inout [AgeStanza], _ fileKey: AgeFileKey, _ change: (inout String) throws -> Void
  ) throws {
    var text = String(decoding: try ShareStanza.open(stanzas[0], with: fileKey), as: UTF8.self)
    try change(&text)
    stanzas[0] = try ShareStanza.seal(Array(text.utf8), with: fileKey)
  }

  private func statement(
    about file: [UInt8], by signer: Identity, naming sharer: Identity? = nil, to recipient: Identity
  ) throws -> [UInt8] {
    let verdict = try fixture.open(file).verify()
    return try ShareStatement(
      container: verdict.manifest.id, content: verdict.contentDigest, previous: nil, created: Fixture.now,
      sharer: (sharer ?? signer).signer, replaced: nil,
      recipients: [
        ManifestRecipient(encryption: recipient.recipientText, signing: recipient.signer, name: nil)
      ]
    ).signed(by: signer.signing)
  }

  @Test func `each statement is sealed by a key of its own`() throws {
    let key = AgeFileKey.random()
    let (one, two) = (
      try ShareStanza.seal([1, 2, 3], with: key), try ShareStanza.seal([1, 2, 3], with: key)
    )
    #expect(one.body.dropFirst(16) != two.body.dropFirst(16))
    #expect(try ShareStanza.open(two, with: key) == [1, 2, 3])
  }

  @Test func `the forge itself changes nothing`() throws {
    #expect(try fixture.verdict(forge(shared(), as: partner, to: partner) { _, _ in }, as: partner) == nil)
  }

  @Test func `a statement by an outsider`() throws {
    let original = try fixture.pack()
    let outsider = Identity.generate(at: Fixture.now)
    let text = try statement(about: original, by: outsider, to: partner)
    let file = try forge(original, as: fixture.reader, to: partner) { stanzas, key in
      stanzas = [try ShareStanza.seal(text, with: key)]
    }
    let refusal = try fixture.verdict(file, as: partner)
    #expect(refusal?.code == .shareByOutsider && refusal?.code.exit == .noPermission)
    #expect(refusal?.message.contains(outsider.fingerprint) == true)
  }

  @Test func `a statement moved from another container`() throws {
    let stanza = try #require(
      try AgeHeader.read(from: MemorySource(shared())).header.stanzas.first { ShareStanza.isOne($0) })
    let file = try forge(fixture.pack(), as: fixture.reader, to: partner) { stanzas, _ in stanzas = [stanza] }
    #expect(try fixture.verdict(file, as: partner)?.code == .shareElsewhere)
  }

  @Test func `a statement moved from another container and sealed anew`() throws {
    let other = try statement(about: fixture.pack(), by: fixture.reader, to: partner)
    let file = try forge(fixture.pack(), as: fixture.reader, to: partner) { stanzas, key in
      stanzas = [try ShareStanza.seal(other, with: key)]
    }
    // A list knows it by the container's id already.
    #expect(failure { () throws(Failure) in try fixture.open(file, as: partner) }?.code == .shareElsewhere)
    #expect(try fixture.verdict(file, as: partner)?.code == .shareElsewhere)
  }

  @Test func `a statement about another content of the same id`() throws {
    let original = try fixture.pack()
    let verdict = try fixture.open(original).verify()
    let text = try ShareStatement(
      container: verdict.manifest.id, content: SHA256.digest(of: [1]), previous: nil, created: Fixture.now,
      sharer: fixture.reader.signer, replaced: nil,
      recipients: [ManifestRecipient(encryption: partner.recipientText, signing: partner.signer, name: nil)]
    ).signed(by: fixture.reader.signing)
    let file = try forge(original, as: fixture.reader, to: partner) { stanzas, key in
      stanzas = [try ShareStanza.seal(text, with: key)]
    }
    // What it is about is known at the container's end; a list sees it as its sharer says.
    #expect(try fixture.open(file, as: partner).shares.count == 1)
    #expect(try fixture.verdict(file, as: partner)?.code == .shareElsewhere)
  }

  @Test func `recipients in the statement edited`() throws {
    let file = try forge(shared(), as: partner, to: third) { stanzas, key in
      try reword(&stanzas, key) { text in
        text = text.replacing(partner.recipientText, third.recipientText)
      }
    }
    #expect(try fixture.verdict(file, as: third)?.code == .shareAltered)
  }

  @Test func `a listed sharer named, and signed by another key`() throws {
    let original = try fixture.pack()
    let text = try statement(
      about: original, by: Identity.generate(at: Fixture.now), naming: fixture.reader, to: partner)
    let file = try forge(original, as: fixture.reader, to: partner) { stanzas, key in
      stanzas = [try ShareStanza.seal(text, with: key)]
    }
    #expect(try fixture.verdict(file, as: partner)?.code == .shareForged)
  }

  @Test func `a signature over something else by the listed sharer`() throws {
    let file = try forge(shared(), as: partner, to: partner) { stanzas, key in
      try reword(&stanzas, key) { text in
        let signature = try SSHSignature(
          signing: [1], namespace: ShareStatement.namespace, with: fixture.reader.signing)
        text = text.prefix { $0 != "\n" } + "\n" + signature.armored
      }
    }
    #expect(try fixture.verdict(file, as: partner)?.code == .shareAltered)
  }

  @Test func `a signature of the statement for another purpose`() throws {
    let file = try forge(shared(), as: partner, to: partner) { stanzas, key in
      try reword(&stanzas, key) { text in
        let line = text.prefix { $0 != "\n" } + "\n"
        let signature = try SSHSignature(
          signing: Array(line.utf8), namespace: SODWriter.namespace, with: fixture.reader.signing)
        text = line + signature.armored
      }
    }
    #expect(try fixture.verdict(file, as: partner)?.code == .shareAltered)
  }

  @Test func `the statement dropped`() throws {
    let file = try forge(shared(), as: partner, to: partner) { stanzas, _ in stanzas = [] }
    #expect(try fixture.verdict(file, as: partner)?.code == .readdressed)
  }

  @Test func `the statement's kind in another version is none`() throws {
    let file = try forge(shared(), as: partner, to: partner) { stanzas, _ in
      stanzas = try stanzas.map {
        try #require(AgeStanza(type: $0.type, arguments: ["2"], body: $0.body))
      }
    }
    #expect(try fixture.verdict(file, as: partner)?.code == .readdressed)
  }

  @Test func `grease and stanzas of other programs are passed over`() throws {
    let file = try forge(shared(), as: partner, to: partner) { stanzas, _ in
      stanzas.insert(try #require(AgeStanza(type: "x-grease", arguments: ["sod-share"], body: [1])), at: 0)
      stanzas.append(try #require(AgeStanza(type: "sod-sharing", arguments: ["1"], body: [])))
    }
    #expect(try fixture.verdict(file, as: partner) == nil)
  }

  private func chain() throws -> [UInt8] {
    try fixture.share(try shared(), by: partner, to: [third])
  }

  @Test func `the chain broken in the middle`() throws {
    let file = try forge(chain(), as: third, to: third) { stanzas, _ in stanzas.removeFirst() }
    #expect(try fixture.verdict(file, as: third)?.code == .shareChainBroken)
  }

  @Test func `the chain in another order, or with one twice`() throws {
    let turned = try forge(chain(), as: third, to: third) { stanzas, _ in stanzas.reverse() }
    #expect(try fixture.verdict(turned, as: third)?.code == .shareChainBroken)
    let doubled = try forge(chain(), as: third, to: third) { stanzas, _ in stanzas.append(stanzas[0]) }
    #expect(try fixture.verdict(doubled, as: third)?.code == .shareChainBroken)
  }

  @Test func `the chain cut at its end leaves who was shared to last unaddressed`() throws {
    let file = try forge(chain(), as: third, to: third) { stanzas, _ in stanzas.removeLast() }
    #expect(try fixture.verdict(file, as: third)?.code == .readdressed)
  }

  @Test func `somebody whom the sharer gave no signing key for cannot share on`() throws {
    let file = try fixture.reissue(
      try fixture.pack(), .share([SODRecipient(partner.ageRecipient)]), by: fixture.reader)
    #expect(try fixture.verdict(file, as: partner) == nil)
    #expect(
      failure { () throws(Failure) in
        try fixture.open(file, as: partner).check(
          SODReissue(
            .share([SODRecipient(third.ageRecipient)]), sharer: SODSender(partner), time: Fixture.now))
      }?.code == .notShareable)
  }

  static let malformed: [(String, @Sendable (inout String) -> Void)] = [
    ("nothing", { $0 = "" }), ("no line", { $0 = "{}" }),
    ("no signature", { $0 = $0.prefix { $0 != "\n" } + "\n" }),
    ("another schema", { $0 = $0.replacing("so.share/1", with: "so.share/2") }),
    ("an unknown key", { $0 = $0.replacing("\"replaces\":null", with: "\"replaces\":null,\"x\":1") }),
    ("no recipients", { $0 = $0.replacing(/"recipients":\[.*\]\}/, with: "\"recipients\":[]}") }),
    (
      "two in the place of one",
      {
        $0 = $0.replacing("\"replaces\":null", with: "\"replaces\":\"x\"")
          .replacing(/"recipients":\[(.*)\]\}/, with: { "\"recipients\":[\($0.1),\($0.1)]}" })
      }
    ),
    ("bytes behind the signature", { $0 += "x" }),
  ]

  @Test(arguments: malformed.indices) func `a malformed statement`(index: Int) throws {
    let file = try forge(shared(), as: partner, to: partner) { stanzas, key in
      try reword(&stanzas, key) { Self.malformed[index].1(&$0) }
    }
    #expect(try fixture.verdict(file, as: partner)?.code == .shareInvalid, "\(Self.malformed[index].0)")
    let short = try forge(shared(), as: partner, to: partner) { stanzas, _ in
      stanzas = [
        try #require(
          AgeStanza(type: "sod-share", arguments: ["1"], body: [UInt8](repeating: 0, count: index * 5 % 32)))
      ]
    }
    #expect(try fixture.verdict(short, as: partner)?.code == .shareInvalid)
  }

  @Test func `who takes what nobody addressed to them gets the part of the chain that counts`() throws {
    let broken = try forge(chain(), as: third, to: third) { stanzas, key in
      stanzas[1] = try ShareStanza.seal([1], with: key)
    }
    let policy = SODPolicy(trusted: [fixture.sender.signer], acceptReaddressed: true, now: Fixture.now)
    let verdict = try fixture.open(broken, as: third, policy).verify()
    #expect(verdict.isReaddressed && verdict.shares.map(\.sharer) == [fixture.reader.signer])
    // What comes behind one that does not count does not count.
    let late = try forge(chain(), as: third, to: third) { stanzas, key in
      stanzas.insert(try ShareStanza.seal([1], with: key), at: 0)
    }
    #expect(try fixture.open(late, as: third, policy).verify().shares.isEmpty)
  }
}
