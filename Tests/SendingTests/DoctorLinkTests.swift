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

/// What a public link shows, by a web server on the very folder that files are sent into.
@Suite struct DoctorLinkTests {
  private let server: SSHServer

  init() throws { server = try SSHServer() }

  /// What is said of links that begin with `path` on `web`.
  private func look(_ web: WebServer, _ path: String = "/in", isTrusted: Bool = true) throws
    -> DoctorSite.Visit
  {
    let site = try DoctorSite(server)
    try site.set(.linkBase, web.url + path)
    if isTrusted { try site.set(.serverCAFile, web.authority) }
    let visit = try site.look()
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.root) == [])
    return visit
  }

  @Test func `what was put there comes back, and an authority of our own is warned of`() throws {
    let web = try WebServer(serving: server.root)
    let visit = try look(web)
    #expect(visit.stop == nil && visit[.link]?.status == .warning, "\(visit.text)")
    #expect(visit[.link]?.code == .certificateUnknown)
    #expect(visit[.link]?.message.contains("comes back by its link") == true)
    #expect(visit[.link]?.meaning?.contains("recipients") == true && visit[.link]?.owner == .web)
    #expect(web.requests.count == 1 && web.requests.allSatisfy { $0.hasSuffix("null, null]") })
  }

  @Test func `a certificate that nobody trusts, without one of ours`() throws {
    let visit = try look(try WebServer(serving: server.root), isTrusted: false)
    #expect(visit.stops(at: .link, .certificateUnknown) && visit.red?.owner == .web, "\(visit.text)")
    #expect(visit.red?.advice?.contains("server.ca_file") == false)
  }

  @Test(
    arguments: [
      (.expired, .certificateExpired), (.wrongName, .certificateWrongName),
      (.future, .certificateNotYetValid),
    ] as [(CertificateKind, Failure.Code)])
  func `TLS trouble is the web server's`(kind: CertificateKind, code: Failure.Code) throws {
    let visit = try look(try WebServer(certificate: kind, serving: server.root))
    #expect(visit.stops(at: .link, code), "\(visit.text)")
    #expect(visit.red?.owner == (kind == .future ? .you : .web), "\(visit.text)")
    #expect(visit.red?.advice?.contains("server.url") == false)
  }

  @Test(
    arguments: [
      ("/other", .linkDiffers, .you, "same folder"), ("/long", .linkDiffers, .you, "same folder"),
      ("/page", .linkDiffers, .web, "asks for a login"), ("/sign-in", .linkDiffers, .web, "asks for a login"),
      ("/error/401", .remotePermissionDenied, .web, "without a login"),
      ("/error/403", .remotePermissionDenied, .web, "without a login"),
      ("/error/404", .remoteNoSuchFile, .you, "same folder"),
      ("/error/503", .webServerFailed, .web, "out of order"),
      ("/to/http://127.0.0.1:1", .redirectRefused, .web, "open line"),
      ("/round", .redirectRefused, .web, "circles"),
    ] as [(String, Failure.Code, Check.Owner, String)])
  func `a link that shows something else`(
    path: String, code: Failure.Code, owner: Check.Owner, meaning: String
  ) throws {
    let visit = try look(try WebServer(serving: server.root), path)
    #expect(visit.stops(at: .link, code) && visit.red?.owner == owner, "\(visit.text)")
    #expect(visit.red?.meaning?.contains(meaning) == true, "\(visit.text)")
  }

  @Test func `a web server of another folder knows nothing of the file`() throws {
    let web = try WebServer()
    let visit = try look(web)
    #expect(visit.stops(at: .link, .remoteNoSuchFile), "\(visit.text)")
    #expect(visit.red?.message.contains("link.base is https://127.0.0.1:\(web.port)/in/") == true)
  }

  @Test func `a web server that is not there`() throws {
    let site = try DoctorSite(server)
    let closed = try LoopbackListener().port
    try site.set(.linkBase, "https://127.0.0.1:\(closed)/in")
    let visit = try site.look()
    #expect(visit.stops(at: .link, .linkUnreachable) && visit.red?.owner == .web, "\(visit.text)")
  }

  @Test func `a link to the FTPS server itself, and to another one`() throws {
    let ftps = try FTPSServer(.proftpd)
    let site = try DoctorSite(ftps)
    try site.set(.linkBase, ftps.url)
    let visit = try site.look()
    #expect(visit.stop == nil && visit[.link]?.message.contains("comes back") == true, "\(visit.text)")
    try FileManager.default.createDirectory(atPath: "\(ftps.root)/other", withIntermediateDirectories: false)
    try site.set(.linkBase, ftps.url + "/other")
    let other = try site.look()
    #expect(other.stops(at: .link, .remoteNoSuchFile) && other.red?.owner == .you, "\(other.text)")
    let partner = try FTPSServer(.pyftpdlib)
    try site.set(.linkBase, "ftps://partner@127.0.0.1:\(partner.port)/")
    let away = try site.look()
    #expect(away.stop == nil && away[.link]?.message.contains("nobody logged in") == true, "\(away.text)")
    #expect(try ftps.names == ["other"])
  }
}
