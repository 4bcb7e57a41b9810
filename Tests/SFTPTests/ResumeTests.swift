import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// What the next run finds, and does with it.
@Suite struct ResumeTests {
  private let file: LocalFile
  private let server: SSHServer

  init() throws {
    file = try LocalFile(pattern(40 << 20))
    server = try SSHServer()
  }

  private func upload() throws -> SFTPUpload {
    var upload = SFTPUpload(to: try server.access())
    upload.limits.safetyInterval = .milliseconds(20)
    return upload
  }

  /// A run that is ended in the middle, as by a kill: what it kept last.
  private func interrupted() throws -> TransferCheckpoint {
    let recorder = Recorder()
    let killed = Failure(.internalError, "killed")
    recorder.onKeep = { checkpoint throws(Failure) in
      if !checkpoint.pieces.isEmpty { throw killed }
    }
    var upload = try upload()
    upload.limits.bytesPerSecond = 60 << 20
    let ended = try failure { _ = try upload.run(file.source, to: server.path("x"), observer: recorder) }
    #expect(ended == killed)
    // The server's old sessions may still be writing what they had been sent.
    server.stop()
    try server.restart()
    #expect(try server.names == [".part-x"])
    return try #require(recorder.checkpoint)
  }

  private func resume(
    _ checkpoint: TransferCheckpoint?, _ edit: (inout SFTPUpload) -> Void = { _ in }
  ) throws -> (UploadResult, Recorder) {
    let recorder = Recorder()
    var upload = try upload()
    edit(&upload)
    let result = try upload.run(file.source, to: server.path("x"), from: checkpoint, observer: recorder)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
    return (result, recorder)
  }

  @Test func `a killed transfer goes on, and does not send again what was safe`() throws {
    let checkpoint = try interrupted()
    #expect(!checkpoint.pieces.isEmpty && !checkpoint.pieces.isComplete)
    // What is safe is not even looked at again: a byte that is changed there stays.
    let piece = try #require((0..<checkpoint.pieces.count).first(where: checkpoint.pieces.contains))
    let handle = try FileHandle(forUpdating: URL(filePath: server.file(".part-x")))
    try handle.seek(toOffset: checkpoint.pieces.range(of: piece).lowerBound)
    try handle.write(contentsOf: Data([0, 1, 2, 3]))
    try handle.close()
    let recorder = Recorder()
    _ = try upload().run(file.source, to: server.path("x"), from: checkpoint, observer: recorder)
    #expect(!FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(recorder.startedOver.isEmpty)
  }

  @Test func `a part that somebody altered is found by reading back, and sent anew by the next run`() throws {
    let checkpoint = try interrupted()
    let piece = try #require((0..<checkpoint.pieces.count).first(where: checkpoint.pieces.contains))
    let handle = try FileHandle(forUpdating: URL(filePath: server.file(".part-x")))
    try handle.seek(toOffset: checkpoint.pieces.range(of: piece).lowerBound + 100)
    try handle.write(contentsOf: Data([0, 1, 2, 3]))
    try handle.close()
    let recorder = Recorder()
    var upload = try upload()
    upload.verification = .full
    let differs = try failure {
      _ = try upload.run(file.source, to: server.path("x"), from: checkpoint, observer: recorder)
    }
    #expect(differs.code == .remoteContentDiffers && !recorder.isVerified)
    #expect(try server.names == [".part-x"])
    #expect(try resume(recorder.checkpoint) { $0.verification = .full }.0.proof == .readBack)
  }

  @Test func `a killed transfer ends up whole`() throws {
    let (_, recorder) = try resume(interrupted())
    #expect(recorder.startedOver.isEmpty)
  }

  @Test func `a part that is gone, or is not what was left, is sent anew`() throws {
    let checkpoint = try interrupted()
    try FileManager.default.removeItem(atPath: server.file(".part-x"))
    #expect(try resume(checkpoint).1.startedOver == [.partMissing])
    try FileManager.default.removeItem(atPath: server.file("x"))

    for size in [UInt64(10), 41 << 20] {
      let checkpoint = try interrupted()
      let handle = try FileHandle(forUpdating: URL(filePath: server.file(".part-x")))
      try handle.truncate(atOffset: size)
      try handle.close()
      #expect(try resume(checkpoint).1.startedOver == [.partAltered])
      try FileManager.default.removeItem(atPath: server.file("x"))
    }
  }

  @Test func `a link that is planted under the part's name is not followed`() throws {
    let checkpoint = try interrupted()
    let victim = server.file("../victim")
    try pattern(40 << 20).write(to: URL(filePath: victim))
    try Data("precious".utf8).write(to: URL(filePath: victim))
    try FileManager.default.removeItem(atPath: server.file(".part-x"))
    try FileManager.default.createSymbolicLink(
      atPath: server.file(".part-x"), withDestinationPath: victim)
    #expect(try resume(checkpoint).1.startedOver == [.partAltered])
    #expect(try Data(contentsOf: URL(filePath: victim)) == Data("precious".utf8))
  }

  @Test func `a file that changed since then is sent anew`() throws {
    let checkpoint = try interrupted()
    try pattern(30 << 20).write(to: URL(filePath: file.path))
    #expect(try resume(checkpoint).1.startedOver == [.fileChanged])
  }

  @Test func `without a checkpoint a part from before is made anew`() throws {
    _ = try interrupted()
    #expect(try resume(nil).1.startedOver.isEmpty)
  }

  @Test func `a transfer that is given up leaves no part`() throws {
    _ = try interrupted()
    try upload().discard(server.path("x"))
    #expect(try server.names == [])
    try upload().discard(server.path("x"))
  }

  // MARK: The final name

  /// A run that is killed when everything is proven and the name comes next.
  private func proven() throws -> TransferCheckpoint {
    let recorder = Recorder()
    recorder.onVerified = { () throws(Failure) in throw Failure(.internalError, "killed") }
    _ = try failure { _ = try upload().run(file.source, to: server.path("x"), observer: recorder) }
    let checkpoint = try #require(recorder.checkpoint)
    #expect(checkpoint.stage == .publishing && checkpoint.pieces.isComplete)
    return checkpoint
  }

  @Test func `a run killed before the name was given gives it, and sends nothing`() throws {
    let (_, recorder) = try resume(proven())
    #expect(recorder.last == nil && recorder.startedOver.isEmpty)
  }

  @Test(arguments: ["link", "rename"])
  func `a name that was given and not heard of is known for our own`(way: String) throws {
    let checkpoint = try proven()
    if way == "link" {
      try FileManager.default.linkItem(atPath: server.file(".part-x"), toPath: server.file("x"))
    } else {
      try FileManager.default.moveItem(atPath: server.file(".part-x"), toPath: server.file("x"))
    }
    let (result, recorder) = try resume(checkpoint)
    #expect(recorder.notes == [.alreadyPublished] && !result.isPartLeft && result.arePermissionsSet)
    // And once more: a call with the last checkpoint does no harm.
    #expect(try resume(recorder.checkpoint ?? checkpoint).1.notes == [.alreadyPublished])
  }

  @Test(arguments: [40 << 20, 10])
  func `somebody else's file under the name is not taken for ours`(size: Int) throws {
    let checkpoint = try proven()
    try Data(count: size).write(to: URL(filePath: server.file("x")))
    let recorder = Recorder()
    let taken = try failure {
      _ = try upload().run(file.source, to: server.path("x"), from: checkpoint, observer: recorder)
    }
    #expect(taken.code == .remoteExists)
    #expect(try Data(contentsOf: URL(filePath: server.file("x"))) == Data(count: size))
  }

  @Test func `a name that is taken before the end is never overwritten`() throws {
    let checkpoint = try interrupted()
    try "other".write(toFile: server.file("x"), atomically: true, encoding: .utf8)
    let taken = try failure {
      _ = try upload().run(file.source, to: server.path("x"), from: checkpoint, observer: Recorder())
    }
    #expect(taken.code == .remoteExists)
    #expect(try String(contentsOfFile: server.file("x"), encoding: .utf8) == "other")
  }

  @Test func `when both names are gone it is sent anew`() throws {
    let checkpoint = try proven()
    try FileManager.default.removeItem(atPath: server.file(".part-x"))
    #expect(try resume(checkpoint).1.startedOver == [.partMissing])
  }
}
