import Foundation
import Peers
import Records
import Testing

@testable import SFTP

/// Small files, one after the other by one connection.
@Suite struct SmallUploadTests {
  @Test func `a connection that stands is used, and one that is made is left for the next`() throws {
    let server = try SSHServer()
    let upload = SFTPUpload(by: try server.access())
    var standing: SFTPClient?
    let file = try LocalFile(pattern(1000))
    _ = try upload.send(file.source, to: server.path("a"), by: &standing)
    let first = try #require(standing)
    _ = try upload.send(file.source, to: server.path("b"), by: &standing)
    #expect(standing === first)
    #expect(server.log.components(separatedBy: "Connection from").count == 2)
    #expect(try server.names == ["a", "b"])
  }

  @Test func `a file of any size goes by one connection, whatever the limits say`() throws {
    let server = try SSHServer()
    var upload = SFTPUpload(by: try server.access())
    upload.limits.connections = 4
    var standing: SFTPClient?
    let result = try upload.send(LocalFile(pattern(64 << 20)).source, to: server.path("x"), by: &standing)
    #expect(result.connections == 1)
    #expect(server.log.components(separatedBy: "Connection from").count == 2)
  }

  @Test func `what is not kept whole is removed, and the connection stands`() throws {
    let server = try SSHServer(.odd("lossy"))
    let upload = SFTPUpload(by: try server.access())
    var standing: SFTPClient?
    let refused = try failure {
      _ = try upload.send(LocalFile(pattern(3000)).source, to: server.path("x"), by: &standing)
    }
    #expect(refused.code == .remoteSizeDiffers && standing != nil)
    #expect(try server.names == [])
  }

  @Test func `where nothing was begun nothing is removed`() throws {
    let server = try SSHServer()
    for name in ["x", ".part-x"] { try Data("theirs".utf8).write(to: URL(filePath: server.file(name))) }
    var standing: SFTPClient?
    let taken = try failure {
      let upload = SFTPUpload(by: try server.access())
      _ = try upload.send(LocalFile(pattern(10)).source, to: server.path("x"), by: &standing)
    }
    #expect(taken.code == .remoteExists)
    #expect(try server.names == [".part-x", "x"])
  }

  @Test func `a connection that broke is not left standing`() throws {
    let server = try SSHServer()
    var upload = SFTPUpload(by: try server.access())
    upload.limits.patience = .zero
    var standing: SFTPClient? = try upload.access.connect()
    server.stop()
    let lost = try failure {
      _ = try upload.send(LocalFile(pattern(10)).source, to: server.path("x"), by: &standing)
    }
    #expect(lost.code == .connectionLost && standing == nil)
  }
}
