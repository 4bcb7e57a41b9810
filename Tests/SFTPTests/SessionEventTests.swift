import Foundation
import Peers
import Records
import Synchronization
import SystemPackage
import Testing

@testable import SFTP

/// What a session tells of itself, line by line.
@Suite struct SessionEventTests {
  /// Lines from any thread.
  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    func count(_ text: String) -> Int { lines.withLock { $0.count { $0.contains(text) } } }
    var all: [String] { lines.withLock { $0 } }
  }

  private func settings(_ lines: Lines) -> SFTPSettings {
    var settings = SFTPSettings.quick
    settings.events = { lines.add($0) }
    return settings
  }

  @Test func `the server, the algorithms, its key, the login and what it refused are told`() throws {
    let (server, lines) = (try SSHServer(), Lines())
    let client = try server.access(settings: settings(lines)).connect()
    let meeting = lines.all
    try #require(meeting.count == 4, "\(meeting)")
    #expect(meeting[0].hasPrefix("connected to 127.0.0.1:\(server.port), which says SSH-2.0-OpenSSH"))
    #expect(meeting[1].hasPrefix("agreed on ") && meeting[1].contains("aes128-gcm@openssh.com"))
    #expect(meeting[2] == "host key \(client.hostKey.kind) \(client.hostKey.fingerprint): trusted")
    #expect(meeting[3] == "login as \(server.user) by the key \(server.key): let in")
    #expect(try !client.exists(server.path("none")))
    #expect(lines.all.last == "sftp: LSTAT refused with status 2: No such file")
    // Nothing is told of what goes well, be it a whole file.
    let file = try LocalFile(pattern(1 << 20))
    let count = lines.all.count
    _ = try client.upload(file.source, to: server.path("x"))
    #expect(lines.all.dropFirst(count).allSatisfy { $0.contains("refused with status 2") }, "\(lines.all)")
  }

  @Test func `each connection of a transfer is told of`() throws {
    let (server, lines) = (try SSHServer(), Lines())
    let file = try LocalFile(pattern(40 << 20))
    let result = try SFTPUpload(to: server.access(settings: settings(lines)), connections: 3).run(
      file.source, to: server.path("x"), observer: Recorder())
    #expect(
      lines.count("connected to") >= result.connections && lines.count(": let in") >= result.connections)
  }

  @Test func `a password that is refused is not told`() throws {
    let (server, lines) = (try PasswordSSHServer(), Lines())
    let access = SFTPAccess(
      to: try localhost(server.port), user: server.user,
      credentials: [.password(Array("the password of last year".utf8))],
      knownHosts: FilePath(server.knownHosts), settings: settings(lines))
    #expect(try failure { _ = try access.connect() }.code == .authFailed)
    #expect(lines.all.last == "login as \(server.user) by a password: refused")
    #expect(lines.count("last year") == 0)
  }

  @Test func `a key that is not the trusted one is told by what was known`() throws {
    let (server, other, lines) = (try SSHServer(), try SSHServer(), Lines())
    _ = try failure {
      _ = try server.client(knownHosts: other.knownHosts, settings: settings(lines))
    }
    #expect(lines.all.last?.hasSuffix(": unknown") == true && lines.count("login") == 0)
  }
}
