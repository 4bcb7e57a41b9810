import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// Gives one passphrase, and counts how often it was asked.
private final class FixedPassphrase: PassphraseSource, @unchecked Sendable {
  private(set) var questions: [String] = []
  private let text: String

  init(_ text: String) { self.text = text }

  func passphrase(for what: String) throws(Failure) -> Passphrase {
    questions.append(what)
    guard let passphrase = Passphrase(SecretBytes(copying: Array(text.utf8))) else {
      throw Failure(.passphraseMissing, "none")
    }
    return passphrase
  }
}

@Suite struct LockedIdentityTests {
  private let folder: TemporaryFolder
  private let path: FilePath
  private let right = FixedPassphrase("päss word")
  private let wrong = FixedPassphrase("pass word")

  init() throws {
    folder = try TemporaryFolder()
    path = folder("id")
  }

  private func quick(_ text: String) throws -> AgePassphrase {
    AgePassphrase(try passphrase(text), workFactor: 4)
  }

  /// An identity's file that is protected as cheaply as a test can.
  private func lock() throws -> Identity {
    try IdentityFile.save(identity, at: path)
    return try IdentityFile.protect(path, by: quick("päss word"), former: wrong)
  }

  @Test func `R001 an identity file is unlocked by its passphrase, and by no other`() throws {
    #expect(try lock().recipientText == identity.recipientText)
    let again = try IdentityFile.load(path, passphrases: right)
    #expect(again.secretLine.equals(identity.secretLine))
    #expect(right.questions.count == 1 && right.questions[0].contains("id"))
    let failure = refusal { try IdentityFile.load(path, passphrases: wrong) }
    #expect(failure?.code == .wrongPassphrase)
    #expect(failure?.code.exit == .noPermission)
    #expect(refusal { try IdentityFile.load(path) }?.code == .identityLocked)
  }

  @Test func `R001 an identity that is not protected is read without a question`() throws {
    try IdentityFile.save(identity, at: path)
    #expect(try IdentityFile.load(path, passphrases: wrong).recipientText == identity.recipientText)
    #expect(wrong.questions.isEmpty)
  }

  @Test func `a protected file has mode 0600, is armoured, and shows neither key`() throws {
    _ = try lock()
    #expect(try FileStatus(at: path)?.mode.rawValue == 0o600)
    let text = String(decoding: try TemporaryFolder.bytes(path), as: UTF8.self)
    #expect(text.hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----\n"))
    #expect(!text.contains(identity.recipientText) && !text.contains("AGE-SECRET-KEY-1"))
  }

  @Test func `protection is changed and taken off, and what the file says stays`() throws {
    try IdentityFile.save(identity, at: path)
    let before = try TemporaryFolder.bytes(path)
    _ = try lock(over: before)
    try IdentityFile.protect(path, by: quick("another"), former: right)
    #expect(refusal { try IdentityFile.load(path, passphrases: right) }?.code == .wrongPassphrase)
    let another = FixedPassphrase("another")
    #expect(try IdentityFile.load(path, passphrases: another).signer == identity.signer)
    try IdentityFile.protect(path, by: nil as AgePassphrase?, former: another)
    #expect(try TemporaryFolder.bytes(path) == before)
    #expect(try folder.tree() == ["id"])
  }

  private func lock(over content: [UInt8]) throws -> Identity {
    try IdentityFile.protect(path, by: quick("päss word"), former: wrong)
  }

  @Test func `a wrong passphrase leaves the file as it was`() throws {
    _ = try lock()
    let before = try TemporaryFolder.bytes(path)
    let failure = refusal { try IdentityFile.protect(path, by: nil as AgePassphrase?, former: wrong) }
    #expect(failure?.code == .wrongPassphrase)
    #expect(try TemporaryFolder.bytes(path) == before)
    #expect(try folder.tree() == ["id"])
  }

  @Test func `a link stays, and the file behind it is protected`() throws {
    try IdentityFile.save(identity, at: folder("stick/id"))
    #expect(try StockProgram("ln").run(["-s", "stick/id", path.string]).status == 0)
    try IdentityFile.protect(path, by: quick("päss word"), former: wrong)
    #expect(try FileStatus(at: path, followingLinks: false)?.kind == .symbolicLink)
    #expect(refusal { try IdentityFile.load(folder("stick/id")) }?.code == .identityLocked)
    #expect(try IdentityFile.load(path, passphrases: right).signer == identity.signer)
  }

  @Test func `a file to a key, and one around something else, are no identity`() throws {
    _ = try folder.file("key", Age.encrypt([1], to: [identity.ageRecipient]), mode: 0o600)
    #expect(
      refusal { try IdentityFile.load(folder("key"), passphrases: right) }?.code == .identityInvalid)
    for content in [
      Array("hello".utf8), [], [UInt8](repeating: 10, count: 20_000), [UInt8](repeating: 0, count: 70_000),
    ] {
      let file = try Age.encrypt(content, to: [AgeRecipient(quick("päss word"))])
      let path = try folder.file("odd\(content.count)", file, mode: 0o600)
      #expect(
        [.identityInvalid, .contentTooLarge].contains(
          refusal { try IdentityFile.load(path, passphrases: right) }?.code), "\(content.count)")
    }
  }

  @Test func `a protected file that others may read is refused all the same`() throws {
    let file = try Age.encrypt([1], to: [AgeRecipient(quick("päss word"))])
    let path = try folder.file("open", file, mode: 0o644)
    #expect(
      refusal { try IdentityFile.load(path, passphrases: right) }?.code == .identityReadableByOthers)
    #expect(right.questions.isEmpty)
  }

  @Test func `R001 stock age opens with our protected identity`() throws {
    try IdentityFile.save(identity, at: path, passphrase: passphrase("päss word"))
    _ = try folder.file("file.age", Age.encrypt([1, 2, 3], to: [identity.ageRecipient]))
    let outcome = try TerminalSession.run(
      "age -d -i '\(path.string)' -o '\(folder("plain").string)' '\(folder("file.age").string)'",
      answers: [("assphrase", "päss word")])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try TemporaryFolder.bytes(folder("plain")) == [1, 2, 3])
  }

  @Test(arguments: ["", "-a"]) func `R001 we unlock the identity that stock age protected`(option: String)
    throws
  {
    try IdentityFile.save(identity, at: folder("plain"))
    let outcome = try TerminalSession.run(
      "umask 077; age -p \(option) -o '\(path.string)' '\(folder("plain").string)'",
      answers: [("nter passphrase", "päss word"), ("onfirm passphrase", "päss word")])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try IdentityFile.load(path, passphrases: right).signer == identity.signer)
    #expect(refusal { try IdentityFile.load(path, passphrases: wrong) }?.code == .wrongPassphrase)
  }
}

@Suite struct PassphraseInputTests {
  @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o601] as [UInt16])
  func `a passphrase's file that others may touch is refused`(mode: UInt16) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("word", Array("secret\n".utf8), mode: mode)
    let failure = refusal { try PassphraseInput(file: path).passphrase(for: "x") }
    #expect(failure?.code == .passphraseReadableByOthers)
    #expect(failure?.hint == "chmod 600 \(path.string)")
  }

  @Test func `a private file, and a pipe, give a passphrase`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("word", Array("secret\n".utf8), mode: 0o600)
    let expected = SecretBytes(copying: Array("secret".utf8))
    #expect(try PassphraseInput(file: path).passphrase(for: "x").secret.equals(expected))
    let pipe = try Pipe()
    try DescriptorSink(pipe.writing.descriptor, name: "pipe").write(Array("secret\n".utf8))
    let reading = pipe.keepingReader()
    let end = FilePath("/dev/fd/\(reading.descriptor.rawValue)")
    #expect(try PassphraseInput(file: end).passphrase(for: "x").secret.equals(expected))
  }

  @Test func `what is missing, a folder, empty or long is refused, and never quoted`() throws {
    let folder = try TemporaryFolder()
    #expect(refusal { try PassphraseFile.read(folder("none")) }?.code == .noSuchFile)
    #expect(refusal { try PassphraseFile.read(folder.path) }?.code == .isADirectory)
    for text in ["", "\n", "two\nlines\n", String(repeating: "x", count: 5000)] {
      let path = try folder.file("word\(text.count)", Array(text.utf8), mode: 0o600)
      let failure = refusal { try PassphraseFile.read(path) }
      #expect(failure?.code == .passphraseInvalid)
      #expect(failure?.message.contains("lines\n") == false && failure?.message.contains("xxxxx") == false)
    }
  }

  @Test func `who may not ask says that a passphrase is missing`() {
    let failure = refusal { try PassphraseInput(file: nil, asks: false).passphrase(for: "passphrase of x") }
    #expect(failure?.code == .passphraseMissing)
    #expect(failure?.code.exit == .noPermission)
    #expect(failure?.hint?.contains("SO_PASSPHRASE_FILE") == true)
  }
}
