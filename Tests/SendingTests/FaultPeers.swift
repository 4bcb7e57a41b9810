import Foundation
import Peers
import Profile

/// A server behind a relay, that can be killed and started again with other habits.
protocol FaultPeer: AnyObject {
  var root: String { get }
  /// What of the settings leads to it, through the relay.
  var settings: [(SettingKey, String)] { get }
  /// Whether the fault of the link has happened.
  var isHit: Bool { get }
  /// What the server has said.
  var log: String { get }
  /// Has the link behave so from now on.
  func arm(_ fault: TransferFault?)
  /// Cuts all connections now.
  func cut()
  func kill()
  /// - Parameter habit: that of the servers that have some.
  func restart(_ limits: PeerLimits, habit: String?) throws
}

extension PeerLimits {
  /// Permissions hold for the server, whoever runs the tests.
  static var ofFaults: PeerLimits {
    var limits = PeerLimits()
    limits.isUnprivileged = true
    return limits
  }
}

/// An SFTP server with one relay.
final class SFTPFaultPeer: FaultPeer {
  private let server: any SFTPPeer
  private let relay: TCPRelay
  private let knownHosts: String
  private var link = TCPRelay.Link()

  init(_ server: any SFTPPeer) throws {
    self.server = server
    relay = try TCPRelay(to: server.port)
    knownHosts = server.knownHosts + ".relay"
    try String(contentsOfFile: server.knownHosts, encoding: .utf8)
      .replacingOccurrences(of: "]:\(server.port) ", with: "]:\(relay.port) ")
      .write(toFile: knownHosts, atomically: true, encoding: .utf8)
  }

  deinit { relay.stop() }

  var root: String { server.root }

  var settings: [(SettingKey, String)] {
    let common: [(SettingKey, String)] = [
      (.serverURL, "sftp://\(server.user)@127.0.0.1:\(relay.port)\(server.remoteRoot)"),
      (.serverKnownHosts, knownHosts),
    ]
    return common + (server.keyFile.map { [(.serverIdentityFile, $0)] } ?? [])
      + (server.password.map { [(.serverPassword, $0)] } ?? [])
  }

  var log: String {
    (server as? SSHServer)?.log ?? (server as? OtherSFTPServer)?.log ?? ""
  }

  var isHit: Bool { relay.isCut || link.flipAt.map { relay.sent > $0 } ?? false }

  func arm(_ fault: TransferFault?) {
    link = TCPRelay.Link()
    switch fault {
    case .cut(let place): link.cutAfter = place
    case .flipped(let place): link.flipAt = place
    case .slowLink: link.delay = .milliseconds(60)
    default: break
    }
    relay.arm(link)
  }

  func cut() { relay.cut() }

  func kill() {
    if let server = server as? SSHServer { server.kill() }
    if let server = server as? OtherSFTPServer { server.kill() }
  }

  func restart(_ limits: PeerLimits, habit: String?) throws {
    if let server = server as? OtherSFTPServer {
      return try server.restart(limits, habits: habit.map { [$0] } ?? [])
    }
    guard let server = server as? SSHServer else { return }
    let odd = try habit.map { try SSHServer.Options.odd($0).subsystem }
    try server.restart { options in
      options.subsystem = odd ?? options.subsystem
      options.limits = limits
    }
  }
}

/// An FTPS server with a relay for the commands and two for the files.
final class FTPSFaultPeer: FaultPeer {
  private let server: FTPSServer
  private let relays: FTPSRelays
  private var flip: Int?

  init(_ make: FTPSServer.Make) throws {
    server = try FTPSServer(make, hasRelays: true, limits: .ofFaults)
    relays = try FTPSRelays(server)
  }

  deinit { relays.stop() }

  var root: String { server.root }

  var settings: [(SettingKey, String)] {
    [
      (.serverURL, server.url), (.serverPassword, server.password), (.serverCAFile, server.authority),
      (.serverTLS, "explicit"),
    ]
  }

  var log: String { server.log }

  var isHit: Bool { relays.isCut || relays.commands.isCut || flip.map { relays.sent > $0 } ?? false }

  func arm(_ fault: TransferFault?) {
    var (files, commands) = (TCPRelay.Link(), TCPRelay.Link())
    switch fault {
    // So early that the commands alone have so many bytes.
    case .cut(let place): if place < 9000 { commands.cutAfter = place } else { files.cutAfter = place }
    case .flipped(let place): if place < 3000 { commands.flipAt = place } else { files.flipAt = place }
    case .slowLink: (files.delay, commands.delay) = (.milliseconds(60), .milliseconds(60))
    default: break
    }
    flip = files.flipAt
    relays.arm(files, commands: commands)
  }

  func cut() { relays.cut() }
  func kill() { server.kill() }
  func restart(_ limits: PeerLimits, habit: String?) throws { try server.restart(limits) }
}

extension FaultServer {
  /// Starts it.
  func start() throws -> any FaultPeer {
    func other(_ make: OtherSFTPServer.Make) throws -> any FaultPeer {
      try SFTPFaultPeer(OtherSFTPServer(make, .ofFaults))
    }
    switch self {
    case .openssh:
      var options = SSHServer.Options()
      options.limits = .ofFaults
      return try SFTPFaultPeer(SSHServer(options))
    case .proftpd: return try other(.proftpd)
    case .rclone: return try other(.rclone)
    case .asyncssh: return try other(.asyncssh)
    case .paramiko: return try other(.paramiko)
    case .ftpsProftpd: return try FTPSFaultPeer(.proftpd)
    case .pyftpdlib: return try FTPSFaultPeer(.pyftpdlib)
    }
  }
}
