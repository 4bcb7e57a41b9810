/// Relays in front of an FTPS server: one for the commands, one for the files. What goes through
/// them is encrypted, so they are told the server's ports, and take the same ones on 127.0.0.1.
public final class FTPSRelays: Sendable {
  /// Carries the commands.
  public let commands: TCPRelay
  /// Carries the files.
  public let files: TCPRelay

  /// Listens in front of `server`, which was started with relays in mind.
  public init(
    _ server: FTPSServer, files link: TCPRelay.Link = TCPRelay.Link(),
    commands commandLink: TCPRelay.Link = TCPRelay.Link()
  ) throws {
    guard let passivePort = server.passivePort else { throw PeerError("the server has no passive port") }
    commands = try TCPRelay(to: server.port, commandLink, port: server.port, host: FTPSServer.hiddenHost)
    files = try TCPRelay(to: passivePort, link, port: passivePort, host: FTPSServer.hiddenHost)
  }

  /// Cuts all connections now.
  public func cut() {
    commands.cut()
    files.cut()
  }

  /// Ends both.
  public func stop() {
    commands.stop()
    files.stop()
  }
}
