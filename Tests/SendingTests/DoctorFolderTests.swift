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

/// What can be wrong behind the login; whatever it is, no file of ours stays.
@Suite struct DoctorFolderTests {
  private static func server(_ subsystem: String) throws -> SSHServer {
    var options = SSHServer.Options()
    options.subsystem = subsystem
    return try SSHServer(options)
  }

  @Test func `no SFTP behind the login`() throws {
    let server = try Self.server("/nonexistent")
    let visit = try DoctorSite(server).look()
    #expect(
      visit.red?.id == "directory" && [.sftpUnavailable, .connectionLost].contains(visit.stop),
      "\(visit.text)")
  }

  @Test func `a folder that is missing, with the place where the user is`() throws {
    let server = try SSHServer()
    let site = try DoctorSite(server)
    try site.set(.serverURL, "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)/gone")
    let visit = try site.look()
    #expect(visit.stops(at: .directory, .remoteNoSuchFile) && visit.stop?.exit == .noInput)
    #expect(visit.red?.message.contains("the server puts the user into /") == true)
    try "x".write(toFile: server.file("gone"), atomically: true, encoding: .utf8)
    #expect(try site.look().stops(at: .directory, .remoteNotAFile))
  }

  @Test(arguments: [
    ("internal-sftp -P stat", DoctorStage.directory), ("internal-sftp -P open", .write),
    ("internal-sftp -R", .write), ("internal-sftp -P write", .write),
  ])
  func `no permission`(subsystem: String, stage: DoctorStage) throws {
    let server = try Self.server(subsystem)
    let visit = try DoctorSite(server).look()
    #expect(
      visit.stops(at: stage, .remotePermissionDenied) && visit.stop?.exit == .noPermission, "\(visit.text)")
    #expect(visit.red?.owner == .server)
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.root) == [])
  }

  @Test func `a file that may be written and not be removed`() throws {
    let server = try Self.server("internal-sftp -P remove")
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .write, .remotePermissionDenied), "\(visit.text)")
    #expect(visit.red?.message.contains("stays there") == true)
  }

  @Test(arguments: [("full", Failure.Code.remoteDiskFull), ("failing", .remoteFailure)])
  func `a server that cannot write`(habit: String, code: Failure.Code) throws {
    let server = try SSHServer(try .odd(habit))
    let visit = try DoctorSite(server).look()
    #expect(visit.red?.id == "write" && visit.stop == code && visit.stop?.exit == .ioError, "\(visit.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.root) == [])
  }

  @Test(
    .enabled(if: PrivateDisk.isPossible, "no name spaces for everybody here"),
    arguments: [(PrivateDisk.full, Failure.Code.remoteDiskFull), (.readOnly, .remoteReadOnly)])
  func `a real disk that is full, and one that can only be read`(
    disk: PrivateDisk, code: Failure.Code
  ) throws {
    let scratch = try ScratchDirectory("disk")
    let folder = scratch.file("disk")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let words = disk.preparing(folder) + ["/usr/lib/openssh/sftp-server"]
    try ("exec" + words.map { " '\($0)'" }.joined())
      .write(toFile: scratch.file("serve"), atomically: true, encoding: .utf8)
    let server = try Self.server("sh \(scratch.file("serve"))")
    let site = try DoctorSite(server)
    try site.set(.serverURL, "sftp://\(server.user)@127.0.0.1:\(server.port)\(folder)")
    let visit = try site.look()
    #expect(visit.stops(at: .write, code) && visit.red?.owner == .server, "\(visit.text) \(server.log)")
  }

  @Test func `a link that leads to another folder`() throws {
    let server = try SSHServer()
    let site = try DoctorSite(server)
    try FileManager.default.createDirectory(
      atPath: server.file("other"), withIntermediateDirectories: false)
    try site.set(.linkBase, "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)/other")
    let visit = try site.look()
    #expect(visit.stops(at: .link, .remoteNoSuchFile) && visit.red?.owner == .you, "\(visit.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.root) == ["other"])
  }

  @Test func `a link to another server is looked at from outside only`() throws {
    let (server, other) = (try SSHServer(), try SSHServer())
    let site = try DoctorSite(server)
    try site.set(.linkBase, "sftp://partner@127.0.0.1:\(other.port)/in")
    let visit = try site.look()
    #expect(visit.stop == nil && visit[.link]?.message.contains("nobody logged in") == true, "\(visit.text)")
    #expect(!other.log.contains("Accepted") && !other.log.contains("Failed"))
    other.stop()
    #expect(try site.look().stops(at: .link, .linkUnreachable))
  }
}
