import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// Random places that are the same in every run. A tenth of them is tried in `make test`,
/// all of them with `SO_SOAK=1`, as `make soak` sets it.
enum Soak {
  static let isAll = ProcessInfo.processInfo.environment["SO_SOAK"] == "1"

  static func places(_ count: Int, in range: Range<Int>, seed: UInt64) -> [Int] {
    var state = seed
    let all = (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
    return isAll ? all : Array(all.prefix(count / 10))
  }
}

/// Links that break and servers that die: afterwards there is one identical file under the
/// final name, and nothing else.
@Suite struct FaultTests {
  static let size = 24 << 20

  private func expectWhole(_ server: some SFTPPeer, _ file: LocalFile, _ context: String) throws {
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path), "\(context)")
    #expect(try server.names == ["x"], "\(context)")
  }

  @Test func `a link that is cut after any number of bytes is mended in the same call`() throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(Self.size))
    for place in Soak.places(50, in: 30_000..<Self.size, seed: 1) {
      var link = TCPRelay.Link()
      link.cutAfter = place
      let relay = try TCPRelay(to: server.port, link)
      defer { relay.stop() }
      let recorder = Recorder()
      _ = try SFTPUpload(to: server.access(port: relay.port)).run(
        file.source, to: server.path("x"), observer: recorder)
      #expect(relay.isCut)
      try expectWhole(server, file, "cut after \(place): \(recorder.notes)")
      try FileManager.default.removeItem(atPath: server.file("x"))
    }
  }

  @Test func `a link that is cut while nothing is mended leaves what the next run goes on with`() throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(Self.size))
    for place in Soak.places(50, in: 30_000..<Self.size + 60_000, seed: 2) {
      var link = TCPRelay.Link()
      link.cutAfter = place
      let relay = try TCPRelay(to: server.port, link)
      defer { relay.stop() }
      let recorder = Recorder()
      var upload = SFTPUpload(to: try server.access(port: relay.port), connections: 2)
      upload.limits.patience = .zero
      do {
        _ = try upload.run(file.source, to: server.path("x"), observer: recorder)
      } catch {
        #expect((error as? Failure)?.canPass == true, "\(error)")
        let again = Recorder()
        _ = try SFTPUpload(to: server.access()).run(
          file.source, to: server.path("x"), from: recorder.checkpoint, observer: again)
      }
      try expectWhole(server, file, "cut after \(place)")
      try FileManager.default.removeItem(atPath: server.file("x"))
    }
  }

  @Test func `fetching is mended as well, wherever the link is cut`() throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(Self.size))
    try FileManager.default.copyItem(atPath: file.path, toPath: server.file("x"))
    let fetched = file.scratch.file("fetched")
    for place in Soak.places(50, in: 30_000..<Self.size, seed: 3) {
      var link = TCPRelay.Link()
      link.cutAfter = place
      let relay = try TCPRelay(to: server.port, link)
      defer { relay.stop() }
      var download = SFTPDownload(by: try server.access(port: relay.port))
      download.limits.connections = 3
      try download.run(server.path("x"), to: FilePath(fetched), observer: Recorder())
      #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: file.path), "cut after \(place)")
      try FileManager.default.removeItem(atPath: fetched)
    }
  }

  @Test func `a byte that is flipped on the way never gets into the file`() throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(Self.size))
    for place in Soak.places(20, in: 40..<Self.size, seed: 4) {
      var link = TCPRelay.Link()
      link.flipAt = place
      let relay = try TCPRelay(to: server.port, link)
      defer { relay.stop() }
      let recorder = Recorder()
      do {
        _ = try SFTPUpload(to: server.access(port: relay.port)).run(
          file.source, to: server.path("x"), observer: recorder)
      } catch {
        // Before the first connection stands nothing is tried twice in one call.
        #expect(recorder.connections == 0, "\(error)")
        _ = try SFTPUpload(to: server.access()).run(file.source, to: server.path("x"), observer: Recorder())
      }
      try expectWhole(server, file, "flipped \(place)")
      try FileManager.default.removeItem(atPath: server.file("x"))
    }
  }

  @Test func `a server that is killed and started again goes on with the same file`() throws {
    let server = try SSHServer()
    let file = try LocalFile(pattern(64 << 20))
    for place in Soak.places(10, in: 1 << 20..<60 << 20, seed: 5) {
      let recorder = Recorder()
      var isKilled = false
      recorder.onProgress = { progress in
        guard !isKilled, progress.done >= place else { return }
        isKilled = true
        server.stop()
        #expect(throws: Never.self) { try server.restart() }
      }
      var upload = SFTPUpload(to: try server.access())
      upload.limits.bytesPerSecond = 100 << 20
      _ = try upload.run(file.source, to: server.path("x"), observer: recorder)
      #expect(isKilled && recorder.connections >= 2)
      try expectWhole(server, file, "killed at \(place)")
      try FileManager.default.removeItem(atPath: server.file("x"))
    }
  }

  @Test(arguments: OtherSFTPServer.Make.allCases)
  func `a cut is mended at every server`(make: OtherSFTPServer.Make) throws {
    let server = try OtherSFTPServer(make)
    let file = try LocalFile(pattern(12 << 20))
    for place in Soak.places(20, in: 30_000..<11 << 20, seed: 6) {
      var link = TCPRelay.Link()
      link.cutAfter = place
      let relay = try TCPRelay(to: server.port, link)
      defer { relay.stop() }
      let recorder = Recorder()
      _ = try SFTPUpload(to: server.access(port: relay.port)).run(
        file.source, sha256: file.sha256, to: server.path("x\(place)"), observer: recorder)
      let context = "\(make), cut after \(place): \(recorder.notes)"
      #expect(
        FileManager.default.contentsEqual(atPath: server.file("x\(place)"), andPath: file.path), "\(context)")
      // Through the server: rclone keeps the names of its folders in mind.
      let client = try server.access().connect()
      #expect(try client.entries(of: #require(RemotePath(server.remoteRoot))).count == 1, "\(context)")
      try client.remove(server.path("x\(place)"))
    }
  }
}
