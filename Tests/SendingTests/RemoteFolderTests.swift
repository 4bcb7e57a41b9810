import Foundation
import Keys
import Peers
import Platform
import Profile
import Records
import SFTP
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// Keeps what a folder tells.
final class FolderRecorder: RemoteObserver {
  var peers: [RemotePeer] = []
  var progress: JSONObject?
  var notes: [String] = []
  var isVerified = false
  var done: Int64 = 0
  var onProgress: (Int64) -> Void = { _ in }
  var onVerified: () -> Void = {}

  func connected(_ peer: RemotePeer) { peers.append(peer) }
  func advanced(_ done: Int64, of total: Int64) {
    self.done = done
    onProgress(done)
  }
  func keep(_ progress: JSONObject) throws(Failure) {
    self.progress = try JSONObject(parsing: progress.serialized)
  }
  func verified() throws(Failure) {
    isVerified = true
    onVerified()
  }
  func note(_ text: String) { notes.append(text) }
}

/// The promises of the seam, on a real server.
@Suite struct RemoteFolderTests {
  let site: FolderSite

  init() throws { site = try FolderSite() }

  @Test func `a file is sent, found, listed, fetched and removed`() throws {
    let folder = try site.folder()
    let (source, bytes) = try site.file("a", 3 << 20)
    let observer = FolderRecorder()
    let upload = try folder.upload(
      source, sha256: site.sha256(bytes), as: "T-1.sod", from: nil, observer: observer)
    #expect(observer.isVerified && upload.proof == "size")
    #expect(observer.peers.first?.address == "127.0.0.1:\(site.server.port)")
    #expect(observer.peers.first?.fingerprint?.hasPrefix("SHA256:") == true)
    #expect(observer.peers.first?.greeting?.hasPrefix("SSH-2.0-OpenSSH") == true)
    #expect(try folder.exists("T-1.sod"))
    #expect(try !folder.exists("T-2.sod"))
    #expect(try folder.list(prefix: "T-").map(\.name) == ["T-1.sod"])
    #expect(try folder.list(prefix: "T-").first?.size == 3 << 20)
    #expect(try folder.list(prefix: "T-").first?.modified != nil)
    #expect(try folder.list(prefix: "x").isEmpty)
    let path = site.folder("fetched")
    #expect(
      try folder.download("T-1.sod", to: path, replacing: false, from: nil, observer: observer) == 3 << 20)
    #expect(try site.folder.bytes("fetched") == bytes)
    try folder.remove("T-1.sod")
    #expect(try !folder.exists("T-1.sod"))
    #expect(refusal { try folder.remove("T-1.sod") }?.code == .remoteNoSuchFile)
  }

  @Test func `what was ended is gone on with from its progress, and its part can be discarded`() throws {
    let (source, bytes) = try site.file("a", 40 << 20)
    let isOver = Switch()
    var limits = ServerLimits()
    limits.transfer.connections = 1
    limits.isCancelled = { isOver.isOn }
    let first = FolderRecorder()
    first.onProgress = { if $0 > 8 << 20 { isOver.turnOn() } }
    let failure = refusal {
      try site.folder(limits).upload(
        source, sha256: site.sha256(bytes), as: "x", from: nil, observer: first)
    }
    #expect(failure?.code == .transferCancelled)
    #expect(try site.names() == [".part-x"])
    #expect(try site.folder().list(prefix: "").isEmpty)
    let second = FolderRecorder()
    _ = try site.folder().upload(
      source, sha256: site.sha256(bytes), as: "x", from: first.progress, observer: second)
    #expect(try site.names() == ["x"])
    #expect(second.notes.isEmpty)
    #expect(try TemporaryFolder.bytes(FilePath(site.server.file("x"))) == bytes)
    try Data([1]).write(to: URL(filePath: site.server.file(".part-y")))
    let folder = try site.folder()
    try folder.discardPart(of: "y")
    try folder.discardPart(of: "y")
    #expect(try site.names() == ["x"])
  }

  @Test func `a small file appears whole, and nothing is overwritten`() throws {
    let folder = try site.folder()
    let bytes = Array("receipt".utf8)
    try folder.writeSmall(bytes, as: "r")
    #expect(try folder.readSmall("r", limit: 7) == bytes)
    #expect(refusal { try folder.readSmall("r", limit: 6) }?.code == .remoteTooLarge)
    #expect(refusal { try folder.readSmall("none", limit: 6) }?.code == .remoteNoSuchFile)
    #expect(refusal { try folder.writeSmall([1], as: "r") }?.code == .remoteExists)
    #expect(try folder.readSmall("r", limit: 100) == bytes)
    #expect(try site.names() == ["r"])
  }

  @Test(arguments: ["", ".", "..", "a/b", "../x", "a\u{0}"])
  func `a name that is no single component leaves the folder for nothing`(_ name: String) throws {
    let folder = try site.folder()
    #expect(refusal { try folder.remove(name) }?.code == .locationInvalid)
    #expect(refusal { try folder.writeSmall([1], as: name) }?.code == .locationInvalid)
  }

  @Test func `small things go on by a new connection when the server was started again`() throws {
    let folder = try site.folder()
    try folder.writeSmall([1], as: "a")
    site.server.stop()
    try site.server.restart()
    #expect(try folder.exists("a"))
  }

  @Test func `a progress that cannot be read begins anew`() throws {
    let file = ProgressFile(site.folder("progress"))
    #expect(file.load() == nil)
    try file.keep(["size": 1])
    #expect(file.load() == ["size": 1])
    try site.folder.file("progress", Array("{\"size\":".utf8))
    #expect(file.load() == nil)
    try file.keep(["size": 2])
    #expect(file.load() == ["size": 2])
    file.remove()
    file.remove()
    #expect(try FileSystem.names(in: site.folder("")).isEmpty)
  }
}

/// A profile with a real `sshd`.
struct FolderSite {
  let server: SSHServer
  let folder: TemporaryFolder
  let profile: Profile

  init() throws {
    server = try SSHServer()
    folder = try TemporaryFolder()
    profile = try TestClinic.emptyProfile(in: try TemporaryFolder())
  }

  func settings() -> Settings {
    var settings = Settings()
    settings[.serverURL] = "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)"
    settings[.serverIdentityFile] = server.key
    settings[.serverKnownHosts] = server.knownHosts
    return settings
  }

  func folder(_ limits: ServerLimits = ServerLimits()) throws -> any RemoteFolder {
    try ServerAccess(settings(), profile).folder(limits)
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: server.root).sorted()
  }

  func file(_ name: String, _ size: Int) throws -> (LocalFileSource, [UInt8]) {
    var state: UInt64 = 7
    let bytes = (0..<size / 8).flatMap { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (0..<8).map { UInt8(truncatingIfNeeded: state >> (8 * UInt64($0))) }
    }
    return (try LocalFileSource(opening: try folder.file(name, bytes)), bytes)
  }

  func sha256(_ bytes: [UInt8]) -> [UInt8] { Keys.SHA256.digest(of: bytes).bytes }
}

/// A switch that a closure of another thread may look at.
final class Switch: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false

  var isOn: Bool { lock.withLock { value } }
  func turnOn() { lock.withLock { value = true } }
}
