import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// SSH keys as ssh-keygen and openssl make them.
struct SSHKeys {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Makes a key; `options` are ssh-keygen's.
  func make(_ name: String, _ options: [String], passphrase: String = "") throws -> FilePath {
    let outcome = try StockProgram("ssh-keygen")
      .run(["-q", "-N", passphrase, "-C", "a comment", "-f", folder(name).string] + options)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder(name)
  }

  func line(_ path: FilePath) throws -> String {
    String(decoding: try TemporaryFolder.bytes(FilePath(path.string + ".pub")), as: UTF8.self).trimmingBlanks
  }
}

struct WordInput: PassphraseSource {
  var word: String?
  func passphrase(for what: String) throws(Failure) -> Passphrase {
    guard let word, let passphrase = Passphrase(SecretBytes(copying: Array(word.utf8))) else {
      throw Failure(.passphraseMissing, "no passphrase for \(what)")
    }
    return passphrase
  }
}

@Suite struct SSHKeyTests {
  static let kinds: [(String, [String])] = [
    ("ed25519", ["-t", "ed25519"]), ("rsa 2048", ["-t", "rsa", "-b", "2048"]),
    ("rsa 3072", ["-t", "rsa", "-b", "3072"]), ("rsa 2048 in PEM", ["-t", "rsa", "-b", "2048", "-m", "PEM"]),
    ("rsa 2048 in PKCS8", ["-t", "rsa", "-b", "2048", "-m", "PKCS8"]),
  ]

  @Test(arguments: kinds.indices) func `both directions with stock age`(index: Int) throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", Self.kinds[index].1)
    let line = try keys.line(path)
    let file = try AgeKeyFile(path, passphrases: WordInput())
    let recipient = try #require(AgeRecipient(line))
    #expect(file.keys.map(\.recipient) == [recipient])
    #expect(line.hasPrefix(recipient.text) && !recipient.text.contains("comment"))
    #expect(file.identity == nil)
    let plain = content(1000)
    let ours = try Age.encrypt(plain, to: [identity.ageRecipient, recipient])
    #expect(try Age.decrypt(ours, with: file.keys.map(\.identity)) == plain)
    let age = try StockProgram("age")
    let opened = try age.run(["-d", "-i", path.string], input: ours)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.output == plain)
    let theirs = try age.run(["-r", line], input: plain).output
    #expect(try Age.decrypt(theirs, with: file.keys.map(\.identity)) == plain)
  }

  static let protected: [(String, [String])] = [
    ("ed25519", ["-t", "ed25519"]), ("rsa", ["-t", "rsa", "-b", "2048"]),
    ("aes128-ctr", ["-t", "ed25519", "-a", "1", "-Z", "aes128-ctr"]),
    ("aes192-ctr", ["-t", "ed25519", "-a", "1", "-Z", "aes192-ctr"]),
    ("aes256-cbc", ["-t", "ed25519", "-a", "1", "-Z", "aes256-cbc"]),
    ("PEM", ["-t", "rsa", "-b", "2048", "-m", "PEM"]), ("PKCS8", ["-t", "rsa", "-b", "2048", "-m", "PKCS8"]),
  ]

  @Test(arguments: protected.indices) func `a passphrase opens a protected SSH key, and no other does`(
    index: Int
  ) throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", Self.protected[index].1, passphrase: "päss word")
    let file = try AgeKeyFile(path, passphrases: WordInput(word: "päss word"))
    let theirs = try StockProgram("age").run(["-r", keys.line(path)], input: [1, 2, 3]).output
    #expect(try Age.decrypt(theirs, with: file.keys.map(\.identity)) == [1, 2, 3])
    let wrong = refusal { try AgeKeyFile(path, passphrases: WordInput(word: "pass word")) }
    #expect(wrong?.code == .wrongPassphrase, "\(Self.protected[index].0)")
    #expect(
      refusal { try AgeKeyFile(path, passphrases: WordInput()) }?.code == .passphraseMissing)
  }

  @Test func `a cipher that is not read is named, with the way out`() throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", ["-t", "ed25519", "-Z", "aes256-gcm@openssh.com"], passphrase: "word")
    let failure = refusal { try AgeKeyFile(path, passphrases: WordInput(word: "word")) }
    #expect(failure?.code == .identityInvalid)
    #expect(failure?.hint?.hasPrefix("ssh-keygen -p") == true)
  }

  static let refused: [(String, [String])] = [
    ("rsa 1024", ["-t", "rsa", "-b", "1024"]), ("rsa 1024 in PEM", ["-t", "rsa", "-b", "1024", "-m", "PEM"]),
    ("ecdsa", ["-t", "ecdsa"]), ("ecdsa in PEM", ["-t", "ecdsa", "-m", "PEM"]),
    ("ecdsa in PKCS8", ["-t", "ecdsa", "-m", "PKCS8"]),
  ]

  @Test(arguments: refused.indices) func `small RSA keys and other kinds are refused`(index: Int) throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", Self.refused[index].1)
    #expect(
      refusal { try AgeKeyFile(path, passphrases: WordInput()) }?.code == .identityInvalid,
      "\(Self.refused[index].0)")
    #expect(try AgeRecipient(keys.line(path)) == nil)
  }

  @Test func `an Ed25519 key in PKCS8 opens what is sealed to its SSH line`() throws {
    let keys = try SSHKeys()
    let path = keys.folder("key")
    let made = try StockProgram("sh").run([
      "-c", "umask 077; openssl genpkey -algorithm ed25519 -out '\(path.string)'",
    ])
    try #require(made.status == 0, "\(made.errors)")
    let file = try AgeKeyFile(path, passphrases: WordInput())
    let sealed = try StockProgram("age").run(["-r", file.keys[0].recipient.text], input: [7]).output
    #expect(try Age.decrypt(sealed, with: file.keys.map(\.identity)) == [7])
  }

  @Test func `each changed byte of an SSH key is noticed or without effect`() throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", ["-t", "ed25519"])
    let right = try AgeKeyFile(path, passphrases: WordInput()).keys[0].recipient
    let text = try TemporaryFolder.bytes(path)
    var generator = SeededGenerator(seed: 4)
    for place in stride(from: 0, to: text.count, by: 3) {
      var changed = text
      changed[place] = UInt8.random(in: 33...126, using: &generator)
      let copy = try keys.folder.file("changed\(place)", changed, mode: 0o600)
      // The comment may differ, and the number that is there twice.
      if let key = try? AgeKeyFile(copy, passphrases: WordInput()) {
        #expect(key.keys.map(\.recipient) == [right], "byte \(place)")
      }
    }
    for cut in stride(from: 1, to: text.count - 2, by: 7) {
      let copy = try keys.folder.file("cut\(cut)", Array(text.prefix(cut)), mode: 0o600)
      #expect(refusal { try AgeKeyFile(copy, passphrases: WordInput()) } != nil, "cut at \(cut)")
    }
  }

  @Test func `an SSH key that others may read is refused`() throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", ["-t", "ed25519"])
    #expect(try StockProgram("chmod").run(["644", path.string]).status == 0)
    #expect(
      refusal { try AgeKeyFile(path, passphrases: WordInput()) }?.code == .identityReadableByOthers)
  }

  static let stanzas: [(String, String, [String], Int)] = [
    ("ed25519 without a share", "ssh-ed25519", ["tag"], 32),
    ("ed25519 with three arguments", "ssh-ed25519", ["tag", "share", "x"], 32),
    ("ed25519 with a share of 31 bytes", "ssh-ed25519", ["tag", String(repeating: "A", count: 42)], 32),
    ("ed25519 with a share of zeros", "ssh-ed25519", ["tag", String(repeating: "A", count: 43)], 32),
    ("ed25519 with a long body", "ssh-ed25519", ["tag", "share"], 33),
  ]

  @Test(arguments: stanzas.indices) func `an SSH stanza that breaks a rule is refused`(index: Int) throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", ["-t", "ed25519"])
    let key = try AgeKeyFile(path, passphrases: WordInput()).keys[0]
    let real = try key.recipient.kind.wrap(AgeFileKey.random())
    let (name, type, arguments, size) = Self.stanzas[index]
    let words = arguments.map { $0 == "tag" ? real.arguments[0] : $0 == "share" ? real.arguments[1] : $0 }
    let stanza = try #require(
      AgeStanza(type: type, arguments: words, body: [UInt8](repeating: 0, count: size)))
    #expect(refusal { try key.identity.unwrap([stanza]) }?.code == .ageHeaderInvalid, "\(name)")
  }

  @Test func `an RSA stanza with more than a tag is refused, one of another length passed over`() throws {
    let keys = try SSHKeys()
    let path = try keys.make("key", ["-t", "rsa", "-b", "2048"])
    let key = try AgeKeyFile(path, passphrases: WordInput()).keys[0]
    let real = try key.recipient.kind.wrap(AgeFileKey.random())
    let more = try #require(
      AgeStanza(type: real.type, arguments: real.arguments + ["x"], body: real.body))
    #expect(refusal { try key.identity.unwrap([more]) }?.code == .ageHeaderInvalid)
    let short = try #require(
      AgeStanza(type: real.type, arguments: real.arguments, body: Array(real.body.dropLast())))
    #expect(try key.identity.unwrap([short]) == nil)
  }

  static let lines: [String] = [
    "ssh-ed25519", "ssh-ed25519 ", "ssh-ed25519 AAAA", "ssh-rsa AAAA", "ssh-dss AAAA",
    // No point of the curve.
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  ]

  @Test(arguments: lines) func `a line that is no key is no recipient`(line: String) {
    #expect(AgeRecipient(line) == nil)
  }
}

@Suite struct AgeKeyFileTests {
  @Test func `several keys, comments and CRLF are read; our own identity stays one`() throws {
    let folder = try TemporaryFolder()
    let one = Identity.generate(at: Timestamp(milliseconds: 0))
    let lines = [one, identity].map {
      $0.secretLine.withBytes { bytes in
        unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
      }
    }
    let path = try folder.file(
      "two", Array("# a\r\n\(lines[0])\r\n\n\(lines[1])".utf8), mode: 0o600)
    let file = try AgeKeyFile(path, passphrases: WordInput())
    #expect(file.keys.map(\.recipient) == [one.ageRecipient, identity.ageRecipient])
    #expect(file.identity == nil)
    let sealed = try Age.encrypt([5], to: [identity.ageRecipient])
    #expect(try Age.decrypt(sealed, with: file.keys.map(\.identity)) == [5])
    try IdentityFile.save(identity, at: folder("own"))
    #expect(try AgeKeyFile(folder("own"), passphrases: WordInput()).identity?.signer == identity.signer)
  }

  @Test(arguments: ["", "# nothing\n", "hello\n", "AGE-SECRET-KEY-1\n", "AGE-SECRET-KEY-PQ-1X\n", "age1x\n"])
  func `a file without a key is refused, unquoted`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("file", Array(text.utf8), mode: 0o600)
    let failure = refusal { try AgeKeyFile(path, passphrases: WordInput()) }
    #expect(failure?.code == .identityInvalid)
    #expect(failure?.message.contains("hello") == false)
  }

  @Test func `too many keys are refused`() throws {
    let folder = try TemporaryFolder()
    let line = identity.secretLine.withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
    let path = try folder.file("many", Array(String(repeating: line + "\n", count: 101).utf8), mode: 0o600)
    #expect(refusal { try AgeKeyFile(path, passphrases: WordInput()) }?.code == .identityInvalid)
  }
}
