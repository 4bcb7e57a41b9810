import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

func passphrase(_ text: String) throws -> Passphrase {
  try #require(Passphrase(SecretBytes(copying: Array(text.utf8))))
}

@Suite struct PassphraseTests {
  static let plain = content(100)

  /// A passphrase with a work factor that tests can wait for.
  static func quick(_ text: String = "correct horse") throws -> AgePassphrase {
    AgePassphrase(try passphrase(text), workFactor: 4)
  }

  @Test func `a passphrase opens what it sealed, and another one gets wrong_passphrase`() throws {
    let file = try Age.encrypt(Self.plain, to: [AgeRecipient(Self.quick())])
    #expect(try Age.decrypt(file, with: [AgePassphrase(passphrase("correct horse"))]) == Self.plain)
    let other = try AgePassphrase(passphrase("correct horses"))
    let failure = refusal { try Age.decrypt(file, with: [other]) }
    #expect(failure?.code == .wrongPassphrase)
    #expect(failure?.code.exit == .noPermission)
    #expect(try Age.decrypt(file, with: [identity, other, Self.quick()]) == Self.plain)
  }

  @Test func `a key for a passphrase's file, and a passphrase for a key's file, are wrong keys`() throws {
    let file = try Age.encrypt(Self.plain, to: [AgeRecipient(Self.quick())])
    let failure = refusal { try Age.decrypt(file, with: [identity]) }
    #expect(failure?.code == .wrongKey)
    #expect(failure?.hint?.contains("--passphrase-file") == true)
    let sealed = try Age.encrypt(Self.plain, to: [identity.ageRecipient])
    #expect(refusal { try Age.decrypt(sealed, with: [Self.quick()]) }?.code == .wrongKey)
  }

  @Test func `what is written has work factor 18, a salt of its own, and stands alone`() throws {
    let stanzas = try (0..<2).map { _ in
      let sink = Collector()
      _ = try AgeEncryptor(to: [AgeRecipient(AgePassphrase(passphrase("x")))], output: sink)
      return try AgeHeader.read(from: MemorySource(sink.bytes)).header.stanzas
    }
    #expect(stanzas[0].count == 1)
    #expect(stanzas[0][0].type == "scrypt")
    #expect(stanzas[0][0].arguments[1] == "18")
    #expect(stanzas[0][0].arguments[0] != stanzas[1][0].arguments[0])
  }

  static let arguments: [(String, [String])] = [
    ("no argument", []), ("no factor", ["salt"]), ("three arguments", ["salt", "4", "4"]),
    ("a salt of 15 bytes", ["AAAAAAAAAAAAAAAAAAAA", "4"]),
    ("a salt of 17 bytes", ["AAAAAAAAAAAAAAAAAAAAAAA", "4"]),
    ("a salt with padding", ["AAAAAAAAAAAAAAAAAAAAAA==", "4"]),
    ("a salt with bits behind its end", ["AAAAAAAAAAAAAAAAAAAAAB", "4"]), ("factor zero", ["salt", "0"]),
    ("a leading zero", ["salt", "04"]), ("a sign", ["salt", "+4"]), ("a minus", ["salt", "-4"]),
    ("hexadecimal", ["salt", "0x4"]), ("text behind", ["salt", "4a"]), ("text before", ["salt", "a4"]),
    ("other digits", ["salt", "٤"]),
  ]

  @Test(arguments: arguments.indices) func `a passphrase stanza that breaks a rule is refused`(index: Int)
    throws
  {
    let salt = String(repeating: "A", count: 22)
    let words = Self.arguments[index].1.map { $0 == "salt" ? salt : $0 }
    // A stanza of words that no header can hold stands for one by another reader.
    guard let stanza = AgeStanza(type: "scrypt", arguments: words, body: [UInt8](repeating: 0, count: 32))
    else {
      #expect(Self.arguments[index].0 == "other digits")
      return
    }
    let failure = refusal { try Self.quick().unwrap([stanza]) }
    #expect(failure?.code == .ageHeaderInvalid, "\(Self.arguments[index].0)")
  }

  @Test(arguments: [0, 16, 31, 33, 48]) func `a body of another length is refused before it is tried`(
    size: Int
  ) throws {
    let words = [String(repeating: "A", count: 22), "4"]
    let stanza = try #require(
      AgeStanza(type: "scrypt", arguments: words, body: [UInt8](repeating: 0, count: size)))
    #expect(refusal { try Self.quick().unwrap([stanza]) }?.code == .ageHeaderInvalid)
  }

  @Test(arguments: ["21", "22", "23", "64", "9999999999999999999999"])
  func `a work factor beyond the cap is refused without any work`(factor: String) throws {
    let words = [String(repeating: "A", count: 22), factor]
    let stanza = try #require(
      AgeStanza(type: "scrypt", arguments: words, body: [UInt8](repeating: 0, count: 32)))
    let failure = refusal { try Self.quick().unwrap([stanza]) }
    #expect(failure?.code == .workFactorTooHigh)
    #expect(failure?.code.exit == .dataError)
  }

  @Test func `a passphrase is never sealed to beside anything`() throws {
    let alone = try AgeRecipient(Self.quick())
    for others in [[alone, identity.ageRecipient], [identity.ageRecipient, alone], [alone, alone]] {
      for allowMixed in [false, true] {
        let failure = refusal { try AgeRecipient.checkMixture(others, allowMixed: allowMixed) }
        #expect(failure?.code == .recipientsMixed)
      }
      #expect(refusal { try Age.encrypt([], to: others) }?.code == .recipientsMixed)
    }
  }

  @Test func `whatever identity is at hand, a passphrase beside another stanza is refused`() throws {
    let file = try Age.encrypt(Self.plain, to: [AgeRecipient(Self.quick())])
    var stanzas = try AgeHeader.read(from: MemorySource(file)).header.stanzas
    let key = try #require(try Self.quick().unwrap(stanzas))
    stanzas.append(try AgeRecipient(identity.recipient).kind.wrap(key))
    let mixed = AgeHeader(stanzas: stanzas, fileKey: key)
    for identity in [AgeFormatTests.identity, try Self.quick()] as [any AgeIdentity] {
      #expect(refusal { try mixed.fileKey(with: [identity]).identity }?.code == .ageHeaderInvalid)
    }
  }

  static let files: [(String, String?)] = [
    ("word", "word"), ("word\n", "word"), ("word\r\n", "word"), (" two words ", " two words "), ("ä\n", "ä"),
    ("", nil), ("\n", nil), ("\r\n", nil), ("a\nb", nil), ("a\n\n", nil), ("a\u{0}b", nil),
    (String(repeating: "x", count: 1024) + "\n", String(repeating: "x", count: 1024)),
    (String(repeating: "x", count: 1025), nil),
  ]

  @Test(arguments: files.indices) func `a passphrase's file is one line, whose end does not count`(index: Int)
    throws
  {
    let (file, expected) = Self.files[index]
    let content = SecretBytes(copying: Array(file.utf8))
    guard let expected else {
      #expect(refusal { try Passphrase(file: content) }?.code == .passphraseInvalid)
      return
    }
    #expect(try Passphrase(file: content).secret.equals(SecretBytes(copying: Array(expected.utf8))))
  }
}

/// Both directions with the program that most recipients have; it asks at a terminal only.
@Suite struct StockPassphraseTests {
  @Test(arguments: [false, true]) func `stock age opens what our passphrase sealed`(armored: Bool) throws {
    let folder = try TemporaryFolder()
    let plain = content(70_000)
    let file = try Age.encrypt(
      plain, to: [AgeRecipient(PassphraseTests.quick("päss word"))], armored: armored)
    _ = try folder.file("file.age", file)
    let outcome = try TerminalSession.run(
      "age -d -o '\(folder("plain").string)' '\(folder("file.age").string)'",
      answers: [("assphrase", "päss word")])
    #expect(outcome.status == 0, "\(outcome.text) \(outcome.errors)")
    #expect(try TemporaryFolder.bytes(folder("plain")) == plain)
  }

  @Test(arguments: ["", "-a "]) func `we open what stock age sealed with a passphrase`(option: String) throws
  {
    let folder = try TemporaryFolder()
    let plain = content(70_000)
    _ = try folder.file("plain", plain)
    let outcome = try TerminalSession.run(
      "age -p \(option)-o '\(folder("file.age").string)' '\(folder("plain").string)'",
      answers: [("nter passphrase", "päss word"), ("onfirm passphrase", "päss word")])
    #expect(outcome.status == 0, "\(outcome.text) \(outcome.errors)")
    let file = try TemporaryFolder.bytes(folder("file.age"))
    let right = try AgePassphrase(passphrase("päss word"))
    #expect(try Age.decrypt(file, with: [right]) == plain)
    let wrong = try AgePassphrase(passphrase("päss words"))
    #expect(refusal { try Age.decrypt(file, with: [wrong]) }?.code == .wrongPassphrase)
  }

  @Test func `stock age reads our armour, and we read its`() throws {
    let folder = try TemporaryFolder()
    try IdentityFile.save(identity, at: folder("id"))
    let age = try StockProgram("age")
    for size in [0, 1, 47, 48, 65536, 100_000] {
      let plain = content(size)
      let ours = try Age.encrypt(plain, to: [identity.ageRecipient], armored: true)
      let opened = try age.run(["-d", "-i", folder("id").string], input: ours)
      #expect(opened.status == 0 && opened.output == plain, "\(opened.errors)")
      let theirs = try age.run(["-a", "-r", identity.recipientText], input: plain).output
      #expect(try Age.decrypt(theirs, with: [identity]) == plain)
    }
  }
}
