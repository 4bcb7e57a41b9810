import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Profile

@Suite struct LockedProfileTests {
  let folder: TemporaryFolder
  let word: FilePath
  let identity: Identity

  init() throws {
    folder = try TemporaryFolder()
    word = try folder.file("word", Array("correct horse\n".utf8), mode: 0o600)
    let plain = try TestClinic.emptyProfile(in: folder)
    identity = try plain.identityMakingOne(at: TestClinic.now).identity
    try plain.set(.mailFrom, to: "clinic@clinic.example", at: TestClinic.now)
    let passphrase = try PassphraseFile.read(word)
    try IdentityFile.protect(
      plain.identityPath, by: AgePassphrase(passphrase, workFactor: 4), former: plain.passphrases)
  }

  private func profile(passphraseFile: FilePath?) throws -> Profile {
    var variables = ["HOME": folder.path.string]
    if let passphraseFile { variables["SO_PASSPHRASE_FILE"] = passphraseFile.string }
    return try Profile(ProcessEnvironment(variables))
  }

  @Test func `R001 settings and contacts open with an identity that SO_PASSPHRASE_FILE unlocks`() throws {
    let profile = try profile(passphraseFile: word)
    #expect(try profile.identity().signer == identity.signer)
    #expect(try profile.settings()[.mailFrom] == "clinic@clinic.example")
    #expect(try profile.identityMakingOne(at: TestClinic.now).isNew == false)
  }

  @Test func `the passphrase is wanted once, and again when the identity's file is another`() throws {
    let profile = try profile(passphraseFile: word)
    _ = try profile.identity()
    try FileSystem.removeFile(word)
    #expect(try profile.identity().signer == identity.signer)
    let other = AgePassphrase(
      try #require(Passphrase(SecretBytes(copying: [1]))), workFactor: 4)
    let copy = try folder.file("again", Array("correct horse\n".utf8), mode: 0o600)
    try IdentityFile.protect(profile.identityPath, by: other, former: PassphraseInput(file: copy))
    #expect(refusal { try profile.identity() }?.code == .noSuchFile)
  }

  @Test func `R001 a wrong passphrase is wrong_passphrase everywhere, and changes nothing`() throws {
    let wrong = try folder.file("wrong", Array("battery staple\n".utf8), mode: 0o600)
    let profile = try profile(passphraseFile: wrong)
    let before = try TemporaryFolder.bytes(profile.settingsPath)
    #expect(refusal { try profile.identity() }?.code == .wrongPassphrase)
    #expect(refusal { try profile.settings() }?.code == .wrongPassphrase)
    #expect(refusal { try profile.contacts() } == nil)
    let failure = refusal { try profile.set(.mailFrom, to: "a@b.example", at: TestClinic.now) }
    #expect(failure?.code == .wrongPassphrase)
    #expect(try TemporaryFolder.bytes(profile.settingsPath) == before)
  }
}
