import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// Servers with other habits than OpenSSH's, and hostile ones.
@Suite struct OddServerTests {
  private let file: LocalFile

  init() throws { file = try LocalFile(pattern(300_000)) }

  private func fetched(_ client: SFTPClient, _ server: SSHServer) throws -> String {
    let path = file.scratch.file("fetched")
    try client.download(server.path("x"), to: FilePath(path))
    return path
  }

  @Test(arguments: ["plain", "short", "shuffle", "short shuffle", "overwrite"])
  func `a server without extensions that answers short or out of order does no harm`(habits: String) throws {
    let server = try SSHServer(.odd(habits))
    let client = try server.client()
    let result = try client.upload(file.source, to: server.path("x"))
    #expect(!result.isSynchronized && !result.arePermissionsSet && !result.isPartLeft)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(FileManager.default.contentsEqual(atPath: try fetched(client, server), andPath: file.path))
    #expect(try server.names == ["x"])
  }

  @Test(arguments: [
    ("stranger", Failure.Code.sftpProtocol), ("huge", .sftpProtocol), ("noise", .sftpProtocol),
    ("version2", .sftpProtocol),
  ])
  func `a server that breaks the protocol is refused`(habits: String, code: Failure.Code) throws {
    let server = try SSHServer(.odd(habits))
    let refused = try failure { _ = try server.client().upload(file.source, to: server.path("x")) }
    #expect(refused.code == code && refused.code.exit == .protocolError)
    #expect(try server.names == [])
  }

  @Test(arguments: [
    ("empty", Failure.Code.sftpProtocol), ("long", .sftpProtocol), ("early-end", .remoteChanged),
    ("nosize", .remoteUnsupported),
  ])
  func `a server that answers reads wrongly leaves nothing here`(habits: String, code: Failure.Code) throws {
    let server = try SSHServer(.odd(habits))
    try FileManager.default.copyItem(atPath: file.path, toPath: server.file("x"))
    let refused = try failure { _ = try fetched(server.client(), server) }
    #expect(refused.code == code)
    #expect(try FileManager.default.contentsOfDirectory(atPath: file.scratch.path) == ["source"])
  }

  @Test(arguments: [
    ("full", Failure.Code.remoteDiskFull), ("failing", .remoteFailure), ("lossy", .remoteSizeDiffers),
  ])
  func `a server that does not keep what it is sent shows no file`(habits: String, code: Failure.Code) throws
  {
    let server = try SSHServer(.odd(habits))
    let refused = try failure { _ = try server.client().upload(file.source, to: server.path("x")) }
    #expect(refused.code == code)
    #expect(try server.names == [])
  }

  @Test func `a server that falls silent is a lost connection`() throws {
    let server = try SSHServer(.odd("silent"))
    let client = try server.client(
      settings: {
        var settings = SFTPSettings()
        settings.stallTimeout = .seconds(1)
        return settings
      }())
    let lost = try failure { _ = try client.upload(file.source, to: server.path("x")) }
    #expect(lost.code == .connectionLost && lost.message.contains("stopped answering"))
  }

  @Test func `a server without SFTP is told apart`() throws {
    var options = SSHServer.Options()
    options.subsystem = "/nonexistent/sftp-server"
    let server = try SSHServer(options)
    #expect(try [.sftpUnavailable, .connectionLost].contains(failure { _ = try server.client() }.code))
  }
}
