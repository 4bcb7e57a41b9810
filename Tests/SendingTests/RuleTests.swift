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
    (.mailUser, "", .valueInvalid), (.serverRetention, "0d", .valueInvalid),
    (.serverRetention, "59m", .valueInvalid), (.serverIdentityFile, "/nowhere/key", .noSuchFile),
    (.mailCAFile, "/", .isADirectory),
  ])
  func `R079 R077 a setting that could not be used is refused when it is set, and not repeated`(
    _ key: SettingKey, _ value: String, _ code: Failure.Code
  ) throws {
    let failure = try #require(refusal { try SettingRules.check(value, for: key) })
    #expect(failure.code == code)
    #expect(!(failure.message + (failure.hint ?? "")).contains("secret@"))
  }

  @Test(arguments: [
    (
      SettingKey.serverIdentityFile, "ssh-ed25519 AAAA x@y\n", Failure.Code.identityFileUnreadable,
      "a public key"
    ),
    (.serverIdentityFile, "-----BEGIN PUBLIC KEY-----\n", .identityFileUnreadable, "a public key"),
    (.serverIdentityFile, "PuTTY-User-Key-File-3: x\n", .identityFileUnreadable, "a key of PuTTY"),
    (.serverIdentityFile, "%PDF-1.4\n", .identityFileUnreadable, "not a private key"),
    (.serverCAFile, "%PDF-1.4\n", .authorityInvalid, "server.ca_file"),
    (.mailCAFile, "0\u{82}", .mailAuthorityInvalid, "mail.ca_file"),
    (.smsCAFile, "", .serviceAuthorityInvalid, "sms.ca_file"),
  ])
  func `a file that is not what its setting is for is refused when it is set`(
    _ key: SettingKey, _ content: String, _ code: Failure.Code, _ words: String
  ) throws {
    let file = try folder.file("file", Array(content.utf8))
    let failure = try #require(refusal { try SettingRules.check(file.string, for: key) })
    #expect(failure.code == code && failure.message.contains(words) && failure.hint != nil)
  }

  @Test func `two processes do not fetch to one file, and of a fetch without a byte nothing is left`() throws
  {
    let target = folder("x.sod")
    let part = FetchedPart(target)
    let lock = try FileLock(at: folder("x.sod.part.lock"), now: TestClinic.now)
    #expect(refusal { try part.alone(at: TestClinic.now) { true } }?.code == .lockHeld)
    lock.removeFile()
    func lose() throws(Failure) -> Bool { throw Failure(.connectionLost, "lost") }
    for (content, left) in [([UInt8](), [String]()), ([1], ["x.sod.part", "x.sod.part.progress"])] {
      try folder.file("x.sod.part", content)
      try folder.file("x.sod.part.progress", [1])
      #expect(refusal { try part.alone(at: TestClinic.now, lose) }?.code == .connectionLost)
      #expect(try FileSystem.names(in: folder("")).map(\.string).sorted() == left)
    }
    #expect(refusal { try part.alone(at: TestClinic.now) { true } } == nil)
    #expect(try FileSystem.names(in: folder("")).map(\.string) == ["x.sod.part"])
  }

  @Test func `R079 plain ftp is refused with its reason`() throws {
    let failure = try #require(refusal { try SettingRules.check("ftp://a@host/x", for: .serverURL) })
    #expect(failure.message.contains("in clear"))
    #expect(failure.hint?.contains("sftp://") == true)
  }

  @Test func `R075 R078 what can be used is taken`() throws {
    let key = try folder.file("key", Array("-----BEGIN OPENSSH PRIVATE KEY-----\n".utf8))
    let file = try folder.file("ca.pem", Array("Subject: x\n-----BEGIN CERTIFICATE-----\n".utf8))
    for (key, value) in [
      (SettingKey.serverURL, "sftp://clinic@host.example:2222/outbox"), (.serverURL, "sftp://clinic@[::1]/x"),
      (.linkBase, "https://host.example/files"), (.linkBase, "sftp://guest@host.example/x/"),
      (.mailURL, "smtp://host:587"), (.mailURL, "smtps://host"), (.mailFrom, "Clinic <a@b.example>"),
      (.mailPassword, " ä\"\\ "), (.serverIdentityFile, key.string), (.mailCAFile, file.string),
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

  @Test(arguments: [
    ("sftp://clinic@host/out/", "sftp://partner@HOST:22/out"),
    ("sftp://host/out/", "sftp://partner@host/out/"),
    ("SFTP://clinic@host:2222/out/", "sftp://partner@host:2222/out"),
    ("ftps://clinic@host:990/out/", "ftps://partner@host/out"),
    ("ftps://clinic@host/out/", "ftps://partner@host:21/out"),
    ("https://Host:443/in/", "https://host/in"), ("sftp://host/a%20b/", "sftp://x@host/%61%20b/"),
  ])
  func `R070 a link leads to the folder of the own settings, whoever the sender logs in as`(
    _ link: String, _ own: String
  ) throws {
    let id = TransferID.random()
    #expect(try LinkBase(own).transfer(of: link + "\(id).sod") == id)
    for other in [
      "sftp://partner@other/out", "sftp://partner@host:23/out", "sftp://partner@host/out/x",
      "ftps://partner@host:2121/out", "https://host:444/in", "https://host/in/x",
    ] { #expect(try LinkBase(other).transfer(of: link + "\(id).sod") == nil, "\(other)") }
  }

  @Test func `a failure at a server with a name speaks of that server's own settings`() throws {
    let server = try #require(ServerName("rc"))
    let failure = Failure(
      .authFailed, "server.tls is wrong, and so is server.rc.url",
      hint: "so-ftpsend config set server.identity_file FILE, or server.password --value-file FILE")
    #expect(failure.about(nil) == failure)
    #expect(failure.about(server).message == "server.rc.tls is wrong, and so is server.rc.url")
    #expect(
      failure.about(server).hint
        == "so-ftpsend config set server.rc.identity_file FILE, or server.rc.password --value-file FILE")
    #expect(failure.about(server).about(server) == failure.about(server))
    let odd = try #require(ServerName("url"))
    #expect(failure.about(odd).about(odd) == failure.about(odd))
    #expect(
      server.naming("compare, then: so-ftpsend trust h:22")
        == "compare, then: so-ftpsend trust --server rc h:22")
    let rules = refusal {
      try SettingRules.check("sftp://a:secret@host/x", for: .serverURL.of(server))
    }
    #expect(rules?.hint?.contains("server.rc.password") == true)
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
