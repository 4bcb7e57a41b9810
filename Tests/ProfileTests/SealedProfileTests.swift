import AgeFormat
import Dispatch
import Keys
import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Profile

@Suite struct SealedProfileTests {
  let folder: TemporaryFolder
  let profile: Profile

  init() throws {
    folder = try TemporaryFolder()
    profile = try TestClinic.emptyProfile(in: folder)
  }

  @Test func `R077 settings and contacts lie sealed, 0600, in a folder for their owner only`() throws {
    try profile.set(.mailPassword, to: "hunter2", at: TestClinic.now)
    try profile.set(.mailFrom, to: "clinic@clinic.example", at: TestClinic.now)
    try profile.add(Self.contact("partner"), at: TestClinic.now)
    for path in [profile.settingsPath, profile.contactsPath] {
      let status = try #require(try FileStatus(at: path))
      #expect(status.mode == .ownerReadWrite)
      let bytes = try TemporaryFolder.bytes(path)
      #expect(bytes.starts(with: Array("age-encryption.org/v1\n".utf8)))
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["hunter2", "clinic", "partner", "mail"] { #expect(!text.contains(word)) }
    }
    let parent = try #require(try FileStatus(at: profile.settingsPath.removingLastComponent()))
    #expect(parent.mode == .ownerReadWriteExecute)
    #expect(try profile.settings()[.mailPassword] == "hunter2")
    #expect(try profile.settings()[.mailFrom] == "clinic@clinic.example")
  }

  @Test func `R077 settings open with the identity alone, and damage is told`() throws {
    try profile.set(.mailPassword, to: "hunter2", at: TestClinic.now)
    let good = try TemporaryFolder.bytes(profile.settingsPath)
    var bytes = good
    bytes[bytes.count - 1] ^= 1
    try folder.file(".config/second-opinion/settings.ini.age", bytes)
    #expect(refusal { try profile.settings() }?.code == .settingsDamaged)
    // Another identity in the old one's place.
    try folder.file(".config/second-opinion/settings.ini.age", good)
    try FileSystem.removeFile(profile.identityPath)
    try IdentityFile.save(.generate(at: TestClinic.now), at: profile.identityPath)
    #expect(refusal { try profile.settings() }?.code == .settingsDamaged)
    let failure = refusal { try profile.set(.mailFrom, to: "a@b.example", at: TestClinic.now) }
    #expect(failure?.code == .settingsDamaged)
    #expect(try TemporaryFolder.bytes(profile.settingsPath) == good)
  }

  @Test func `without a file there are no settings, no contacts, and no identity is made`() throws {
    #expect(try profile.settings() == Settings())
    #expect(try profile.contacts().all.isEmpty)
    #expect(try folder.tree().isEmpty)
    #expect(refusal { try profile.identity() }?.code == .identityMissing)
  }

  @Test(arguments: ["settings", "contacts", "store"])
  func `a lost identity is never covered by a new one`(_ what: String) throws {
    switch what {
    case "settings": try profile.set(.mailFrom, to: "a@b.example", at: TestClinic.now)
    case "contacts": try profile.add(Self.contact("partner"), at: TestClinic.now)
    default:
      try FileSystem.makeDirectory(profile.storePath)
      try folder.file(".local/share/second-opinion/store.db", [0])
    }
    try FileSystem.removeFile(profile.identityPath)
    for attempt in 0..<3 {
      let failure = refusal {
        switch attempt {
        case 0: _ = try profile.identityMakingOne(at: TestClinic.now)
        case 1: try profile.set(.mailFrom, to: "x@y.example", at: TestClinic.now)
        default: try profile.add(Self.contact("other"), at: TestClinic.now)
        }
      }
      #expect(failure?.code == .identityMissing)
      #expect(try FileStatus(at: profile.identityPath) == nil)
    }
  }

  @Test func `many at once make one identity`() throws {
    let made = try Self.atOnce(8) { _ in
      try profile.identityMakingOne(at: TestClinic.now)
    }
    #expect(Set(made.map(\.identity.recipientText)).count == 1)
    #expect(made.filter(\.isNew).count == 1)
    #expect(try profile.identity().recipientText == made[0].identity.recipientText)
  }

  @Test func `R076 many at once set settings and add contacts, and none is lost`() throws {
    _ = try profile.identityMakingOne(at: TestClinic.now)
    let keys = SettingKey.all
    _ = try Self.atOnce(keys.count) { index in
      try profile.set(keys[index], to: "value \(index)", at: TestClinic.now)
      try profile.add(Self.contact("contact-\(index)"), at: TestClinic.now)
    }
    let settings = try profile.settings()
    for (index, key) in keys.enumerated() { #expect(settings[key] == "value \(index)") }
    #expect(try profile.contacts().all.count == keys.count)
  }

  /// Runs `body` on that many threads.
  private static func atOnce<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    let results = ResultBox<Value>()
    DispatchQueue.concurrentPerform(iterations: count) { index in
      results.add(Result { try body(index) })
    }
    return try results.all.map { try $0.get() }
  }

  static func contact(_ name: String?) -> Contact {
    let identity = Identity.generate(at: TestClinic.now)
    return Contact(
      name: name, email: nil, recipient: identity.recipientText, signer: identity.signer.text,
      fingerprint: identity.fingerprint)
  }
}
