import Foundation
import Keys
import Peers
import Platform
import Profile
import Records
import SFTP
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// The setting `server.jump`, with two real servers that know one key.
@Suite struct JumpHostTests {
  let site: FolderSite
  let hop: SSHServer

  init() throws {
    site = try FolderSite()
    var options = SSHServer.Options()
    options.lines = ["AuthorizedKeysFile \(site.server.key).pub"]
    hop = try SSHServer(options)
  }

  private var jump: String { "\(hop.user)@127.0.0.1:\(hop.port)" }

  private func settings() throws -> Settings {
    var settings = site.settings()
    settings[.serverJump] = jump
    let hosts = try [site.server.knownHosts, hop.knownHosts].map {
      try String(contentsOfFile: $0, encoding: .utf8)
    }
    settings[.serverKnownHosts] = try site.folder.file("known", Array(hosts.joined().utf8)).string
    return settings
  }

  private func keep(_ settings: Settings) throws {
    for key in settings.keys where settings.value(of: key)?.origin != .builtIn {
      if let value = settings[key] { try site.profile.set(key, to: value, at: TestClinic.now) }
    }
  }

  private func folder(_ settings: Settings) throws -> any RemoteFolder {
    try ServerAccess(settings, site.profile).folder(ServerLimits())
  }

  @Test func `a file goes by way of the jump host, and so do the small ones`() throws {
    let folder = try folder(settings())
    let (source, bytes) = try site.file("a", 20 << 20)
    let observer = FolderRecorder()
    _ = try folder.upload(source, sha256: site.sha256(bytes), as: "x", from: nil, observer: observer)
    #expect(observer.peers.first?.address == "127.0.0.1:\(hop.port)")
    try folder.writeSmall([1, 2], as: "r")
    #expect(try folder.readSmall("r", limit: 2) == [1, 2])
    #expect(try site.names() == ["r", "x"])
    hop.stop()
    let gone = refusal { try self.folder(settings()).writeSmall([1], as: "s") }
    #expect(gone?.code == .connectionRefused && gone?.message.hasPrefix("jump host: ") == true)
  }

  @Test func `the jump host is logged in to by key, and never gets the server's password`() throws {
    var settings = try settings()
    settings[.serverPassword] = "the server's alone"
    let server = try SFTPServer(ServerSettings(settings, site.profile))
    #expect(server.credentials.count == 2 && server.jump?.credentials.count == 1)
    guard case .privateKey? = server.jump?.credentials.first else {
      Issue.record("it is logged in to by something else than the key")
      return
    }
    settings[.serverIdentityFile] = nil
    let failure = refusal { _ = try SFTPServer(ServerSettings(settings, site.profile)) }
    #expect(failure?.code == .settingMissing && failure?.hint?.contains("server.identity_file") == true)
  }

  @Test func `the hosts are trusted one after the other, the server by way of the jump host`() throws {
    let known = try TemporaryFolder()("known").string
    try keep(site.settings())
    try site.profile.set(.serverKnownHosts, to: known, at: TestClinic.now)
    try site.profile.set(.serverJump, to: jump, at: TestClinic.now)
    let trust = try HostTrust(site.profile)
    let server = "127.0.0.1:\(site.server.port)"
    let first = refusal { _ = try trust.trust(server, onlyIf: nil) }
    #expect(first?.code == .hostKeyUnknown && first?.hint?.hasSuffix("trust 127.0.0.1:\(hop.port)") == true)
    #expect(try trust.trust("127.0.0.1:\(hop.port)", onlyIf: nil).fields["status"] == "added")
    #expect(try trust.trust(server, onlyIf: nil).fields["status"] == "added")
    _ = try folder(site.profile.settings()).exists("x")
  }

  @Test(arguments: [
    "h", "u@", "@h", "u:pw@h", "u@h/x", "u@h:0x", "u@h;id", "u@$(id)", "u@-oProxyCommand=id", "u@h u@g", "",
    "u@h,v@g",
  ])
  func `R076 what is no host to jump by is refused when it is set`(_ text: String) {
    #expect(refusal { try SettingRules.check(text, for: .serverJump) } != nil, "\(text)")
  }

  @Test(arguments: ["u@h", "u@h.example.org:2222", "u@[2001:db8::1]:22", "u@192.0.2.1", "a.b@h"])
  func `R076 a host to jump by is taken`(_ text: String) {
    #expect(refusal { try SettingRules.check(text, for: .serverJump) } == nil, "\(text)")
  }

  @Test func `an FTPS server is not reached by a jump host`() throws {
    var settings = try settings()
    settings[.serverURL] = "ftps://u@127.0.0.1/x"
    settings[.serverPassword] = "x"
    let failure = refusal { _ = try ServerAccess(settings, site.profile) }
    #expect(failure?.code == .valueInvalid && failure?.hint == "so-ftpsend config unset server.jump")
  }

  @Test func `R083 the doctor names the jump host's troubles`() throws {
    try keep(settings())
    func look() throws -> [Check] {
      var checks: [Check] = []
      _ = try Doctor(site.profile, DoctorOptions(), time: FixedTimeSource(.now)).look { checks.append($0) }
      return checks
    }
    let good = try look()
    #expect(good.first { $0.id == "connect" }?.message.contains("jump host 127.0.0.1:\(hop.port)") == true)
    #expect(good.first { $0.id == "write" }?.status == .ok)
    hop.stop()
    let bad = try look().first { $0.status == .failed }
    #expect(bad?.code == .connectionRefused && bad?.message.hasPrefix("jump host: ") == true)
  }
}
