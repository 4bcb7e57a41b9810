import Foundation
import Peers
import Platform
import Records
import SystemPackage
import Testing

@testable import SFTP

@Suite struct DownloadTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory("download") }

  private var local: FilePath { FilePath(scratch.file("x")) }
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.path) }
  }

  @Test func `R070 a name that is taken here is kept unless it may be replaced`() throws {
    let server = try SSHServer()
    let client = try server.client()
    try pattern(5000).write(to: URL(filePath: server.file("x")))
    try "old".write(toFile: scratch.file("x"), atomically: true, encoding: .utf8)
    let taken = try failure { try client.download(server.path("x"), to: local) }
    #expect(taken.code == .alreadyExists)
    #expect(try String(contentsOfFile: scratch.file("x"), encoding: .utf8) == "old")
    try client.download(server.path("x"), to: local, replacing: true)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: scratch.file("x")))
    #expect(try names == ["x"])
  }

  @Test func `what is no file on the server is told apart`() throws {
    let server = try SSHServer()
    let client = try server.client()
    #expect(try failure { try client.download(server.path("no"), to: local) }.code == .remoteNoSuchFile)
    let folder = try #require(RemotePath(server.root))
    #expect(try failure { try client.download(folder, to: local) }.code == .remoteNotAFile)
    #expect(try names == [])
  }

  @Test func `R070 a server killed in the middle leaves nothing here`() throws {
    let server = try SSHServer()
    let client = try server.client()
    try pattern(64 << 20).write(to: URL(filePath: server.file("x")))
    let lost = try failure {
      try client.download(server.path("x"), to: local) { if $0.done > 4 << 20 { server.stop() } }
    }
    #expect(lost.code == .connectionLost)
    #expect(try names == [])
  }

  @Test func `cancelling leaves nothing here, and the connection lives on`() throws {
    let server = try SSHServer()
    let isCancelled = Flag()
    var settings = SFTPSettings.quick
    settings.isCancelled = { isCancelled.isSet }
    let client = try server.client(settings: settings)
    try pattern(32 << 20).write(to: URL(filePath: server.file("x")))
    let cancelled = try failure {
      try client.download(server.path("x"), to: local) { if $0.done > 1 << 20 { isCancelled.set() } }
    }
    #expect(cancelled.code == .transferCancelled)
    #expect(try names == [])
    isCancelled.unset()
    #expect(try client.download(server.path("x"), to: local) == 32 << 20)
  }

  @Test(arguments: [Int64(1), 40 << 20])
  func `a remote file that changes while it is fetched is not kept`(size: Int64) throws {
    let server = try SSHServer()
    let client = try server.client()
    try pattern(32 << 20).write(to: URL(filePath: server.file("x")))
    let handle = try FileHandle(forWritingTo: URL(filePath: server.file("x")))
    let changed = try failure {
      try client.download(server.path("x"), to: local) { _ in try? handle.truncate(atOffset: UInt64(size)) }
    }
    #expect(changed.code == .remoteChanged)
    #expect(try names == [])
  }

  @Test func `a full disk here is told apart`() throws {
    final class FullSink: PositionedSink {
      func write(_ bytes: RawSpan, at offset: UInt64) throws(Failure) { throw Failure(.diskFull, "full") }
    }
    let server = try SSHServer()
    let client = try server.client()
    try pattern(8 << 20).write(to: URL(filePath: server.file("x")))
    #expect(try failure { try client.download(server.path("x"), to: FullSink()) }.code == .diskFull)

    // Answers to pieces that nobody waits for any more do not count for the next reading.
    let file = try client.open(server.path("x"), .reading)
    #expect(try failure { try client.read(file, 4 << 20..<8 << 20, to: FullSink()) }.code == .diskFull)
    let new = try NewFile(in: FilePath(scratch.path))
    try client.read(file, 0..<8 << 20, to: LocalFileSink(new))
    try new.publish(at: local)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: scratch.file("x")))
  }
}

@Suite struct RemoteNamesTests {
  @Test func `directories, names and modes are handled`() throws {
    let server = try SSHServer()
    let client = try server.client()
    try client.makeDirectory(server.path("in"))
    _ = try client.upload(LocalFile(pattern(3)).source, to: server.path("in/a"))
    #expect(try client.entries(of: server.path("in")).map(\.name) == [Array("a".utf8)])
    #expect(try client.entries(of: server.path("in")).first?.attributes.size == 3)
    #expect(try client.attributes(of: server.path("in")).isDirectory)
    try client.setPermissions(0o600, of: server.path("in/a"))
    #expect(try client.attributes(of: server.path("in/a")).permissions == 0o100600)
    try client.rename(server.path("in/a"), to: server.path("in/b"))
    #expect(try client.realPath(server.path("in/../in/b")) == server.path("in/b"))
    #expect(try failure { try client.removeDirectory(server.path("in")) }.code == .remoteFailure)
    try client.remove(server.path("in/b"))
    try client.removeDirectory(server.path("in"))
    #expect(try failure { try client.remove(server.path("in/b")) }.code == .remoteNoSuchFile)
    #expect(try server.names == [])
    #expect(try #require(try client.freeSpace(at: server.path("."))) > 0)
  }

  @Test func `a directory of many entries is listed whole`() throws {
    let server = try SSHServer()
    for number in 0..<1000 { try Data().write(to: URL(filePath: server.file("\(number)"))) }
    #expect(try server.client().entries(of: #require(RemotePath(server.root))).count == 1000)
  }
}
