import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Profile

/// Settings of several servers, and where each value comes from.
@Suite struct NamedServerTests {
  let folder: TemporaryFolder
  let backup: ServerName

  init() throws {
    folder = try TemporaryFolder()
    backup = try #require(ServerName("backup"))
    try FileSystem.makeDirectory(folder.path.pushing("xdg/second-opinion"))
  }

  /// The profile of a person with these variables.
  func profile(_ variables: [String: String] = [:]) throws -> Profile {
    var environment = ["HOME": folder.path.string, "XDG_CONFIG_DIRS": folder.path.appending("xdg").string]
    environment.merge(variables) { $1 }
    return try Profile(ProcessEnvironment(environment))
  }

  @Test func `R075 a named server has settings of its own in a section of its own`() throws {
    var text = SettingsText()
    text[.serverURL] = "sftp://a@host/x"
    text[.serverURL.of(backup)] = "sftp://b@other/y"
    text[.linkBase.of(backup)] = "https://other/y"
    text[.mailUser] = "clinic"
    let due = """
      [server]
      url = sftp://a@host/x

      [mail]
      user = clinic

      [server.backup]
      url = sftp://b@other/y

      [link.backup]
      base = https://other/y

      """
    #expect(String(decoding: text.ini, as: UTF8.self) == due)
    let read = try SettingsText(ini: text.ini)
    #expect(read[.serverURL] == "sftp://a@host/x")
    #expect(read[.serverURL.of(backup)] == "sftp://b@other/y")
    #expect(read.ini == text.ini)
  }

  @Test func `a setting of a named server is found by its name, and no other`() {
    #expect(SettingKey(name: "server.backup.url") == .serverURL.of(backup))
    #expect(SettingKey(name: "server.backup.password")?.isSecret == true)
    #expect(SettingKey(name: "link.backup.base")?.general == .linkBase)
    #expect(SettingKey.mailURL.of(backup) == .mailURL)
    for name in [
      "mail.backup.url", "server.Backup.url", "server..url", "server.a.b.url", "server.backup",
      "server.-a.url",
      "server.a_b.url", "server.backup.base", "sms.x.url", "server.\(String(repeating: "a", count: 33)).url",
    ] {
      #expect(SettingKey(name: name) == nil, "\(name)")
    }
  }

  @Test func `a named server takes nothing from the one without a name`() throws {
    let profile = try profile()
    for (key, value) in [
      (SettingKey.serverURL, "sftp://a@host/x"), (.serverPassword, "hunter2"), (.serverPassphrase, "sesame"),
      (.serverIdentityFile, "/key"), (.serverKnownHosts, "/hosts"), (.linkBase, "https://host/x"),
      (.serverURL.of(backup), "sftp://b@other/y"),
    ] { try profile.set(key, to: value, at: TestClinic.now) }
    let settings = try profile.settings()
    let server = try ServerSettings(settings, profile, server: backup)
    #expect(server.url == "sftp://b@other/y")
    #expect(server.password == nil && server.passphrase == nil && server.identityFile == nil)
    #expect(server.linkBase == nil)
    #expect(server.knownHosts == profile.knownHostsPath)
    #expect(try ServerSettings(settings, profile).password == Array("hunter2".utf8))
    #expect(settings.servers == [backup])
    let other = try #require(ServerName("other"))
    let failure = try #require(refusal { try ServerSettings(settings, profile, server: other) })
    #expect(failure.code == .settingMissing)
    #expect(failure.hint == "so-ftpsend config set server.other.url VALUE")
  }

  @Test func `a server's settings have the types of their use`() throws {
    var settings = Settings()
    for (key, value) in [
      (SettingKey.serverURL, "sftp://a@host/x"), (.serverFileMode, "0600"), (.serverTLS, "implicit"),
      (.serverConnections, "3"), (.serverBandwidth, "20M"), (.serverTimeout, "30s"),
      (.serverRetention, "14d"), (.serverAgent, "yes"), (.serverCAFile, "/ca.pem"),
    ] { settings[key] = value }
    let server = try ServerSettings(settings, try profile())
    #expect(server.fileMode == .ownerReadWrite && server.tls == .implicit && server.connections == 3)
    #expect(server.bandwidth?.bytesPerSecond == 20 << 20 && server.timeout == .seconds(30))
    #expect(server.retention?.seconds == 14 * 86_400 && server.usesAgent)
    #expect(server.certificates == "/ca.pem")
    settings[.serverRetention] = "0d"
    #expect(refusal { try ServerSettings(settings, profile()) }?.message.contains("server.retention") == true)
    settings[.serverRetention] = "1h"
    #expect(try ServerSettings(settings, try profile()).retention?.seconds == 3600)
    settings[.serverConnections] = "33"
    let failure = try #require(refusal { try ServerSettings(settings, profile()) })
    #expect(failure.code == .valueInvalid && failure.message.contains("server.connections"))
  }

  @Test func `what is built in holds where nothing else says anything`() throws {
    var settings = Settings()
    settings[.serverURL] = "sftp://a@host/x"
    let server = try ServerSettings(settings, try profile())
    #expect(server.fileMode == [.ownerReadWrite, .groupRead] && server.tls == .explicit)
    #expect(server.connections == nil && server.bandwidth == nil && !server.usesAgent)
    #expect(Settings().value(of: .serverFileMode)?.origin == .builtIn)
  }

  @Test(arguments: [
    (SettingKey.serverFileMode, ["0640", "600", "0444"], ["640x", "8", "0888", "0240", "1777", "", "-640"]),
    (.serverConnections, ["1", "32"], ["0", "33", "+3", "03", "x", "-1"]),
    (.serverBandwidth, ["1K", "1024", "20M", "3G"], ["0", "1023", "1T", "M", "-1K", "1.5M", "1234567890"]),
    (.serverTimeout, ["1s", "60m", "1h"], ["0s", "2h", "1d", "20", "s"]),
    (.serverRetention, ["14d", "24h"], ["14", "two weeks", "123456789d"]),
    (.serverTLS, ["explicit", "implicit"], ["none", "Explicit", ""]),
    (.serverAgent, ["yes", "no"], ["true", "1", "YES"]),
  ])
  func `a value of a closed form is held to it`(_ key: SettingKey, _ good: [String], _ bad: [String]) throws {
    for key in [key, key.of(backup)] {
      for value in good { #expect(refusal { try key.checkForm(of: value) } == nil, "\(value)") }
      for value in bad {
        let failure = refusal { try key.checkForm(of: value) }
        #expect(failure?.code == .valueInvalid && failure?.message.contains(key.name) == true, "\(value)")
      }
    }
  }

  @Test func `a flag wins over the environment, that over the file, that over the default profile`() throws {
    try folder.file("xdg/second-opinion/default.ini", Array("# ours\n[mail]\nuser = site\n".utf8))
    let plain = try profile()
    #expect(try plain.settings().value(of: .mailUser)?.text == "site")
    let place = folder.path.appending("xdg/second-opinion/default.ini").string
    #expect(try plain.settings().value(of: .mailUser)?.origin == .profile(place, line: 3))
    try plain.set(.mailUser, to: "file", at: TestClinic.now)
    #expect(
      try plain.settings().value(of: .mailUser)
        == SettingValue(text: "file", origin: .file(plain.settingsPath.string, line: 2)))
    var settings = try profile(["SO_MAIL_USER": "variable"]).settings()
    #expect(
      settings.value(of: .mailUser)
        == SettingValue(text: "variable", origin: .environment("SO_MAIL_USER")))
    settings.override(.mailUser, with: "flag", flag: "--user")
    #expect(settings.value(of: .mailUser) == SettingValue(text: "flag", origin: .flag("--user")))
    #expect(try plain.storedSettings()[.mailUser] == "file")
  }

  @Test func `the environment may name another server, and a secret by a file only`() throws {
    let file = try folder.file("password", Array("hunter2\n".utf8))
    let settings = try profile([
      "SO_SERVER_MY_BACKUP_URL": "sftp://b@other/y", "SO_SERVER_MY_BACKUP_PASSWORD_FILE": file.string,
      "SO_SERVER_MY_BACKUP_KNOWN_HOSTS": "/hosts", "SO_LINK_MY_BACKUP_BASE": "https://other/y",
      "SO_SERVER_PASSWORD": "in the open", "SO_SERVER_IDENTITY_FILE": "/key", "SO_SERVER_x_URL": "no",
    ]).settings()
    let server = try #require(ServerName("my-backup"))
    #expect(settings.servers == [server])
    #expect(settings[.serverURL.of(server)] == "sftp://b@other/y")
    #expect(settings[.serverPassword.of(server)] == "hunter2")
    #expect(settings[.serverKnownHosts.of(server)] == "/hosts")
    #expect(settings[.linkBase.of(server)] == "https://other/y")
    #expect(settings[.serverPassword] == nil)
    #expect(settings[.serverIdentityFile] == "/key")
    let failure = refusal { try profile(["SO_MAIL_USER": "a\nb"]).settings() }
    #expect(failure?.code == .valueInvalid && failure?.message.contains("SO_MAIL_USER") == true)
    #expect(refusal { try profile(["SO_MAIL_PASSWORD_FILE": "/nowhere"]).settings() }?.code == .noSuchFile)
  }

  @Test func `every variable has one meaning`() throws {
    let keys = SettingKey.all.filter(\.isPerServer)
    for key in keys {
      for other in keys where other.section == key.section {
        let end = other.variable.dropFirst("SO_\(other.section.uppercased())".utf8.count)
        #expect(key == other || !key.variable.hasSuffix(end), "\(key.name) \(other.name)")
      }
    }
    #expect(Set(SettingKey.all.map(\.variable)).count == SettingKey.all.count)
    #expect(SettingKey.mailPassword.variable == "SO_MAIL_PASSWORD_FILE")
  }

  @Test func `R074 a default profile has no secret, and nobody else may change it`() throws {
    let secret = Array("[mail]\nuser = x\npassword = hunter2\n".utf8)
    let path = try folder.file("xdg/second-opinion/default.ini", secret)
    let failure = try #require(refusal { try profile().settings() })
    #expect(failure.code == .settingsDamaged && failure.message.contains("line 3"))
    #expect(!(failure.message + (failure.hint ?? "")).contains("hunter2"))
    try folder.file("xdg/second-opinion/default.ini", Array("[mail]\nuser = x\n".utf8))
    #expect(try profile().settings()[.mailUser] == "x")
    _ = try StockProgram("chmod").run(["0666", path.string])
    let exposed = try #require(refusal { try profile().settings() })
    #expect(exposed.code == .settingsExposed && exposed.message.contains("0666"))
  }

  @Test(arguments: ["0604", "0640", "0620", "0660", "0644"])
  func `R077 a settings file that is open to others is refused, and its mode is named`(_ mode: String) throws
  {
    let profile = try profile()
    try profile.set(.mailUser, to: "x", at: TestClinic.now)
    _ = try StockProgram("chmod").run([mode, profile.settingsPath.string])
    for attempt in 0..<2 {
      let failure = try #require(
        refusal {
          attempt == 0 ? _ = try profile.settings() : try profile.set(.mailUser, to: "y", at: TestClinic.now)
        })
      #expect(failure.code == .settingsExposed && failure.message.contains(mode))
      #expect(failure.hint == "chmod 600 \(profile.settingsPath.string)")
    }
  }
}
