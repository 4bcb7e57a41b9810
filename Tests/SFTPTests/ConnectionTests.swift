import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// R083: the ways in which no connection comes about are told apart.
@Suite struct ConnectionTests {
  private func connect(_ endpoint: SSHEndpoint, _ settings: SFTPSettings = .quick) throws -> Failure {
    try failure { _ = try HostKey.fetch(from: endpoint, settings: settings) }
  }

  private var impatient: SFTPSettings {
    var settings = SFTPSettings()
    settings.connectTimeout = .milliseconds(300)
    settings.answerTimeout = .milliseconds(300)
    return settings
  }

  @Test func `R083 a closed port is refused`() throws {
    let port = try LoopbackListener().port
    let refused = try connect(localhost(port))
    #expect(refused.code == .connectionRefused && refused.code.exit == .unavailable)
  }

  @Test func `R083 a port behind a firewall that drops is a time-out`() throws {
    let listener = try LoopbackListener(backlog: 0)
    let taken = try listener.fill()
    defer { for client in taken { close(client) } }
    #expect(try connect(localhost(listener.port), impatient).code == .connectTimeout)
  }

  @Test func `R083 a port that says nothing has no banner`() throws {
    let listener = try LoopbackListener()
    let silent = try connect(localhost(listener.port), impatient)
    #expect(silent.code == .noBanner && silent.message.contains("says nothing"))
  }

  @Test func `R083 a port that hangs up at once has no banner`() throws {
    let listener = try LoopbackListener(answer: "")
    let closed = try connect(localhost(listener.port))
    #expect(closed.code == .noBanner && closed.message.contains("without a word"))
  }

  @Test(arguments: [
    ("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true, "HTTP/1.1 400 Bad Request"),
    ("220 mail.example.org ESMTP\r\n", false, "220 mail.example.org ESMTP"),
    ("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}", true, "TLS"),
    ("go \u{1B}[31maway\r\n", false, "go \u{FFFD}[31maway"),
  ])
  func `R083 a port of another protocol is not SSH, and its words are shown`(
    answer: String, afterReading: Bool, shown: String
  ) throws {
    let listener = try LoopbackListener(answer: answer, afterReading: afterReading)
    let other = try connect(localhost(listener.port))
    #expect(other.code == .notSSH && other.message.contains(shown))
  }

  @Test func `a name that does not resolve is said so`() throws {
    let endpoint = try #require(SSHEndpoint(host: "nowhere.invalid"))
    #expect(try connect(endpoint).code == .hostNotFound)
  }

  @Test func `a server without a common algorithm is told apart`() throws {
    var options = SSHServer.Options()
    options.lines = ["Ciphers 3des-cbc"]
    let server = try SSHServer(options)
    let refused = try connect(server.endpoint)
    #expect(refused.code == .algorithmMismatch, "\(refused.message)")
  }

  @Test func `cancelling ends the wait for a silent server`() throws {
    let listener = try LoopbackListener()
    var settings = SFTPSettings()
    settings.answerTimeout = .seconds(600)
    settings.isCancelled = { true }
    #expect(try connect(localhost(listener.port), settings).code == .transferCancelled)
  }
}

/// R081: host keys.
@Suite struct HostKeyTests {
  @Test func `R081 an unknown host is refused with the command that trusts it, and trusted after it`() throws
  {
    let server = try SSHServer()
    let scratch = try ScratchDirectory("hosts")
    let path = scratch.file("known_hosts")
    let unknown = try failure { _ = try server.client(knownHosts: path) }
    #expect(unknown.code == .hostKeyUnknown && unknown.code.exit == .protocolError)
    #expect(unknown.hint?.hasSuffix(": so-ftpsend trust 127.0.0.1:\(server.port)") == true)
    #expect(!FileManager.default.fileExists(atPath: path))

    let key = try HostKey.fetch(from: server.endpoint)
    #expect(unknown.message.contains(key.fingerprint))
    try KnownHostsFile(FilePath(path)).trust(key, for: server.endpoint)
    #expect(try server.client(knownHosts: path).hostKey == key)
  }

  @Test func `R081 a changed host key is refused with both fingerprints`() throws {
    let (server, other) = (try SSHServer(), try SSHServer())
    let scratch = try ScratchDirectory("hosts")
    let path = scratch.file("known_hosts")
    let (old, new) = (try HostKey.fetch(from: other.endpoint), try HostKey.fetch(from: server.endpoint))
    try KnownHostsFile(FilePath(path)).trust(old, for: server.endpoint)
    let before = try String(contentsOfFile: path, encoding: .utf8)
    let changed = try failure { _ = try server.client(knownHosts: path) }
    #expect(changed.code == .hostKeyChanged && changed.code.exit == .protocolError)
    #expect(changed.message.contains(old.fingerprint) && changed.message.contains(new.fingerprint))
    #expect(changed.hint?.hasSuffix(": so-ftpsend trust 127.0.0.1:\(server.port)") == true)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
  }

  @Test func `a revoked host key is refused`() throws {
    let server = try SSHServer()
    let text = try String(contentsOfFile: server.knownHosts, encoding: .utf8)
    try "\(text)@revoked \(text)".write(toFile: server.knownHosts, atomically: true, encoding: .utf8)
    #expect(try failure { _ = try server.client() }.code == .hostKeyRevoked)
  }

  @Test(arguments: SSHServer.KeyKind.allCases)
  func `a server with several keys shows the one that is known`(kind: SSHServer.KeyKind) throws {
    var options = SSHServer.Options()
    options.hostKeys = SSHServer.KeyKind.allCases
    let server = try SSHServer(options)
    let lines = try String(contentsOfFile: server.knownHosts, encoding: .utf8).split(separator: "\n")
    let line = try #require(
      lines.first { $0.contains(" \(kind == .ecdsa ? "ecdsa-" : "ssh-\(kind.rawValue)")") })
    try "\(line)\n".write(toFile: server.knownHosts, atomically: true, encoding: .utf8)
    #expect(try server.client().hostKey.kind == kind.rawValue.uppercased())
  }
}
