import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

@Suite struct SFTPUploadTests {
  @Test(arguments: [0, 1, 4 << 20, 4 << 20 + 1, 64 << 20 + 17])
  func `a file of any size arrives by several connections as it was sent`(size: Int) throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(size))
    let recorder = Recorder()
    let result = try SFTPUpload(to: server.access()).run(
      file.source, to: server.path("x"), observer: recorder)
    #expect(result.size == UInt64(size) && result.isSynchronized && result.arePermissionsSet)
    #expect(!result.isPartLeft && result.proof == .size)
    #expect(size < 64 << 20 || result.connections == 4)
    #expect(size == 0 || recorder.last?.done == UInt64(size))
    #expect(recorder.isVerified && recorder.checkpoint?.stage == .publishing)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
  }
}

@Suite struct SFTPDownloadTests {
  @Test(arguments: [0, 1, 4 << 20, 4 << 20 + 1, 64 << 20 + 17])
  func `a file of any size is fetched by several connections as it is`(size: Int) throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(size))
    try FileManager.default.copyItem(atPath: file.path, toPath: server.file("x"))
    let (recorder, fetched) = (Recorder(), file.scratch.file("fetched"))
    var download = SFTPDownload(by: try server.access())
    download.limits.connections = 4
    #expect(try download.run(server.path("x"), to: FilePath(fetched), observer: recorder) == UInt64(size))
    #expect(size == 0 || recorder.last?.done == UInt64(size))
    #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: file.path))
    #expect(!FileManager.default.fileExists(atPath: fetched + ".part"))
  }
}
