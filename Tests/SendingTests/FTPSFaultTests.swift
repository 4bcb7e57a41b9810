import Foundation
import Peers
import Records
import SFTP
import SystemPackage
import TestSupport
import Testing

@testable import Sending

/// Links that break and servers that die below FTPS: afterwards there is one identical file under
/// the final name, and nothing else.
@Suite struct FTPSFaultTests {
  static let size = 6 << 20
  /// A few of them in `make test`, all of them in `make soak`.
  static var places: [Int] {
    var generator = SeededGenerator(seed: 5)
    let all = (0..<20).map { _ in Int.random(in: 1..<size, using: &generator) }
    return ProcessInfo.processInfo.environment["SO_SOAK"] == "1" ? all : Array(all.prefix(2))
  }

  private func limits() -> ServerLimits {
    var limits = ServerLimits()
    limits.timeout = .seconds(5)
    limits.transfer.safetyInterval = .milliseconds(200)
    return limits
  }

  @Test(arguments: [FTPSServer.Make.pyftpdlib, .proftpd, .proftpdOverwrite, .proftpdHidden])
  func `a link that is cut after any number of bytes is mended in the same call`(_ make: FTPSServer.Make)
    throws
  {
    let site = try FTPSTestSite(make, hasRelays: true)
    let (source, bytes) = try site.file("a", Self.size)
    for (number, place) in Self.places.enumerated() {
      var link = TCPRelay.Link()
      link.cutAfter = place
      let relays = try FTPSRelays(site.server, files: link)
      defer { relays.stop() }
      let observer = FolderRecorder()
      // Every other time the connection for the commands dies, too.
      var isAlive = number % 2 == 1
      observer.onProgress = { _ in
        guard isAlive, relays.isCut else { return }
        isAlive = false
        relays.commands.cut()
      }
      _ = try site.folder(limits()).upload(
        source, sha256: site.sha256(bytes), as: "x", from: nil, observer: observer)
      #expect(relays.isCut)
      #expect(try site.names() == ["x"], "cut after \(place): \(observer.notes)")
      #expect(try site.bytes("x") == bytes, "cut after \(place): \(observer.notes)")
      try FileManager.default.removeItem(atPath: site.server.root + "/x")
    }
  }

  @Test func `fetching is mended as well, wherever the link is cut`() throws {
    let site = try FTPSTestSite(.proftpd, hasRelays: true)
    let (_, bytes) = try site.file("a", Self.size)
    try Data(bytes).write(to: URL(filePath: site.server.root + "/x"))
    for place in Self.places {
      var link = TCPRelay.Link()
      link.cutAfter = place
      let relays = try FTPSRelays(site.server, files: link)
      defer { relays.stop() }
      let name = "fetched\(place)"
      _ = try site.folder(limits()).download(
        "x", to: site.folder(name), replacing: false, from: nil, observer: FolderRecorder())
      #expect(relays.isCut)
      #expect(try site.folder.bytes(name) == bytes, "cut after \(place)")
    }
  }

  @Test func `a byte that is flipped on the way never gets into the file`() throws {
    let site = try FTPSTestSite(.proftpdOverwrite, hasRelays: true)
    let (source, bytes) = try site.file("a", Self.size)
    for place in Self.places + [150, 900] {
      var link = TCPRelay.Link()
      link.flipAt = place
      let relays = try FTPSRelays(site.server, files: link)
      defer { relays.stop() }
      let observer = FolderRecorder()
      _ = try site.folder(limits()).upload(
        source, sha256: site.sha256(bytes), as: "x", from: nil, observer: observer)
      #expect(!observer.notes.isEmpty, "flipped \(place)")
      #expect(try site.bytes("x") == bytes && site.names() == ["x"], "flipped \(place): \(observer.notes)")
      try FileManager.default.removeItem(atPath: site.server.root + "/x")
    }
  }

  @Test(arguments: [FTPSServer.Make.pyftpdlib, .proftpdOverwrite])
  func `a server that is killed and started again goes on with the same file`(_ make: FTPSServer.Make) throws
  {
    let site = try FTPSTestSite(make)
    let (source, bytes) = try site.file("a", Self.size)
    let observer = FolderRecorder()
    var isKilled = false
    observer.onProgress = { done in
      guard !isKilled, done > 2 << 20 else { return }
      isKilled = true
      #expect(throws: Never.self) { try site.server.restart() }
    }
    var limits = limits()
    limits.transfer.bytesPerSecond = 4 << 20
    _ = try site.folder(limits).upload(
      source, sha256: site.sha256(bytes), as: "x", from: nil, observer: observer)
    #expect(isKilled && observer.peers.count >= 2)
    #expect(try site.bytes("x") == bytes && site.names() == ["x"], "\(observer.notes)")
  }
}
