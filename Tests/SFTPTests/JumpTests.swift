import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// By way of another host: two real servers, each with keys of its own.
@Suite struct JumpTests {
  private let server: SSHServer
  private let hop: SSHServer

  init() throws {
    server = try SSHServer()
    hop = try SSHServer()
  }

  private func jump(key: String? = nil, knownHosts: String? = nil, by hop: SSHServer? = nil) throws -> SSHJump
  {
    let hop = hop ?? self.hop
    return SSHJump(
      to: try hop.endpoint, user: hop.user, credentials: [.privateKey(FilePath(key ?? hop.key))],
      knownHosts: FilePath(knownHosts ?? hop.knownHosts))
  }

  private func access(
    _ jump: SSHJump? = nil, to endpoint: SSHEndpoint? = nil, knownHosts: String? = nil
  ) throws -> SFTPAccess {
    SFTPAccess(
      to: try endpoint ?? server.endpoint, user: server.user,
      credentials: [.privateKey(FilePath(server.key))],
      knownHosts: FilePath(knownHosts ?? server.knownHosts), by: try jump ?? self.jump(), settings: .quick)
  }

  @Test func `a file goes and comes back by way of a host, over several connections`() throws {
    let file = try LocalFile(pattern(40 << 20))
    let recorder = Recorder()
    let result = try SFTPUpload(to: access()).run(file.source, to: server.path("x"), observer: recorder)
    #expect(result.connections > 1 && result.isSynchronized)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    // What answered is the host; whose key it is, is the server.
    #expect(recorder.server?.address == "127.0.0.1:\(hop.port)")
    #expect(try recorder.server?.hostKey == HostKey.fetch(from: server.endpoint))
    let back = file.scratch.file("back")
    var download = SFTPDownload(by: try access())
    download.limits.connections = 3
    try download.run(server.path("x"), to: FilePath(back), observer: Recorder())
    #expect(FileManager.default.contentsEqual(atPath: back, andPath: file.path))
  }

  @Test func `without the host there is no way to the server, and the host is named`() throws {
    hop.stop()
    let refused = try failure { _ = try access().connect() }
    #expect(refused.code == .connectionRefused && refused.message.hasPrefix("jump host: "))
    #expect(refused.message.contains("port \(hop.port)"))
  }

  @Test func `R081 a host whose key is not trusted is refused before anything is said to the server`() throws
  {
    let empty = try ScratchDirectory("known")
    let unknown = try failure { _ = try access(jump(knownHosts: empty.file("none"))).connect() }
    #expect(unknown.code == .hostKeyUnknown && unknown.message.hasPrefix("jump host: "))
    #expect(unknown.hint?.hasSuffix("so-ftpsend trust 127.0.0.1:\(hop.port)") == true)
    // Another key under the host's name.
    let line = try String(contentsOfFile: server.knownHosts, encoding: .utf8)
    try line.replacingOccurrences(of: "]:\(server.port) ", with: "]:\(hop.port) ")
      .write(toFile: empty.file("other"), atomically: true, encoding: .utf8)
    let changed = try failure { _ = try access(jump(knownHosts: empty.file("other"))).connect() }
    #expect(changed.code == .hostKeyChanged && changed.message.hasPrefix("jump host: "))
    #expect(!server.log.contains("Connection from"))
    #expect(!hop.log.contains("Accepted"))
  }

  @Test func `R081 the server's own key is checked through the host`() throws {
    let unknown = try failure { _ = try access(knownHosts: hop.knownHosts).connect() }
    #expect(unknown.code == .hostKeyUnknown && !unknown.message.contains("jump host"))
    #expect(unknown.hint?.hasSuffix("so-ftpsend trust 127.0.0.1:\(server.port)") == true)
    let key = try HostKey.fetch(from: server.endpoint, by: jump())
    #expect(try key == HostKey.fetch(from: server.endpoint))
  }

  @Test func `R082 a login that the host refuses is the host's`() throws {
    let refused = try failure { _ = try access(jump(key: server.key)).connect() }
    #expect(refused.code == .clientKeyRejected && refused.message.hasPrefix("jump host: "))
    #expect(try jump().check().hostKey == HostKey.fetch(from: hop.endpoint))
  }

  @Test(arguments: ["AllowTcpForwarding no", "PermitOpen 192.0.2.1:22"])
  func `R083 a host that lets nobody on is told from a server that is not there`(line: String) throws {
    var options = SSHServer.Options()
    options.lines = [line]
    let strict = try SSHServer(options)
    let closed = try failure { _ = try access(jump(by: strict)).connect() }
    strict.stop()
    #expect(closed.code == .jumpRefused && closed.message.hasPrefix("jump host: "))
    #expect(closed.message.contains("127.0.0.1:\(server.port)"))
    let gone = try SSHServer()
    gone.stop()
    let nowhere = try gone.endpoint
    let missing = try failure { _ = try access(to: nowhere).connect() }
    #expect(missing.code == .hostUnreachable && missing.message.hasPrefix("jump host: "))
    #expect(missing.message.contains("\(nowhere)"))
  }

  @Test func `a host that goes away in the middle is gone on with when it is back`() throws {
    let file = try LocalFile(pattern(40 << 20))
    let recorder = Recorder()
    var isCut = false
    recorder.onProgress = { progress in
      guard !isCut, progress.done > 8 << 20 else { return }
      isCut = true
      hop.stop()
      #expect(throws: Never.self) { try hop.restart() }
    }
    _ = try SFTPUpload(to: access(), connections: 2).run(
      file.source, to: server.path("x"), observer: recorder)
    #expect(isCut && recorder.isReconnected)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
  }

  @Test func `cancelling ends it, and what was sent is kept for the next run`() throws {
    let file = try LocalFile(pattern(64 << 20))
    let isCancelled = Flag()
    var access = try access()
    access.settings.isCancelled = { isCancelled.isSet }
    let recorder = Recorder()
    recorder.onProgress = { if $0.done > 8 << 20 { isCancelled.set() } }
    let cancelled = try failure {
      _ = try SFTPUpload(to: access).run(file.source, to: server.path("x"), observer: recorder)
    }
    #expect(cancelled.code == .transferCancelled)
    #expect(recorder.checkpoint?.pieces.isEmpty == false)
    let again = Recorder()
    _ = try SFTPUpload(to: self.access()).run(
      file.source, to: server.path("x"), from: recorder.checkpoint, observer: again)
    #expect(again.startedOver.isEmpty)
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
  }
}
