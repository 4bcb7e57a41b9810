import Foundation
import Peers
import Platform
import Records
import Synchronization
import SystemPackage
import Testing

@testable import SFTP

/// Limits of the server and of the caller.
@Suite struct EngineLimitTests {
  private let file: LocalFile
  private let server: SSHServer

  init() throws {
    file = try LocalFile(pattern(40 << 20))
    server = try SSHServer()
  }

  @Test func `a server that lets only some connections in gets the file by those`() throws {
    var link = TCPRelay.Link()
    link.limit = 2
    let relay = try TCPRelay(to: server.port, link)
    defer { relay.stop() }
    let recorder = Recorder()
    let result = try SFTPUpload(to: server.access(port: relay.port), connections: 6).run(
      file.source, to: server.path("x"), observer: recorder)
    #expect(result.connections == 2 && relay.most == 2 && recorder.connections == 1)
    #expect(recorder.notes.contains { if case .fewerConnections = $0 { true } else { false } })
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
  }

  @Test func `no more log in at one time than a careful server lets wait`() throws {
    var options = SSHServer.Options()
    // From the eighth on that has not logged in, all are turned away.
    options.lines = ["MaxStartups \(LaneCrew.loggingInAtOnce + 1):100:\(LaneCrew.loggingInAtOnce + 1)"]
    let server = try SSHServer(options)
    // On a long line a login takes so long that all of them would be at it together.
    var link = TCPRelay.Link()
    link.delay = .milliseconds(20)
    let relay = try TCPRelay(to: server.port, link)
    defer { relay.stop() }
    let recorder = Recorder()
    var upload = SFTPUpload(to: try server.access(port: relay.port), connections: 16)
    upload.limits.bytesPerSecond = 20 << 20
    let large = try LocalFile(pattern(80 << 20))
    let result = try upload.run(large.source, to: server.path("x"), observer: recorder)
    #expect(recorder.notes.isEmpty, "\(recorder.notes)")
    #expect(result.connections > 8)
  }

  @Test(arguments: [(0, 2), (4, 2), (5, 3), (12, 4), (29, 7), (30, 8), (60, 8), (1_000, 8)])
  func `as many connections are made as a line's delay is worth`(milliseconds: Int, count: Int) {
    #expect(TransferLimits().connections(roundTrip: .milliseconds(milliseconds)) == count)
  }

  @Test(arguments: [(-1, 1), (1, 1), (5, 5), (32, 32), (100, 32)])
  func `who says how many connections gets them whatever the delay`(wanted: Int, count: Int) {
    var limits = TransferLimits()
    limits.connections = wanted
    for delay in [0, 200] { #expect(limits.connections(roundTrip: .milliseconds(delay)) == count) }
  }

  @Test func `a long line is measured, and gets eight connections unasked`() throws {
    var link = TCPRelay.Link()
    link.delay = .milliseconds(25)
    let relay = try TCPRelay(to: server.port, link)
    defer { relay.stop() }
    var upload = SFTPUpload(by: try server.access(port: relay.port))
    upload.limits.bytesPerSecond = 20 << 20
    let result = try upload.run(file.source, to: server.path("x"), observer: Recorder())
    #expect(result.connections == 8 && relay.most == 8)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
  }

  @Test func `a small file takes one connection, and no trial`() throws {
    let relay = try TCPRelay(to: server.port)
    defer { relay.stop() }
    let small = try LocalFile(pattern(2 << 20))
    let result = try SFTPUpload(to: server.access(port: relay.port), connections: 8).run(
      small.source, to: server.path("x"), observer: Recorder())
    #expect(result.connections == 1 && relay.accepted == 1)
  }

  @Test func `cancelling from another thread ends all connections, and what arrived is kept`() throws {
    let isCancelled = Flag()
    var settings = SFTPSettings.quick
    settings.isCancelled = { isCancelled.isSet }
    let recorder = Recorder()
    recorder.onProgress = { if $0.done > 12 << 20 { isCancelled.set() } }
    var upload = SFTPUpload(to: try server.access(settings: settings))
    upload.limits.bytesPerSecond = 100 << 20
    let cancelled = try failure {
      _ = try upload.run(file.source, to: server.path("x"), observer: recorder)
    }
    #expect(cancelled.code == .transferCancelled)
    #expect(try server.names == [".part-x"])
    let checkpoint = try #require(recorder.checkpoint)
    #expect(checkpoint.pieces.bytes >= 8 << 20 && !checkpoint.pieces.isComplete)
    let again = Recorder()
    _ = try SFTPUpload(to: server.access()).run(
      file.source, to: server.path("x"), from: checkpoint, observer: again)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(again.startedOver.isEmpty)
  }

  @Test func `the time that is given ends the transfer, which can be gone on with`() throws {
    let recorder = Recorder()
    var upload = SFTPUpload(to: try server.access())
    upload.limits.bytesPerSecond = 4 << 20
    upload.limits.maxTime = .milliseconds(1500)
    let ended = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    #expect(ended.code == .transferTimeout && ended.code.exit == .tryAgain)
    // Four megabytes a second for a second and a half, and not the forty that there are.
    #expect(try #require(recorder.last).done < 20 << 20)
    _ = try SFTPUpload(to: server.access()).run(
      file.source, to: server.path("x"), from: recorder.checkpoint, observer: Recorder())
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
  }

  @Test func `a first connection that fails ends the call at once`() throws {
    let port = try LoopbackListener().port
    let access = SFTPAccess(
      to: try localhost(port), user: "nobody", credentials: [], knownHosts: FilePath(server.knownHosts))
    let recorder = Recorder()
    let refused = try failure {
      _ = try SFTPUpload(by: access).run(file.source, to: server.path("x"), observer: recorder)
    }
    #expect(refused.code == .connectionRefused && recorder.notes.isEmpty)
  }

  @Test func `a login that is refused after a break is not tried again`() throws {
    let relay = try TCPRelay(to: server.port)
    defer { relay.stop() }
    let recorder = Recorder()
    var isCut = false
    recorder.onProgress = { progress in
      guard !isCut, progress.done > 4 << 20 else { return }
      isCut = true
      // From now on the server knows the key no more.
      try? Data().write(to: URL(filePath: self.server.authorizedKeys))
      relay.cut()
    }
    var upload = SFTPUpload(to: try server.access(port: relay.port))
    upload.limits.bytesPerSecond = 40 << 20
    let refused = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    #expect(refused.code == .clientKeyRejected)
    #expect(recorder.connections == 1)
  }

  @Test(.enabled(if: SmallDisk.isPermitted, "no disk can be mounted here"))
  func `a disk that fills up is told apart, and the next run heals it`() throws {
    try FileManager.default.createDirectory(
      atPath: server.file("small"), withIntermediateDirectories: false)
    let disk = try SmallDisk(at: server.file("small"), size: 16 << 20)
    defer { withExtendedLifetime(disk) {} }
    let recorder = Recorder()
    let full = try failure {
      _ = try SFTPUpload(to: server.access()).run(
        file.source, to: server.path("small/x"), observer: recorder)
    }
    #expect(full.code == .remoteDiskFull && !recorder.isReconnected)
    try disk.resize(to: 64 << 20)
    _ = try SFTPUpload(to: server.access()).run(
      file.source, to: server.path("small/x"), from: recorder.checkpoint, observer: Recorder())
    #expect(FileManager.default.contentsEqual(atPath: server.file("small/x"), andPath: file.path))
  }

  @Test func `a permission that is lost half-way keeps the transfer for later`() throws {
    // The server turns read-only in the middle.
    let recorder = Recorder()
    recorder.onKeep = { checkpoint throws(Failure) in
      if !checkpoint.pieces.isEmpty { throw Failure(.internalError, "killed") }
    }
    var upload = SFTPUpload(to: try server.access())
    upload.limits.bytesPerSecond = 60 << 20
    upload.limits.safetyInterval = .milliseconds(20)
    _ = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    server.stop()
    try server.restart { $0.subsystem = "internal-sftp -R" }
    let kept = try #require(recorder.checkpoint)
    let again = Recorder()
    let denied = try failure {
      _ = try upload.run(file.source, to: server.path("x"), from: kept, observer: again)
    }
    #expect(denied.code == .remotePermissionDenied)
    #expect(again.checkpoint == nil && again.startedOver.isEmpty)
    server.stop()
    try server.restart { $0.subsystem = "internal-sftp" }
    _ = try SFTPUpload(to: server.access()).run(
      file.source, to: server.path("x"), from: kept, observer: again)
    #expect(again.startedOver.isEmpty && again.last?.done == 40 << 20)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
  }

  @Test func `many files go by few connections, each as it is`() throws {
    let folder = try ScratchDirectory("many")
    var items: [SFTPUploadBatch.Item] = []
    for number in 0..<20 {
      try pattern(100_000 + number).write(to: URL(filePath: folder.file("\(number)")))
      items.append(.init(FilePath(folder.file("\(number)")), to: try server.path("\(number)")))
    }
    // One of them cannot be sent, and one has its name taken.
    items.insert(.init(FilePath(folder.file("none")), to: try server.path("none")), at: 3)
    try "old".write(toFile: server.file("5"), atomically: true, encoding: .utf8)
    let relay = try TCPRelay(to: server.port)
    defer { relay.stop() }
    var batch = SFTPUploadBatch(by: try server.access(port: relay.port))
    batch.limits.connections = 4
    let outcomes = try batch.run(items) { _ in Recorder() }
    #expect(relay.accepted <= 4)
    for (item, outcome) in zip(items, outcomes) {
      let name = try #require(item.local.lastComponent?.string)
      switch outcome {
      case .success:
        #expect(FileManager.default.contentsEqual(atPath: server.file(name), andPath: item.local.string))
      case .failure(let failure):
        #expect(
          failure.code == (name == "none" ? .noSuchFile : .remoteExists) && ["none", "5"].contains(name))
      }
    }
    #expect(try server.names.count == 20)
  }
}
