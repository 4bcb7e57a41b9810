import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

@Suite struct AuthenticationTests {
  private static let passphrase = "a long passphrase"

  @Test(arguments: SSHServer.KeyKind.allCases, [false, true])
  func `keys of every kind log in, plain and encrypted`(kind: SSHServer.KeyKind, encrypted: Bool) throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    let path = scratch.file("key")
    try SSHServer.generateKey(kind, at: path, passphrase: encrypted ? Self.passphrase : "")
    try server.authorize("\(path).pub")
    let client = try SFTPClient(
      connecting: server.endpoint, user: server.user,
      credentials: [.privateKey(FilePath(path), passphrase: encrypted ? Array(Self.passphrase.utf8) : nil)],
      knownHosts: FilePath(server.knownHosts), settings: .quick)
    #expect(try client.exists(.home))
  }

  @Test(arguments: [SSHServer.KeyKind.ecdsa, .rsa], [false, true])
  func `keys in PEM format log in, plain and encrypted`(kind: SSHServer.KeyKind, encrypted: Bool) throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    let path = scratch.file("key")
    try SSHServer.generateKey(kind, at: path, passphrase: encrypted ? Self.passphrase : "", pem: true)
    try server.authorize("\(path).pub")
    let credential = SSHCredential.privateKey(
      FilePath(path), passphrase: encrypted ? Array(Self.passphrase.utf8) : nil)
    _ = try SFTPClient(
      connecting: server.endpoint, user: server.user, credentials: [credential],
      knownHosts: FilePath(server.knownHosts), settings: .quick)
  }

  @Test func `R081 a key that the server does not know is rejected as such`() throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    try SSHServer.generateKey(.ed25519, at: scratch.file("key"))
    let rejected = try failure { _ = try server.client(key: scratch.file("key")) }
    #expect(rejected.code == .clientKeyRejected && rejected.code.exit == .noPermission)
  }

  @Test func `an encrypted key needs its passphrase, and the right one`() throws {
    let scratch = try ScratchDirectory("key")
    for (name, pem) in [("openssh", false), ("pem", true)] {
      let path = scratch.file(name)
      try SSHServer.generateKey(.ecdsa, at: path, passphrase: Self.passphrase, pem: pem)
      let missing = try failure { _ = try PrivateKeyFile(FilePath(path), passphrase: nil) }
      #expect(missing.code == .identityPassphrase && missing.message.contains("no passphrase"))
      let wrong = try failure { _ = try PrivateKeyFile(FilePath(path), passphrase: Array("wrong".utf8)) }
      #expect(wrong.code == .identityPassphrase && wrong.message.contains("does not open"))
    }
  }

  @Test func `a key that others can read is refused`() throws {
    let scratch = try ScratchDirectory("key")
    let path = scratch.file("key")
    try SSHServer.generateKey(.ed25519, at: path)
    for mode in [0o640, 0o604, 0o620] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      let exposed = try failure { _ = try PrivateKeyFile(FilePath(path), passphrase: nil) }
      let open = try failure { _ = try PrivateKeyFile(FilePath(path + ".pub"), passphrase: nil) }
      #expect(open.code == .identityFileUnreadable && open.message.contains("public key"))
      #expect(exposed.code == .identityFileExposed && exposed.code.exit == .noPermission)
    }
  }

  @Test func `a file that is no private key is unreadable`() throws {
    let scratch = try ScratchDirectory("key")
    try SSHServer.generateKey(.ed25519, at: scratch.file("key"))
    let texts: [String: String] = [
      "public": try String(contentsOfFile: scratch.file("key.pub"), encoding: .utf8), "empty": "",
      "text": "hello\n",
      "cut": String(try String(contentsOfFile: scratch.file("key"), encoding: .utf8).prefix(150)),
      "nul": "a\0b",
    ]
    for (name, text) in texts {
      try text.write(toFile: scratch.file(name), atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.file(name))
    }
    for path in texts.keys.map(scratch.file) + [scratch.file("missing"), scratch.path] {
      let unreadable = try failure { _ = try PrivateKeyFile(FilePath(path), passphrase: nil) }
      #expect(unreadable.code == .identityFileUnreadable, "\(path)")
    }
  }

  @Test func `a server that takes keys only is not asked for a password`() throws {
    let server = try SSHServer()
    let refused = try failure {
      _ = try SFTPClient(
        connecting: server.endpoint, user: server.user, credentials: [.password(Array("secret".utf8))],
        knownHosts: FilePath(server.knownHosts), settings: .quick)
    }
    #expect(refused.code == .authMethodUnavailable && refused.message.contains("private key"))
    #expect(!refused.message.contains("secret"))
  }
}

@Suite struct PasswordTests {
  private func client(_ server: PasswordSSHServer, _ password: String) throws -> SFTPClient {
    try SFTPClient(
      connecting: localhost(server.port), user: server.user, credentials: [.password(Array(password.utf8))],
      knownHosts: FilePath(server.knownHosts), settings: .quick)
  }

  @Test(arguments: [PasswordSSHServer.Asking.password, .questions])
  func `R082 a password logs in, and a wrong one is told as such`(asking: PasswordSSHServer.Asking) throws {
    let server = try PasswordSSHServer(asking)
    #expect(try client(server, server.password).exists(.home))
    let refused = try failure { _ = try client(server, "not the secret") }
    #expect(refused.code == .authFailed && refused.code.exit == .noPermission)
    #expect(!refused.message.contains("not the secret") && !refused.message.contains(server.password))
  }

  @Test func `a server of another make takes and gives files`() throws {
    let server = try PasswordSSHServer()
    let client = try client(server, server.password)
    let file = try LocalFile(pattern(3 << 20 + 17))
    let path = try #require(RemotePath("\(server.root)/x.sod"))
    #expect(try client.upload(file.source, to: path).size == 3 << 20 + 17)
    let fetched = file.scratch.file("fetched")
    try client.download(path, to: FilePath(fetched))
    #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: file.path))
    #expect(try failure { _ = try client.upload(file.source, to: path) }.code == .remoteExists)
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.root) == ["x.sod"])
  }
}

@Suite struct AgentTests {
  private func client(_ server: SSHServer, _ socket: String) throws -> SFTPClient {
    try SFTPClient(
      connecting: localhost(server.port), user: server.user, credentials: [.agent(socket: FilePath(socket))],
      knownHosts: FilePath(server.knownHosts), settings: .quick)
  }

  @Test(arguments: SSHServer.KeyKind.allCases)
  func `a key that only an agent holds logs in`(kind: SSHServer.KeyKind) throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    try SSHServer.generateKey(kind, at: scratch.file("key"))
    try server.authorize(scratch.file("key.pub"))
    let agent = try SSHAgent(holding: scratch.file("key"))
    try FileManager.default.removeItem(atPath: scratch.file("key"))
    #expect(try client(server, agent.socket).exists(.home))
  }

  @Test func `keys of an agent that the server does not know are told apart from no agent`() throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    try SSHServer.generateKey(.ed25519, at: scratch.file("key"))
    let agent = try SSHAgent(holding: scratch.file("key"))
    #expect(try failure { _ = try client(server, agent.socket) }.code == .clientKeyRejected)
    #expect(try failure { _ = try client(server, scratch.file("none")) }.code == .agentUnreachable)
  }

  @Test(arguments: [
    ("Account is locked", true), ("Sorry, your account has been disabled.", true), ("account expired", true),
    ("Accounts are locked after three wrong passwords", false),
    ("Welcome! Locked doors, open account", false),
  ])
  func `only a plain statement counts as a locked account`(banner: String, isLocked: Bool) {
    #expect(SSHSession.saysLocked(banner) == isLocked)
  }

  @Test func `a server that says so in its banner is believed that the account is locked`() throws {
    var options = SSHServer.Options()
    let scratch = try ScratchDirectory("banner")
    try "Your account is locked.\n".write(toFile: scratch.file("text"), atomically: true, encoding: .utf8)
    options.lines = ["Banner \(scratch.file("text"))"]
    let server = try SSHServer(options)
    try SSHServer.generateKey(.ed25519, at: scratch.file("key"))
    let locked = try failure { _ = try server.client(key: scratch.file("key")) }
    #expect(locked.code == .accountLocked && locked.message.contains("account is locked"))
  }
}
