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

/// Logins that are refused, each for its own reason (R081, R082).
@Suite struct DoctorLoginTests {
  private static func site(_ server: PasswordSSHServer) throws -> DoctorSite {
    let site = try DoctorSite()
    try site.set(.serverURL, "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)")
    try site.set(.serverKnownHosts, server.knownHosts)
    return site
  }

  @Test func `R081 a key that the server does not know`() throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    try SSHServer.generateKey(.ed25519, at: scratch.file("key"))
    let site = try DoctorSite(server)
    try site.set(.serverIdentityFile, scratch.file("key"))
    let visit = try site.look()
    #expect(visit.stops(at: .auth, .clientKeyRejected) && visit.stop?.exit == .noPermission)
    #expect(visit.red?.owner == .server && visit.red?.meaning?.contains("locked") == true)
    #expect(visit.red?.advice?.contains("ssh-keygen -y -f \(scratch.file("key"))") == true)
    #expect(visit.red?.meaning?.contains("RSA") == false)
  }

  @Test func `an RSA key that is refused gets advice about RSA keys`() throws {
    var options = SSHServer.Options()
    options.lines = ["RequiredRSASize 4096"]
    let (server, scratch) = (try SSHServer(options), try ScratchDirectory("key"))
    try SSHServer.generateKey(.rsa, at: scratch.file("key"))
    try server.authorize(scratch.file("key.pub"))
    let site = try DoctorSite(server)
    try site.set(.serverIdentityFile, scratch.file("key"))
    let visit = try site.look()
    #expect(visit.stops(at: .auth, .clientKeyRejected))
    #expect(visit.red?.meaning?.contains("RSA, 2048 bits") == true)
    #expect(visit.red?.advice?.contains("ssh-keygen -t ed25519") == true)
  }

  @Test func `an RSA key that is taken gets a warning, and the round goes on`() throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    try SSHServer.generateKey(.rsa, at: scratch.file("key"))
    try server.authorize(scratch.file("key.pub"))
    let site = try DoctorSite(server)
    try site.set(.serverIdentityFile, scratch.file("key"))
    let visit = try site.look()
    #expect(visit.stop == nil && visit[.auth]?.status == .warning && visit[.write]?.status == .ok)
    #expect(visit[.auth]?.advice?.contains("ssh-keygen -t ed25519") == true)
  }

  @Test func `a server that takes RSA keys with SHA-1 only`() throws {
    let scratch = try ScratchDirectory("key")
    try SSHServer.generateKey(.rsa, at: scratch.file("key"))
    let server = try PasswordSSHServer(key: scratch.file("key.pub"), signatures: "ssh-rsa")
    let site = try Self.site(server)
    try site.set(.serverIdentityFile, scratch.file("key"))
    let visit = try site.look()
    #expect(visit.stops(at: .auth, .keyAlgorithmRefused), "\(visit.text)")
    #expect(visit.red?.advice?.contains("ssh-keygen -t ed25519") == true)
  }

  @Test func `R082 a wrong password is told as such, shown nowhere, and tried once`() throws {
    let server = try OtherSFTPServer(.proftpd)
    let site = try DoctorSite(server)
    try site.set(.serverPassword, "the password of last year")
    let relay = try TCPRelay(to: server.port)
    let text = try String(contentsOfFile: server.knownHosts, encoding: .utf8)
    try text.replacingOccurrences(of: ":\(server.port) ", with: ":\(relay.port) ")
      .write(toFile: server.knownHosts, atomically: true, encoding: .utf8)
    let log = LogLines()
    let visit = try site.look {
      $0.port = UInt16(relay.port)
      $0.log = { log.add($0) }
    }
    #expect(visit.stops(at: .auth, .authFailed) && visit.stop?.exit == .noPermission, "\(visit.text)")
    #expect(visit.red?.owner == .you && visit.red?.advice?.contains("config set server.password") == true)
    #expect(!visit.text.contains("last year") && !log.text.contains("last year"))
    #expect(relay.accepted == 1)
    #expect(log.text.components(separatedBy: "Access denied for 'password'").count <= 3)
  }

  @Test(arguments: [nil, "not that one"] as [String?])
  func `a key whose passphrase is missing or wrong`(passphrase: String?) throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    try SSHServer.generateKey(.ed25519, at: scratch.file("key"), passphrase: "the right one")
    let site = try DoctorSite(server)
    try site.set(.serverIdentityFile, scratch.file("key"))
    if let passphrase { try site.set(.serverPassphrase, passphrase) }
    let visit = try site.look()
    #expect(visit.stops(at: .auth, .identityPassphrase) && visit.stop?.exit == .configuration)
    #expect(
      visit.red?.owner == .you
        && visit.red?.message.contains(passphrase == nil ? "no passphrase" : "does not open") == true)
  }

  @Test func `a key file that others can read, one that is none, and one that is not there`() throws {
    let (server, scratch) = (try SSHServer(), try ScratchDirectory("key"))
    let path = scratch.file("key")
    try SSHServer.generateKey(.ed25519, at: path)
    let site = try DoctorSite(server)
    try site.set(.serverIdentityFile, path)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let exposed = try site.look()
    #expect(exposed.stops(at: .auth, .identityFileExposed) && exposed.red?.advice == "chmod 600 \(path)")
    try "no key".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try site.look().stops(at: .auth, .identityFileUnreadable))
    try FileManager.default.removeItem(atPath: path)
    #expect(try site.look().stops(at: .auth, .identityFileUnreadable))
  }

  @Test func `an account that the server says is locked`() throws {
    var options = SSHServer.Options()
    let scratch = try ScratchDirectory("banner")
    try "Your account is locked.\n".write(toFile: scratch.file("text"), atomically: true, encoding: .utf8)
    options.lines = ["Banner \(scratch.file("text"))", "DenyUsers \(NSUserName())"]
    let visit = try DoctorSite(try SSHServer(options)).look()
    #expect(visit.red == nil || visit.stop == .connectionRefused)
    let server = try SSHServer(options)
    let locked = try DoctorSite(server).look()
    #expect(locked.stops(at: .auth, .accountLocked) && locked.red?.owner == .server, "\(locked.text)")
  }

  @Test func `a server that wants a key where there is a password`() throws {
    let server = try SSHServer()
    let site = try DoctorSite()
    try site.set(.serverURL, "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)")
    try site.set(.serverKnownHosts, server.knownHosts)
    try site.set(.serverPassword, "nobody asks for this")
    let visit = try site.look()
    #expect(visit.stops(at: .auth, .authMethodUnavailable) && visit.red?.owner == .you)
  }
}
