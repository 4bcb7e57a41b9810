import NetClient
import Notices
import Platform
import Profile
import Records
import SFTP
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

@Suite struct RuleTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    (SettingKey.serverURL, "ftp://a@host/x", Failure.Code.schemeRefused),
    (.serverURL, "FTP://a@host/x", .schemeRefused), (.serverURL, "http://host/x", .schemeRefused),
    (.serverURL, "sftp://a:secret@host/x", .locationInvalid), (.serverURL, "sftp://host/x", .locationInvalid),
    (.serverURL, "host", .locationInvalid), (.serverURL, "", .valueInvalid),
    (.linkBase, "http://host/x", .schemeRefused), (.linkBase, "ftp://host/x", .schemeRefused),
    (.linkBase, "host", .schemeRefused), (.linkBase, "https://", .valueInvalid),
    (.linkBase, "https:///x", .valueInvalid), (.linkBase, "sftp://a@/x", .valueInvalid),
    (.linkBase, "sftp://a:secret@host/x", .valueInvalid), (.linkBase, "https://host/ä", .valueInvalid),
    (.linkBase, "https://host/a b", .valueInvalid), (.mailURL, "http://host", .mailURLInvalid),
    (.mailURL, "smtp://u:p@host", .mailURLInvalid), (.mailFrom, "nobody", .valueInvalid),
    (.mailFrom, "a@b.example, c@d.example", .valueInvalid), (.mailPassword, "a\nb", .valueInvalid),
    (.mailPassword, "a\rb", .valueInvalid), (.mailPassword, "a\u{0}b", .valueInvalid),
    (.mailUser, "", .valueInvalid), (.serverIdentityFile, "/nowhere/key", .noSuchFile),
    (.mailCAFile, "/", .isADirectory),
  ])
  func `R079 R077 a setting that could not be used is refused when it is set, and not repeated`(
    _ key: SettingKey, _ value: String, _ code: Failure.Code
  ) throws {
    let failure = try #require(refusal { try SettingRules.check(value, for: key) })
    #expect(failure.code == code)
    #expect(!(failure.message + (failure.hint ?? "")).contains("secret@"))
  }

  @Test func `R079 plain ftp is refused with its reason`() throws {
    let failure = try #require(refusal { try SettingRules.check("ftp://a@host/x", for: .serverURL) })
    #expect(failure.message.contains("in clear"))
    #expect(failure.hint?.contains("sftp://") == true)
  }

  @Test func `R075 R078 what can be used is taken`() throws {
    let file = try folder.file("key", [0x78])
    for (key, value) in [
      (SettingKey.serverURL, "sftp://clinic@host.example:2222/outbox"), (.serverURL, "sftp://clinic@[::1]/x"),
      (.linkBase, "https://host.example/files"), (.linkBase, "sftp://guest@host.example/x/"),
      (.mailURL, "smtp://host:587"), (.mailURL, "smtps://host"), (.mailFrom, "Clinic <a@b.example>"),
      (.mailPassword, " ä\"\\ "), (.serverIdentityFile, file.string), (.mailCAFile, file.string),
      (.serverKnownHosts, "/nowhere/known_hosts"),
    ] {
      #expect(refusal { try SettingRules.check(value, for: key) } == nil, "\(key.name) \(value)")
    }
  }

  @Test func `R068 a link leads to a transfer and back, and to nothing else`() throws {
    let id = TransferID.random()
    for base in ["https://host/files", "https://host/files/", "sftp://a@host/x"] {
      let link = try LinkBase(base).link(to: id)
      #expect(link == (base.hasSuffix("/") ? base : base + "/") + id.text + ".sod")
      #expect(try LinkBase(base).transfer(of: link) == id)
    }
    let base = try LinkBase("https://host/files")
    for link in [
      "https://evil/files/\(id).sod", "https://host/files/../\(id).sod", "https://host/files/\(id)",
      "https://host/filesx/\(id).sod", "https://host/files/\(id).sod/x", "https://host/files/x\(id).sod",
      "http://host/files/\(id).sod", "https://host/files/", "",
    ] {
      #expect(base.transfer(of: link) == nil, "\(link)")
    }
  }

  @Test func `the name on the server is the transfer's id: 128 random bits, and nothing of the patient`() {
    let id = TransferID.random()
    #expect(RemoteName.text(of: id) == "\(id).sod")
    #expect(RemoteName.transfer("\(id).sod") == id)
    for name in ["\(id)", ".sod", "x.sod", "\(id).SOD", "../\(id).sod"] {
      #expect(RemoteName.transfer(name) == nil, "\(name)")
    }
  }
}
