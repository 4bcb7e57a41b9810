import AgeFormat
import AgeHybrid
import Keys
import Platform
import Records
import TestSupport
import Testing

/// The specification's example (C2SP age.md): a public constant, and no secret of anybody.
let exampleLine = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"

func pair(_ line: String) -> AgeKeyPair? {
  Array(line.utf8).withRawSpan { AgeHybridKey.identity(line: $0) }
}

func classical() -> Identity { Identity.generate(at: Timestamp(milliseconds: 0)) }

@Suite struct HybridTests {
  let key = AgeHybridIdentity.random()
  var recipient: AgeRecipient { AgeRecipient(key.recipient) }

  @Test func `the specification's identity has the specification's recipient`() throws {
    let example = try #require(pair(exampleLine))
    let text = example.recipient.text
    #expect(text.hasPrefix("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdxz95p"))
    #expect(text.hasSuffix("0d3fzv49zc0k"))
    #expect(AgeHybridKey.recipient(text) == example.recipient)
    #expect(example.recipient.strength == .postQuantum)
  }

  @Test(arguments: [0, 1, 65536, 70_000]) func `what is sealed to a hybrid key opens with it alone`(size: Int)
    throws
  {
    let plain = [UInt8](repeating: 7, count: size)
    let other = AgeHybridIdentity.random()
    let file = try Age.encrypt(plain, to: [AgeRecipient(other.recipient), recipient])
    #expect(try Age.decrypt(file, with: [key]) == plain)
    #expect(try Age.decrypt(file, with: [classical(), other]) == plain)
    #expect(refusal { try Age.decrypt(file, with: [AgeHybridIdentity.random()]) }?.code == .wrongKey)
    let stanzas = try AgeHeader.read(from: MemorySource(file)).header.stanzas
    #expect(stanzas.map(\.type) == ["mlkem768x25519", "mlkem768x25519"])
    #expect(stanzas.allSatisfy { $0.arguments.count == 1 && $0.body.count == 32 })
  }

  @Test func `a hundred hybrid recipients fit into one header`() throws {
    let keys = (0..<100).map { _ in AgeHybridIdentity.random() }
    let file = try Age.encrypt([1], to: keys.map { AgeRecipient($0.recipient) })
    #expect(try Age.decrypt(file, with: [keys[99]]) == [1])
  }

  @Test func `a post-quantum recipient stands beside others only where that is allowed`() throws {
    let both = [recipient, classical().ageRecipient]
    for recipients in [both, both.reversed()] {
      let failure = refusal { try Age.encrypt([], to: recipients) }
      #expect(failure?.code == .recipientsMixed)
      #expect(failure?.code.exit == .usage)
      #expect(failure?.hint?.contains("--allow-mixed") == true)
      #expect(refusal { try AgeRecipient.checkMixture(recipients, allowMixed: true) } == nil)
    }
    #expect(refusal { try AgeRecipient.checkMixture([recipient, recipient], allowMixed: false) } == nil)
    let passphrase = try #require(Passphrase(SecretBytes(copying: [65])))
    let mixed = [recipient, AgeRecipient(AgePassphrase(passphrase))]
    #expect(refusal { try AgeRecipient.checkMixture(mixed, allowMixed: true) }?.code == .recipientsMixed)
  }

  static let changes: [(String, @Sendable (AgeStanza) -> (arguments: [String], body: [UInt8]))] = [
    ("no share", { ([], $0.body) }), ("two shares", { ($0.arguments + $0.arguments, $0.body) }),
    ("a share that is short", { ([Base64.encode(share($0).dropLast(), .unpadded)], $0.body) }),
    ("a share that is long", { ([Base64.encode(share($0) + [0], .unpadded)], $0.body) }),
    ("a share with padding", { ([$0.arguments[0] + "="], $0.body) }),
    ("a body that is short", { ($0.arguments, Array($0.body.dropLast())) }),
    ("a body that is long", { ($0.arguments, $0.body + [0]) }),
    (
      "a point of low order",
      { ([Base64.encode(share($0).dropLast(32) + [UInt8](repeating: 0, count: 32), .unpadded)], $0.body) }
    ),
    (
      "another point of low order",
      {
        ([Base64.encode(share($0).dropLast(32) + [1] + [UInt8](repeating: 0, count: 31), .unpadded)], $0.body)
      }
    ),
  ]

  static func share(_ stanza: AgeStanza) -> [UInt8] { Base64.decode(stanza.arguments[0], .unpadded) ?? [] }

  @Test(arguments: changes.indices) func `a hybrid stanza that breaks a rule is refused`(index: Int) throws {
    let real = try key.recipient.wrap(AgeFileKey.random())
    let changed = Self.changes[index].1(real)
    let stanza = try #require(
      AgeStanza(type: real.type, arguments: changed.arguments, body: changed.body))
    #expect(refusal { try key.unwrap([stanza]) }?.code == .ageHeaderInvalid, "\(Self.changes[index].0)")
  }

  @Test func `each changed part of a hybrid stanza opens nothing`() throws {
    let real = try key.recipient.wrap(AgeFileKey.random())
    for place in [0, 500, 1087, 1088, 1119] {
      var share = Self.share(real)
      share[place] ^= 2
      let stanza = try #require(
        AgeStanza(type: real.type, arguments: [Base64.encode(share, .unpadded)], body: real.body))
      #expect(try key.unwrap([stanza]) == nil, "\(place)")
    }
    var body = real.body
    body[31] ^= 1
    let stanza = try #require(AgeStanza(type: real.type, arguments: real.arguments, body: body))
    #expect(try key.unwrap([stanza]) == nil)
    // Upper and lower case are two kinds.
    let upper = try #require(
      AgeStanza(type: "MLKEM768X25519", arguments: real.arguments, body: real.body))
    #expect(try key.unwrap([upper]) == nil)
  }

  @Test(arguments: [
    "", "age1pq1", "age1pq1qqqq", exampleLine.lowercased(), exampleLine + "Q", String(exampleLine.dropLast()),
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
  ]) func `a text that is no hybrid key is none`(text: String) throws {
    #expect(pair(text) == nil)
    #expect(AgeHybridKey.recipient(text) == nil)
    let key = try #require(pair(exampleLine)).recipient.text
    #expect(AgeHybridKey.recipient(key.uppercased()) == nil)
    #expect(AgeHybridKey.recipient(String(key.dropLast())) == nil)
  }

  @Test func `a registered kind is known wherever recipients and identities are read`() throws {
    AgeHybridKey.register()
    AgeHybridKey.register()
    let text = recipient.text
    #expect(AgeRecipient(text)?.strength == .postQuantum)
    let folder = try TemporaryFolder()
    let line = key.line
    let path = try folder.file(
      "id", Array("# created: now\n".utf8) + line.withBytes { $0.array } + Array("\n".utf8), mode: 0o600)
    let file = try AgeKeyFile(path, passphrases: PassphraseInput(file: nil, asks: false))
    #expect(file.keys.map(\.recipient) == [recipient])
    #expect(file.identity == nil)
    let sealed = try Age.encrypt([9], to: [recipient])
    #expect(try Age.decrypt(sealed, with: file.keys.map(\.identity)) == [9])
  }
}
