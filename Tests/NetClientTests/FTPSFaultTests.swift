import Foundation
import NetClient
import Peers
import Records
import SystemPackage
import Testing

/// Links that break below a session.
@Suite struct FTPSFaultTests {
  /// A server that was broken off says nothing more, and is not waited for long.
  private var limits: FTPSAccount.Limits {
    var limits = FTPSAccount.Limits()
    limits.answer = 3000
    return limits
  }

  @Test func `a file whose connection is cut is connection_lost, and what came before is there`() throws {
    let server = try FTPSServer(.pyftpdlib, hasRelays: true)
    let bytes = noise(4 << 20)
    var link = TCPRelay.Link()
    link.cutAfter = 1 << 20
    let relays = try FTPSRelays(server, files: link)
    defer { relays.stop() }
    let file = try HeldFile(bytes)
    let client = FTPSClient(try server.account(limits: limits), file: file.descriptor)
    let failure = try #require(throws: Failure.self) {
      try client.send(to: try server.path("x"), from: 0, to: Int64(bytes.count), .whole) { _ in }
    }
    #expect(failure.code == .connectionLost)
    #expect(relays.isCut)
    let size = try #require(try client.status(of: try server.path("x"))?.size)
    #expect(size < bytes.count)
    #expect(try Array(Data(contentsOf: URL(filePath: server.file("x")))) == Array(bytes[..<Int(size)]))
  }

  @Test func `a byte that is flipped on the way ends the session, and never gets into a file`() throws {
    let server = try FTPSServer(.pyftpdlib, hasRelays: true)
    let bytes = noise(6 << 20)
    for place in [3, 400, 60_000, 900_000] {
      var link = TCPRelay.Link()
      link.flipAt = place
      let relays = try FTPSRelays(server, files: link)
      defer { relays.stop() }
      let file = try HeldFile(bytes)
      let client = FTPSClient(try server.account(limits: limits), file: file.descriptor) {
        withExtendedLifetime(file) { false }
      }
      let failure = try #require(throws: Failure.self) {
        try client.send(to: try server.path("x"), from: 0, to: Int64(bytes.count), .whole) { _ in }
      }
      #expect(
        [.connectionLost, .dataChannelRefused, .remoteFailure].contains(failure.code), "\(place): \(failure)")
      let arrived = (try? Array(Data(contentsOf: URL(filePath: server.file("x"))))) ?? []
      #expect(arrived.count < bytes.count && arrived == Array(bytes[..<arrived.count]), "\(place)")
    }
  }

  @Test func `a transfer that is cancelled ends soon, and by its own word`() throws {
    let server = try FTPSServer(.pyftpdlib)
    let isOver = Switch()
    let file = try HeldFile(noise(30 << 20))
    var limits = FTPSAccount.Limits()
    limits.bytesPerSecond = 1 << 20
    let client = FTPSClient(
      try server.account(limits: limits), file: file.descriptor,
      isCancelled: { withExtendedLifetime(file) { isOver.isOn } })
    let failure = try #require(throws: Failure.self) {
      try client.send(to: try server.path("x"), from: 0, to: 30 << 20, .whole) { _ in isOver.turnOn() }
    }
    #expect(failure.code == .transferCancelled)
  }

  private final class Switch {
    private(set) var isOn = false
    func turnOn() { isOn = true }
  }
}
