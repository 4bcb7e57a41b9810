import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

extension SSHServer {
  /// How to log in with the server's own key and known hosts, unless told otherwise.
  func access(key: String? = nil, settings: SFTPSettings = .quick) throws -> SFTPAccess {
    SFTPAccess(
      to: try endpoint, user: user, credentials: [.privateKey(FilePath(key ?? self.key))],
      knownHosts: FilePath(knownHosts), settings: settings)
  }
}

/// The steps of a connection one by one, and what each of them meets.
@Suite struct StagedConnectionTests {
  @Test func `every step tells what it has seen, and the last one gives a client`() throws {
    let server = try SSHServer()
    let staged = StagedConnection(try server.access())
    #expect(try staged.resolve() == ["127.0.0.1"])
    #expect(try staged.connect() == "127.0.0.1")
    #expect(try staged.greet().hasPrefix("SSH-2.0-OpenSSH"))
    let algorithms = try staged.exchangeKeys()
    #expect(algorithms.keyExchange.contains("curve25519") && algorithms.cipher.contains("aes128-gcm"))
    #expect(try staged.verifyHost().kind == "ED25519")
    guard case .privateKey = try staged.logIn() else {
      Issue.record("another credential")
      return
    }
    #expect(try staged.startSFTP().exists(.home))
  }

  @Test func `steps are taken in their order only`() throws {
    let staged = StagedConnection(try SSHServer().access())
    for step in [{ _ = try staged.greet() }, { _ = try staged.logIn() }, { _ = try staged.startSFTP() }] {
      #expect(try failure(step).code == .internalError)
    }
  }

  @Test func `an exchange that fails comes after the greeting`() throws {
    var options = SSHServer.Options()
    options.lines = ["Ciphers 3des-cbc"]
    let server = try SSHServer(options)
    let staged = StagedConnection(try server.access())
    _ = try staged.connect()
    #expect(try staged.greet().hasPrefix("SSH-2.0-"))
    #expect(try failure { _ = try staged.exchangeKeys() }.code == .algorithmMismatch)
  }

  @Test func `a server that takes no more logins at one time is told apart from one that is not SSH`() throws
  {
    var options = SSHServer.Options()
    options.lines = ["MaxStartups 1:100:1", "LoginGraceTime 60"]
    let server = try SSHServer(options)
    // One that never logs in takes the only place.
    let waiting = StagedConnection(try server.access())
    _ = try waiting.connect()
    _ = try waiting.greet()
    let second = StagedConnection(try server.access())
    _ = try second.connect()
    let refused = try failure { _ = try second.greet() }
    #expect(refused.code == .tooManyLogins && refused.code.exit == .tryAgain, "\(refused.message)")
    #expect(refused.message.contains("MaxStartups"))
  }

  @Test(arguments: [
    (EAI_NONAME, Failure.Code.hostNotFound), (EAI_AGAIN, .resolverUnavailable), (EAI_FAIL, .hostNotFound),
  ])
  func `no such name is told apart from no name server`(answer: Int32, code: Failure.Code) {
    #expect(ResolvedAddresses.failure(answer, "sftp.example.org").code == code)
  }

  @Test func `the log names packets and algorithms, and no password`() throws {
    let server = try PasswordSSHServer()
    let lines = LogLines()
    var settings = SFTPSettings.quick
    settings.log = { lines.add($0) }
    let client = try SFTPClient(
      connecting: localhost(server.port), user: server.user,
      credentials: [.password(Array(server.password.utf8))],
      knownHosts: FilePath(server.knownHosts), settings: settings)
    #expect(try client.exists(.home))
    let text = lines.text
    #expect(text.contains("sftp: sent LSTAT") && text.contains("sftp: received ATTRS"))
    #expect(text.contains("ssh: ") && text.contains("curve25519"))
    #expect(!text.contains(server.password))
  }

  @Test func `the kind and the length of a key are told`() throws {
    let scratch = try ScratchDirectory("key")
    for kind in SSHServer.KeyKind.allCases {
      try SSHServer.generateKey(kind, at: scratch.file(kind.rawValue))
    }
    let keys = try SSHServer.KeyKind.allCases.map {
      try ClientKey(FilePath(scratch.file($0.rawValue))).publicKey
    }
    #expect(keys.map(\.kind) == ["ED25519", "ECDSA", "RSA"])
    #expect(keys.map(\.bits) == [nil, nil, 2048])
  }

  @Test
  func
    `an RSA key at a server that knows SHA-1 signatures only is told apart from one that it does not know`()
    throws
  {
    let scratch = try ScratchDirectory("key")
    try SSHServer.generateKey(.rsa, at: scratch.file("key"))
    func refusal(_ signatures: String?) throws -> Failure {
      let server = try PasswordSSHServer(key: scratch.file("key.pub"), signatures: signatures)
      return try failure {
        _ = try SFTPClient(
          connecting: localhost(server.port), user: signatures == nil ? "nobody" : server.user,
          credentials: [.privateKey(FilePath(scratch.file("key")))], knownHosts: FilePath(server.knownHosts),
          settings: .quick)
      }
    }
    let old = try refusal("ssh-rsa")
    #expect(old.code == .keyAlgorithmRefused && old.code.exit == .noPermission, "\(old.message)")
    #expect(old.hint?.contains("ssh-keygen -t ed25519") == true)
    #expect(try refusal(nil).code == .clientKeyRejected)
  }

  @Test func `which algorithms do not match is told where there is a log`() throws {
    var options = SSHServer.Options()
    options.lines = ["Ciphers 3des-cbc"]
    let server = try SSHServer(options)
    var settings = SFTPSettings.quick
    settings.log = { _ in }
    let mismatch = try failure { _ = try HostKey.fetch(from: server.endpoint, settings: settings) }
    #expect(mismatch.code == .algorithmMismatch && mismatch.message.contains("server [3des-cbc]"))
  }
}
