import Foundation
import NetClient
import Peers
import Profile
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// Something else than an FTPS server, or nothing, on the port (R083).
@Suite struct DoctorFTPSPortTests {
  private static func look(
    _ port: Int, tls: String = "explicit", seconds: Int64 = 20
  ) throws -> DoctorSite.Visit {
    let site = try DoctorSite(port: port)
    try site.set(.serverTLS, tls)
    return try site.look {
      $0.serverProtocol = .ftps
      $0.port = UInt16(port)
      $0.timeout = .seconds(seconds)
    }
  }

  @Test func `R083 nothing listens, and nothing comes back`() throws {
    let closed = try LoopbackListener().port
    #expect(try Self.look(closed).stops(at: .connect, .connectionRefused))
    let full = try LoopbackListener(backlog: 0)
    let taken = try full.fill()
    defer { for client in taken { close(client) } }
    let visit = try Self.look(full.port, seconds: 1)
    #expect(visit.stops(at: .connect, .connectTimeout) && visit.red?.owner == .network, "\(visit.text)")
  }

  @Test func `R083 connected but silent`() throws {
    let listener = try LoopbackListener()
    let visit = try Self.look(listener.port, seconds: 1)
    withExtendedLifetime(listener) {}
    #expect(visit.stops(at: .banner, .noBanner) && visit.red?.owner == .network, "\(visit.text)")
  }

  @Test(arguments: [
    ("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true, "a web server", Check.Owner.network),
    ("<html>blocked</html>\r\n", false, "a web server", .network),
    ("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}", true, "begins with TLS", .you),
    ("+PONG\r\n", true, "another service", .you),
  ])
  func `R083 something else than an FTP server on the port`(
    answer: String, afterReading: Bool, meaning: String, owner: Check.Owner
  ) throws {
    let listener = try LoopbackListener(answer: answer, afterReading: afterReading)
    let visit = try Self.look(listener.port, seconds: 2)
    withExtendedLifetime(listener) {}
    #expect(visit.stops(at: .banner, .notFTP) && visit.red?.owner == owner, "\(visit.text)")
    #expect(visit.red?.meaning?.contains(meaning) == true, "\(visit.text)")
  }

  @Test func `an SSH server where FTPS is expected`() throws {
    let server = try SSHServer()
    let visit = try Self.look(server.port, seconds: 5)
    server.stop()
    #expect(visit.stops(at: .banner, .notFTP), "\(visit.text)")
    #expect(visit.red?.advice?.contains("--protocol sftp") == true, "\(visit.text)")
  }

  @Test func `a wrong idea of how TLS begins, both ways`() throws {
    let implicit = try FTPSServer(.proftpdImplicit)
    let one = try Self.look(implicit.port, seconds: 2)
    implicit.stop()
    #expect(one.stops(at: .banner, .notFTP), "\(one.text)")
    #expect(one.red?.advice?.contains("config set server.tls implicit") == true, "\(one.text)")
    let explicit = try FTPSServer(.proftpd)
    let two = try Self.look(explicit.port, tls: "implicit", seconds: 2)
    explicit.stop()
    #expect(two.stop == .notFTP && two.red?.owner == .you, "\(two.text)")
    #expect(two.red?.advice?.contains("config set server.tls explicit") == true, "\(two.text)")
  }
}
