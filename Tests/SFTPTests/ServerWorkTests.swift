import Foundation
import Peers
import Records
import Testing

@testable import SFTP

/// Servers that are silent because they work.
@Suite struct ServerWorkTests {
  @Test(arguments: [
    (UInt64(0), Int64(60)), (20_000_000, 61), (10_000_000_000, 560), (144_000_000_000, 7260), (.max, 7260),
  ])
  func `silence is borne for as long as a slow disk needs, and not for ever`(bytes: UInt64, seconds: Int64) {
    #expect(ServerWork(.writing, bytes: bytes).allowance == .seconds(seconds))
  }

  @Test func `who is busy with nothing is given up at the usual time`() {
    let start = ContinuousClock.now
    var clock = SilenceClock(usual: .seconds(60), now: start)
    #expect(clock.end == start + .seconds(60) && clock.next == clock.end)
    #expect(clock.takeDue(start + .seconds(59)) == nil)
    clock.restart(start + .seconds(10))
    #expect(clock.end == start + .seconds(70))
  }

  @Test func `who works gets signs of life, a word is said of it once, and then patience ends`() {
    let start = ContinuousClock.now
    var clock = SilenceClock(usual: .seconds(20), now: start)
    let work = ServerWork(.hashing, bytes: 1_000_000_000)
    clock.work = work
    #expect(clock.end == start + .seconds(130))
    #expect(clock.next == start + .seconds(15) && clock.takeDue(start + .seconds(14)) == nil)
    #expect(clock.takeDue(start + .seconds(15)) == .sign)
    #expect(clock.next == start + .seconds(20) && clock.takeDue(start + .seconds(19)) == nil)
    #expect(clock.takeDue(start + .seconds(20)) == .word(work))
    #expect(clock.next == start + .seconds(30))
    #expect(clock.takeDue(start + .seconds(30)) == .sign)
    #expect(clock.takeDue(start + .seconds(120)) == .sign && clock.next == clock.end)
    #expect(clock.takeDue(start + .seconds(130)) == nil)
    // After a word of the server all begins anew.
    clock.restart(start + .seconds(125))
    #expect(clock.end == start + .seconds(255))
    #expect(clock.takeDue(start + .seconds(145)) == .word(work))
  }

  /// The server goes on when the client has waited longer than usual, or has begun anew.
  private func send(
    _ file: LocalFile, to server: SSHServer, connections: Int, every interval: Duration
  ) throws -> (Recorder, UploadResult) {
    var settings = SFTPSettings.quick
    settings.stallTimeout = .seconds(2)
    var upload = SFTPUpload(to: try server.access(settings: settings), connections: connections)
    upload.limits.safetyInterval = interval
    let recorder = Recorder()
    recorder.onNote = { note in
      switch note {
      case .waiting, .reconnecting:
        _ = FileManager.default.createFile(atPath: server.file("go"), contents: nil)
      default: break
      }
    }
    return (recorder, try upload.run(file.source, to: server.path("x"), observer: recorder))
  }

  @Test(arguments: [(1, Duration.seconds(3600)), (3, .seconds(3600)), (3, .milliseconds(10))])
  func `a server that puts long onto its disk what it has is waited for, and not begun with anew`(
    connections: Int, interval: Duration
  ) throws {
    let server = try SSHServer(.odd("held-sync"))
    // A second, at 20 MB/s, for each 20 MB that may still be in the server's memory.
    let file = try LocalFile(pattern(64 << 20))
    let (recorder, result) = try send(file, to: server, connections: connections, every: interval)
    #expect(recorder.isWaitedFor && !recorder.isReconnected && recorder.connections == 1)
    #expect(result.isSynchronized && recorder.startedOver.isEmpty)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["go", "x"])
  }
}
