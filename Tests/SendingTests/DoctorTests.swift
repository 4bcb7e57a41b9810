import Foundation
import Peers
import Profile
import Records
import SFTP
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// Each cause with real parts: the right one is named, at the right stage, and nothing is left.
@Suite struct DoctorTests {
  @Test func `where all is well every stage says what it saw, and nothing is left on the server`() throws {
    let (server, mail) = (try SSHServer(), try MailServer())
    let site = try DoctorSite(server)
    try site.set(.linkBase, "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)")
    try site.setMail(mail)
    let visit = try site.look()
    #expect(visit.stop == nil, "\(visit.text)")
    #expect(
      visit.checks.map(\.id) == DoctorStage.allCases.filter { ![.data, .jump].contains($0) }.map(\.rawValue))
    #expect(visit.checks.allSatisfy { $0.status == .ok && $0.advice == nil }, "\(visit.text)")
    #expect(visit[.banner]?.message.contains("SSH-2.0-OpenSSH") == true)
    #expect(visit[.hostKey]?.message.contains("SHA256:") == true)
    #expect(visit[.auth]?.message.contains("ED25519") == true)
    #expect(visit[.directory]?.message.contains(server.root) == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.root) == [])
    #expect(!FileManager.default.fileExists(atPath: "\(mail.mailboxes)/messages.ndjson"))
  }

  @Test func `without a link and without mail there is nothing to look at there`() throws {
    let visit = try DoctorSite(try SSHServer()).look(only: .keyExchange)
    #expect(visit.checks.map(\.id) == ["settings", "dns", "connect", "banner", "key_exchange"])
    let server = try SSHServer()
    let whole = try DoctorSite(server).look()
    #expect(whole.stop == nil && whole[.link]?.status == .skipped && whole[.mail]?.status == .skipped)
    #expect(whole[.link]?.advice?.contains("link.base") == true)
  }

  @Test func `SFTP has no second connection, and says so when somebody asks`() throws {
    let server = try SSHServer()
    let visit = try DoctorSite(server).look(only: .data)
    #expect(visit.stop == nil && visit[.data]?.status == .skipped, "\(visit.text)")
    #expect(visit[.data]?.message.contains("no second connection") == true)
  }

  @Test func `settings that are missing are the first thing that is wrong`() throws {
    let site = try DoctorSite()
    try site.set(.mailFrom, "clinic@clinic.example")
    #expect(try site.look().stops(at: .settings, .settingMissing))
    #expect(try site.look(only: .mail).stops(at: .mail, .settingMissing))
  }

  // MARK: The way there

  @Test(arguments: [nil, 12345] as [UInt16?])
  func `R083 refused: nothing listens`(port: UInt16?) throws {
    let closed = try LoopbackListener().port
    let visit = try DoctorSite(port: closed).look { if port != nil { $0.port = UInt16(closed) } }
    #expect(visit.stops(at: .connect, .connectionRefused) && visit.red?.owner == .server)
    #expect(visit.stop?.exit == .unavailable)
  }

  @Test func `R083 silently dropped: the network's people`() throws {
    let listener = try LoopbackListener(backlog: 0)
    let taken = try listener.fill()
    defer { for client in taken { close(client) } }
    let visit = try DoctorSite(port: listener.port).look { $0.timeout = .seconds(1) }
    #expect(visit.stops(at: .connect, .connectTimeout) && visit.red?.owner == .network)
    #expect(visit.stop?.exit == .unavailable)
  }

  @Test func `R083 connected but silent`() throws {
    let listener = try LoopbackListener()
    let visit = try DoctorSite(port: listener.port).look { $0.timeout = .seconds(1) }
    #expect(visit.stops(at: .banner, .noBanner) && visit.red?.owner == .network)
  }

  @Test(arguments: [
    ("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true, "a web server", Check.Owner.network),
    ("<html>blocked</html>\r\n", false, "a web server", .network),
    ("220 ftp.example.org FTP\r\n", false, "an FTP or mail server", .you),
    ("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}", true, "begins with TLS", .you),
    ("+PONG\r\n", false, "another service", .you),
  ])
  func `R083 something else than SSH on the port`(
    answer: String, afterReading: Bool, meaning: String, owner: Check.Owner
  ) throws {
    let listener = try LoopbackListener(answer: answer, afterReading: afterReading)
    let visit = try DoctorSite(port: listener.port).look()
    #expect(visit.stops(at: .banner, .notSSH) && visit.red?.owner == owner, "\(visit.text)")
    #expect(visit.red?.meaning?.contains(meaning) == true)
  }

  @Test func `a name that does not resolve`() throws {
    let red = try DoctorSite(port: 22, host: "nowhere.invalid").look().red
    // Where no name server answers at all, that is the cause.
    #expect(red?.id == "dns" && [.hostNotFound, .resolverUnavailable].contains(red?.code))
    #expect(red?.message.contains("nowhere.invalid") == true && red?.advice != nil)
  }

  @Test(arguments: [
    ["Ciphers 3des-cbc"], ["KexAlgorithms diffie-hellman-group1-sha1"],
    ["MACs hmac-md5", "Ciphers aes128-ctr"],
    ["HostKeyAlgorithms ssh-rsa"],
  ])
  func `a server that knows old algorithms only`(lines: [String]) throws {
    var options = SSHServer.Options()
    options.lines = lines
    options.hostKeys = [.rsa]
    let server = try SSHServer(options)
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .keyExchange, .algorithmMismatch) && visit.red?.owner == .server, "\(visit.text)")
    #expect(visit.red?.message.contains("server [") == true)
    #expect(visit.stop?.exit == .protocolError)
  }

  @Test func `too many logins at one time`() throws {
    var options = SSHServer.Options()
    options.lines = ["MaxStartups 1:100:1", "LoginGraceTime 60"]
    let server = try SSHServer(options)
    let waiting = try TCPSocket(to: server.port)
    _ = waiting.readLine()
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .banner, .tooManyLogins) && visit.stop?.exit == .tryAgain, "\(visit.text)")
  }

  // MARK: Host keys

  @Test func `R081 an unknown host key: its fingerprint and the exact command`() throws {
    let server = try SSHServer()
    let site = try DoctorSite(server)
    try site.set(.serverKnownHosts, site.folder.path.appending("known_hosts").string)
    let visit = try site.look()
    #expect(visit.stops(at: .hostKey, .hostKeyUnknown) && visit.stop?.exit == .protocolError)
    #expect(visit.red?.message.contains(try server.fingerprint) == true)
    #expect(visit.red?.advice?.hasSuffix("so-ftpsend trust 127.0.0.1:\(server.port)") == true)
  }

  @Test func `R081 a changed host key: both fingerprints and the exact command`() throws {
    let (server, other) = (try SSHServer(), try SSHServer())
    let old = try String(contentsOfFile: other.knownHosts, encoding: .utf8)
    try old.replacingOccurrences(of: ":\(other.port) ", with: ":\(server.port) ")
      .write(toFile: server.knownHosts, atomically: true, encoding: .utf8)
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .hostKey, .hostKeyChanged) && visit.red?.owner == .server)
    for key in [try server.fingerprint, try other.fingerprint] {
      #expect(visit.red?.message.contains(key) == true)
    }
    #expect(visit.red?.advice?.hasSuffix("so-ftpsend trust 127.0.0.1:\(server.port)") == true)
    #expect(visit.stop?.exit == .protocolError)
  }

  @Test func `a revoked host key`() throws {
    let server = try SSHServer()
    let text = try String(contentsOfFile: server.knownHosts, encoding: .utf8)
    try "@revoked \(text)".write(toFile: server.knownHosts, atomically: true, encoding: .utf8)
    #expect(try DoctorSite(server).look().stops(at: .hostKey, .hostKeyRevoked))
  }
}

extension SSHServer {
  /// The fingerprint of the only host key, by `ssh-keygen`.
  var fingerprint: String {
    get throws {
      let process = try PeerProcess(["ssh-keygen", "-l", "-f", knownHosts], directory: "/")
      _ = process.finish()
      return try #require(
        process.log.split(separator: " ").map(String.init).first { $0.hasPrefix("SHA256:") })
    }
  }
}

/// A connection that somebody holds open.
final class TCPSocket {
  private let descriptor: Int32

  init(to port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    let answer = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(answer == 0)
  }

  deinit { close(descriptor) }

  /// What the other side says first, once it says something.
  func readLine() -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
