import Foundation
import Peers
import Platform
import Records
import SystemPackage
import Testing

@testable import SFTP

/// The engine against servers with bad habits.
@Suite struct EngineOddTests {
  private let file: LocalFile

  init() throws { file = try LocalFile(pattern(9 << 20 + 3)) }

  @Test(arguments: ["plain", "short", "shuffle", "short shuffle", "overwrite"])
  func `answers that are short or out of order do no harm to several connections`(habits: String) throws {
    let server = try SSHServer(.odd(habits))
    let recorder = Recorder()
    let result = try SFTPUpload(to: server.access(), connections: 3).run(
      file.source, to: server.path("x"), observer: recorder)
    #expect(!result.isSynchronized && !result.isPartLeft && !recorder.isSingle)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
    let fetched = file.scratch.file("fetched")
    var download = SFTPDownload(by: try server.access())
    download.limits.connections = 3
    try download.run(server.path("x"), to: FilePath(fetched), observer: Recorder())
    #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: file.path))
  }

  @Test(arguments: [
    ("full", Failure.Code.remoteDiskFull), ("failing", .remoteFailure), ("lossy", .remoteSizeDiffers),
  ])
  func `a server that does not keep what it is sent shows no file`(habits: String, code: Failure.Code) throws
  {
    let server = try SSHServer(.odd(habits))
    let recorder = Recorder()
    let refused = try failure {
      _ = try SFTPUpload(to: server.access(), connections: 3).run(
        file.source, to: server.path("x"), observer: recorder)
    }
    #expect(refused.code == code && !recorder.isVerified && !recorder.isReconnected)
    #expect(try server.names == [".part-x"])
    #expect(recorder.checkpoint?.pieces.isEmpty ?? true)
  }

  @Test func `a file that the server takes away when it is whole is sent again, and is no missing folder`()
    throws
  {
    let server = try SSHServer(.odd("thief"))
    let recorder = Recorder()
    let taken = try failure {
      _ = try SFTPUpload(to: server.access(), connections: 1).run(
        file.source, to: server.path("x"), observer: recorder)
    }
    #expect(taken.code == .remoteSizeDiffers && !recorder.isVerified)
    #expect(try server.names == [])
    #expect(recorder.checkpoint?.pieces.isEmpty == true)
  }

  @Test func `a server whose second handle writes for itself alone gets one connection`() throws {
    let server = try SSHServer(.odd("selfish"))
    let recorder = Recorder()
    let result = try SFTPUpload(to: server.access(), connections: 3).run(
      file.source, to: server.path("x"), observer: recorder)
    #expect(recorder.isSingle && result.connections == 1)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
  }

  @Test func `what a server flips on its disk is found by reading back, and not by the size`() throws {
    let server = try SSHServer(.odd("flipping"))
    var upload = SFTPUpload(to: try server.access(), connections: 1)
    #expect(try upload.run(file.source, to: server.path("x"), observer: Recorder()).proof == .size)
    #expect(!FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    upload.verification = .full
    let differs = try failure { _ = try upload.run(file.source, to: server.path("y"), observer: Recorder()) }
    #expect(differs.code == .remoteContentDiffers)
    #expect(!FileManager.default.fileExists(atPath: server.file("y")))
  }

  @Test func `a hash of the server that is another one shows no file`() throws {
    let server = try OtherSFTPServer(.proftpd)
    let recorder = Recorder()
    let differs = try failure {
      _ = try SFTPUpload(to: server.access()).run(
        file.source, sha256: [UInt8](repeating: 1, count: 32), to: server.path("x"), observer: recorder)
    }
    #expect(differs.code == .remoteContentDiffers && !recorder.isVerified)
    #expect(recorder.checkpoint?.pieces.isEmpty == true)
  }

  /// A run that is slow, so that it comes to keep something, and is killed half-way.
  private func killed(_ server: SSHServer) throws -> Recorder {
    let recorder = Recorder()
    var settings = SFTPSettings.quick
    let isDead = Flag()
    settings.isCancelled = { isDead.isSet }
    recorder.onProgress = { if $0.done > 5 << 20 { isDead.set() } }
    var upload = SFTPUpload(to: try server.access(settings: settings), connections: 1)
    upload.limits.bytesPerSecond = 10 << 20
    upload.limits.safetyInterval = .milliseconds(20)
    _ = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    return recorder
  }

  @Test func `a piece counts when the server has put it onto its disk, and not before`() throws {
    let kept = try killed(SSHServer(.odd("sync")))
    #expect(kept.checkpoint?.pieces.isEmpty == false)
    // One that does not offer it, and one that offers it and fails.
    #expect(try killed(SSHServer(.odd("plain"))).checkpoint?.pieces.isEmpty ?? true)
    #expect(try killed(SSHServer(.odd("nosync"))).checkpoint?.pieces.isEmpty ?? true)
  }

  @Test func `a disk that fails at the very end shows no file`() throws {
    let server = try SSHServer(.odd("nosync"))
    let recorder = Recorder()
    let failed = try failure {
      _ = try SFTPUpload(to: server.access(), connections: 1).run(
        file.source, to: server.path("x"), observer: recorder)
    }
    #expect(failed.code == .remoteFailure && !recorder.isVerified)
    #expect(try server.names == [".part-x"])
    #expect(recorder.checkpoint?.pieces.isEmpty ?? true)
  }

  @Test(arguments: [UInt64(1 << 20), 12 << 20])
  func `a local file that changes while it is sent shows no file`(size: UInt64) throws {
    let server = try SSHServer()
    let recorder = Recorder()
    let handle = try FileHandle(forWritingTo: URL(filePath: file.path))
    recorder.onProgress = { _ in try? handle.truncate(atOffset: size) }
    var upload = SFTPUpload(to: try server.access(), connections: 2)
    upload.limits.bytesPerSecond = 30 << 20
    let changed = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    #expect(changed.code == .changedWhileRead && !recorder.isVerified && !recorder.isReconnected)
    #expect(try server.names == [".part-x"])
  }

  @Test func `the part is private while it is written`() throws {
    let server = try SSHServer()
    let recorder = Recorder()
    var modes: Set<Int> = []
    recorder.onProgress = { _ in
      let attributes = try? FileManager.default.attributesOfItem(atPath: server.file(".part-x"))
      if let mode = attributes?[.posixPermissions] as? Int { modes.insert(mode) }
    }
    var upload = SFTPUpload(to: try server.access(), connections: 2)
    upload.limits.bytesPerSecond = 30 << 20
    upload.options.permissions = 0o644
    _ = try upload.run(file.source, to: server.path("x"), observer: recorder)
    #expect(modes == [0o600])
    let mode = try FileManager.default.attributesOfItem(atPath: server.file("x"))[.posixPermissions] as? Int
    #expect(mode == 0o644)
  }

  @Test func `a server that tells no sizes is not said to have proven them`() throws {
    let server = try SSHServer(.odd("nosize"))
    var upload = SFTPUpload(to: try server.access())
    #expect(try upload.run(file.source, to: server.path("x"), observer: Recorder()).proof == .nothing)
    upload.verification = .full
    #expect(try upload.run(file.source, to: server.path("y"), observer: Recorder()).proof == .readBack)
  }

  @Test func `the time that is given also ends the waiting for a silent server`() throws {
    let server = try SSHServer(.odd("silent"))
    var upload = SFTPUpload(to: try server.access(), connections: 1)
    upload.limits.maxTime = .milliseconds(800)
    let ended = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: Recorder()) }
    #expect(ended.code == .transferTimeout)
    let listener = try LoopbackListener()
    let access = SFTPAccess(
      to: try localhost(listener.port), user: "nobody", credentials: [],
      knownHosts: FilePath(server.knownHosts))
    var download = SFTPDownload(by: access)
    download.limits.maxTime = .milliseconds(300)
    let late = try failure {
      try download.run(server.path("x"), to: FilePath(file.scratch.file("y")), observer: Recorder())
    }
    #expect(late.code == .transferTimeout)
  }

  @Test func `a server that falls silent in the middle is left, and given up after the patience`() throws {
    let server = try SSHServer(.odd("silent"))
    var settings = SFTPSettings()
    settings.stallTimeout = .milliseconds(700)
    var upload = SFTPUpload(to: try server.access(settings: settings), connections: 1)
    upload.limits.patience = .seconds(2)
    let recorder = Recorder()
    let lost = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    #expect(lost.code == .connectionLost && recorder.isReconnected)
  }
}

/// Fetching that is interrupted, and files that change on the server.
@Suite struct DownloadResumeTests {
  private let file: LocalFile
  private let server: SSHServer

  init() throws {
    file = try LocalFile(pattern(40 << 20))
    server = try SSHServer()
    try FileManager.default.copyItem(atPath: file.path, toPath: server.file("x"))
  }

  private var fetched: String { file.scratch.file("fetched") }

  private func download() throws -> SFTPDownload {
    var download = SFTPDownload(by: try server.access())
    download.limits.connections = 3
    download.limits.safetyInterval = .milliseconds(20)
    return download
  }

  private func interrupted() throws -> TransferCheckpoint {
    let recorder = Recorder()
    let killed = Failure(.internalError, "killed")
    recorder.onKeep = { checkpoint throws(Failure) in
      if !checkpoint.pieces.isEmpty { throw killed }
    }
    var download = try download()
    download.limits.bytesPerSecond = 60 << 20
    let ended = try failure { try download.run(server.path("x"), to: FilePath(fetched), observer: recorder) }
    #expect(ended == killed)
    #expect(FileManager.default.fileExists(atPath: fetched + ".part"))
    #expect(!FileManager.default.fileExists(atPath: fetched))
    return try #require(recorder.checkpoint)
  }

  private func resume(_ checkpoint: TransferCheckpoint) throws -> [TransferNote.StartReason] {
    let recorder = Recorder()
    try download().run(server.path("x"), to: FilePath(fetched), from: checkpoint, observer: recorder)
    #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: server.file("x")))
    #expect(!FileManager.default.fileExists(atPath: fetched + ".part"))
    return recorder.startedOver
  }

  @Test func `a killed fetch goes on`() throws {
    #expect(try resume(interrupted()) == [])
  }

  @Test func `a fetch whose part is gone or cut begins anew`() throws {
    let checkpoint = try interrupted()
    try FileManager.default.removeItem(atPath: fetched + ".part")
    #expect(try resume(checkpoint) == [.partMissing])
    try FileManager.default.removeItem(atPath: fetched)
    let again = try interrupted()
    try Data(count: 5).write(to: URL(filePath: fetched + ".part"))
    #expect(try resume(again) == [.partAltered])
  }

  @Test func `a file that changed on the server since then is fetched anew`() throws {
    let checkpoint = try interrupted()
    try pattern(30 << 20).write(to: URL(filePath: server.file("x")))
    #expect(try resume(checkpoint) == [.fileChanged])
  }

  @Test(arguments: ["shorter", "longer", "replaced"])
  func `a file that changes while it is fetched is not kept`(way: String) throws {
    let recorder = Recorder()
    var isChanged = false
    let server = server
    recorder.onProgress = { progress in
      // When all connections have the file open.
      guard !isChanged, progress.done > 16 << 20 else { return }
      isChanged = true
      let handle = try? FileHandle(forWritingTo: URL(filePath: server.file("x")))
      switch way {
      case "shorter": try? handle?.truncate(atOffset: 1 << 20)
      case "longer": try? handle?.truncate(atOffset: 50 << 20)
      default:
        try? pattern(41 << 20).write(to: URL(filePath: server.file("new")))
        _ = unsafe rename(server.file("new"), server.file("x"))
      }
    }
    var download = try download()
    download.limits.bytesPerSecond = 40 << 20
    let changed = try failure {
      try download.run(server.path("x"), to: FilePath(fetched), observer: recorder)
    }
    #expect(changed.code == .remoteChanged, "\(changed)")
    #expect(!FileManager.default.fileExists(atPath: fetched))
  }

  @Test func `a name that is taken here is kept unless it may be replaced`() throws {
    try "old".write(toFile: fetched, atomically: true, encoding: .utf8)
    let taken = try failure {
      try download().run(server.path("x"), to: FilePath(fetched), observer: Recorder())
    }
    #expect(taken.code == .alreadyExists)
    #expect(try String(contentsOfFile: fetched, encoding: .utf8) == "old")
    try download().run(server.path("x"), to: FilePath(fetched), replacing: true, observer: Recorder())
    #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: file.path))
  }

  @Test func `a name that is taken here meanwhile is not overwritten`() throws {
    let recorder = Recorder()
    let fetched = fetched
    recorder.onProgress = { _ in
      _ = FileManager.default.createFile(atPath: fetched, contents: Data("new".utf8))
    }
    let taken = try failure {
      try download().run(server.path("x"), to: FilePath(fetched), observer: recorder)
    }
    #expect(taken.code == .alreadyExists)
    #expect(try String(contentsOfFile: fetched, encoding: .utf8) == "new")
  }

  @Test func `a link that is planted under the part's name here is not followed`() throws {
    let checkpoint = try interrupted()
    let victim = file.scratch.file("victim")
    try Data("precious".utf8).write(to: URL(filePath: victim))
    try FileManager.default.removeItem(atPath: fetched + ".part")
    try FileManager.default.createSymbolicLink(atPath: fetched + ".part", withDestinationPath: victim)
    #expect(try resume(checkpoint) == [.partAltered])
    #expect(try Data(contentsOf: URL(filePath: victim)) == Data("precious".utf8))
  }
}
