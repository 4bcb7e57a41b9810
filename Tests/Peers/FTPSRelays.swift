/// Relays in front of an FTPS server: one for the commands, one for the files. What goes through
/// them is encrypted, so they are told the server's ports, and take the same ones on 127.0.0.1.
public final class FTPSRelays: Sendable {
  /// Carries the commands.
  public let commands: TCPRelay
  private let files: [TCPRelay]

  /// Listens in front of `server`, which was started with relays in mind.
  ///
  /// - Parameter link: for the files; each of the two relays has faults of its own.
  public init(_ server: FTPSServer, files link: TCPRelay.Link = TCPRelay.Link()) throws {
    guard !server.passivePorts.isEmpty else { throw PeerError("the server has no passive ports of its own") }
    commands = try TCPRelay(to: server.port, port: server.port, host: FTPSServer.hiddenHost)
    files = try server.passivePorts.map { try TCPRelay(to: $0, link, port: $0, host: FTPSServer.hiddenHost) }
  }

  /// Behaves so from now on, the connections for files and, where it is told so, those for commands.
  public func arm(_ link: TCPRelay.Link, commands other: TCPRelay.Link = TCPRelay.Link()) {
    for relay in files { relay.arm(link) }
    commands.arm(other)
  }

  /// The most bytes that have passed to the server on one of the relays for files.
  public var sent: Int { files.map(\.sent).max() ?? 0 }

  /// Whether a connection for files was cut.
  public var isCut: Bool { files.contains { $0.isCut } }

  /// Cuts all connections now.
  public func cut() { for relay in files + [commands] { relay.cut() } }

  /// Ends the relays.
  public func stop() { for relay in files + [commands] { relay.stop() } }
}
