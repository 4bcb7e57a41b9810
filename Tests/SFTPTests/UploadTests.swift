import Foundation
import Peers
import Platform
import Records
import SystemPackage
import Testing

@testable import SFTP

@Suite struct UploadTests {
  private let file: LocalFile

  init() throws { file = try LocalFile(pattern(1 << 20)) }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `a final name that is taken is never overwritten`() throws {
    let server = try SSHServer()
    let client = try server.client()
    try "old".write(toFile: server.file("x"), atomically: true, encoding: .utf8)
    let taken = try failure { _ = try client.upload(file.source, to: server.path("x")) }
    #expect(taken.code == .remoteExists && taken.code.exit == .cannotCreate)
    #expect(try String(contentsOfFile: server.file("x"), encoding: .utf8) == "old")
    #expect(try server.names == ["x"])
  }

  @Test(arguments: ["", "overwrite"])
  func `a final name that is taken meanwhile is not overwritten either`(habits: String) throws {
    let server = try habits.isEmpty ? SSHServer() : SSHServer(.odd(habits))
    let client = try server.client()
    let taken = try failure {
      _ = try client.upload(file.source, to: server.path("x")) { progress in
        guard progress.done == progress.total else { return }
        #expect(FileManager.default.createFile(atPath: server.file("x"), contents: Data("other".utf8)))
      }
    }
    #expect(taken.code == .remoteExists)
    #expect(try String(contentsOfFile: server.file("x"), encoding: .utf8) == "other")
    #expect(try server.names == ["x"])
  }

  @Test func `a dangling link under the final name counts as taken`() throws {
    let server = try SSHServer()
    try FileManager.default.createSymbolicLink(
      atPath: server.file("x"), withDestinationPath: server.file("y"))
    #expect(
      try failure { _ = try server.client().upload(file.source, to: server.path("x")) }.code == .remoteExists)
    #expect(try server.names == ["x"])
  }

  @Test func `the part is private, the file ends up with the mode that was asked for`() throws {
    let server = try SSHServer()
    let client = try server.client()
    var during: Int?
    _ = try client.upload(file.source, to: server.path("x")) { _ in
      during = during ?? (try? self.mode(server.file(".part-x")))
    }
    #expect(during == 0o600)
    #expect(try mode(server.file("x")) == 0o640)
    var options = UploadOptions()
    options.permissions = 0o664
    options.partName = Array(".part-17".utf8)
    _ = try client.upload(file.source, to: server.path("y"), options: options)
    #expect(try mode(server.file("y")) == 0o664)
  }

  @Test func `a part that is left from before is made anew, a planted link is not followed`() throws {
    let server = try SSHServer()
    try "precious".write(toFile: server.file("victim"), atomically: true, encoding: .utf8)
    for plant in [false, true] {
      let part = server.file(".part-x\(plant)")
      if plant {
        try FileManager.default.createSymbolicLink(atPath: part, withDestinationPath: server.file("victim"))
      } else {
        try pattern(2 << 20).write(to: URL(filePath: part))
      }
      _ = try server.client().upload(file.source, to: server.path("x\(plant)"))
      #expect(FileManager.default.contentsEqual(atPath: server.file("x\(plant)"), andPath: file.path))
    }
    #expect(try String(contentsOfFile: server.file("victim"), encoding: .utf8) == "precious")
    #expect(try server.names == ["victim", "xfalse", "xtrue"])
  }

  @Test func `a missing directory is told apart`() throws {
    let server = try SSHServer()
    let missing = try failure { _ = try server.client().upload(file.source, to: server.path("no/x")) }
    #expect(missing.code == .remoteNoSuchFile && missing.code.exit == .noInput)
  }

  @Test func `a server that denies writing is told apart`() throws {
    var options = SSHServer.Options()
    options.subsystem = "internal-sftp -R"
    let server = try SSHServer(options)
    let denied = try failure { _ = try server.client().upload(file.source, to: server.path("x")) }
    #expect(denied.code == .remotePermissionDenied && denied.code.exit == .noPermission)
    #expect(try server.names == [])
  }

  @Test func `cancelling removes the part and shows nothing`() throws {
    let server = try SSHServer()
    let isCancelled = Flag()
    var settings = SFTPSettings.quick
    settings.isCancelled = { isCancelled.isSet }
    let client = try server.client(settings: settings)
    let large = try LocalFile(pattern(32 << 20))
    let cancelled = try failure {
      _ = try client.upload(large.source, to: server.path("x")) { if $0.done > 1 << 20 { isCancelled.set() } }
    }
    #expect(cancelled.code == .transferCancelled)
    #expect(try server.names == [])
    // The connection survives: late answers to the abandoned pieces are nobody's.
    isCancelled.unset()
    #expect(try client.upload(file.source, to: server.path("y")).size == 1 << 20)
  }

  @Test func `a server killed in the middle is a lost connection, and no file shows`() throws {
    let server = try SSHServer()
    let client = try server.client()
    let large = try LocalFile(pattern(64 << 20))
    let lost = try failure {
      _ = try client.upload(large.source, to: server.path("x")) { if $0.done > 4 << 20 { server.stop() } }
    }
    #expect(lost.code == .connectionLost && lost.code.exit == .tryAgain)
    #expect(try server.names == [".part-x"])
  }

  @Test func `a local file that grows or shrinks while it is sent is not published`() throws {
    let server = try SSHServer()
    let client = try server.client()
    for size in [UInt64(1), 20 << 20] {
      let large = try LocalFile(pattern(16 << 20))
      let handle = try FileHandle(forWritingTo: URL(filePath: large.path))
      let changed = try failure {
        _ = try client.upload(large.source, to: server.path("x")) { _ in try? handle.truncate(atOffset: size)
        }
      }
      #expect(changed.code == .changedWhileRead)
      #expect(try server.names == [])
    }
  }

  @Test func `keys are changed in mid-transfer without harm`() throws {
    var options = SSHServer.Options()
    options.lines = ["RekeyLimit 1M"]
    let server = try SSHServer(options)
    let client = try server.client()
    let large = try LocalFile(pattern(24 << 20))
    _ = try client.upload(large.source, to: server.path("x"))
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: large.path))
    try client.download(server.path("x"), to: FilePath(large.scratch.file("back")))
    #expect(FileManager.default.contentsEqual(atPath: large.scratch.file("back"), andPath: large.path))
  }

  @Test(.enabled(if: SmallDisk.isPermitted, "no disk can be mounted here"))
  func `a full disk at the server is recognised, and the part goes`() throws {
    let server = try SSHServer()
    try FileManager.default.createDirectory(
      atPath: server.file("small"), withIntermediateDirectories: false)
    let disk = try SmallDisk(at: server.file("small"), size: 1 << 20)
    defer { withExtendedLifetime(disk) {} }
    let client = try server.client()
    let large = try LocalFile(pattern(4 << 20))
    let full = try failure { _ = try client.upload(large.source, to: server.path("small/x")) }
    #expect(full.code == .remoteDiskFull && full.code.exit == .ioError)
    #expect(try FileManager.default.contentsOfDirectory(atPath: server.file("small")) == [])
  }
}

/// A switch that a closure of another thread may look at.
final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
  func unset() { lock.withLock { value = false } }
}
