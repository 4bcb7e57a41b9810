internal import CSSH
internal import Glibc
internal import Platform
public import Records
internal import SystemPackage

/// The first two steps towards a server of any kind, one by one: its addresses, and a
/// connection.
public final class TCPProbe {
  /// Host and port.
  public let endpoint: SSHEndpoint
  private let settings: SFTPSettings
  private var addresses: ResolvedAddresses?

  /// A probe of `endpoint`; nothing is looked up yet.
  public init(_ endpoint: SSHEndpoint, settings: SFTPSettings = SFTPSettings()) {
    self.endpoint = endpoint
    self.settings = settings
  }

  /// The host's addresses, numbers only, in the order in which they are tried.
  ///
  /// - Throws: `host_not_found`, `resolver_unavailable`.
  public func resolve() throws(Failure) -> [String] { try resolved().texts }

  /// Connects, hangs up, and tells the address that answered.
  ///
  /// - Throws: what ``resolve()`` throws; `connection_refused`, `connect_timeout`,
  ///   `host_unreachable`.
  public func connect() throws(Failure) -> String { try connection().peer }

  /// What somebody says who is not an SSH server, on a connection of its own: the first line, or that
  /// it is TLS; `nil` for silence.
  ///
  /// - Parameters:
  ///   - question: said when nothing comes unasked, since many wait for the other side to begin.
  ///   - patience: how long each of the two may take.
  /// - Throws: what ``connect()`` throws; `transfer_cancelled`.
  public func firstLine(asking question: String, patience: Duration) throws(Failure) -> String? {
    let connection = try connection()
    let number = connection.owned.descriptor.rawValue
    let poll = SocketPoll(descriptor: number, settings: settings)
    for words in ["", question] {
      var said = Array(words.utf8)
      if !said.isEmpty { _ = unsafe send(number, &said, said.count, Int32(MSG_NOSIGNAL)) }
      guard try poll.wait(reading: true, writing: false, until: .now + patience) else { continue }
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = unsafe recv(number, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return nil }
      switch Greeting(Array(bytes.prefix(count))) {
      case .other(let line, _): return line
      case .ssh: return String(printable: bytes.prefix(count).prefix { $0 != 13 && $0 != 10 }.prefix(80))
      case .silent: return nil
      }
    }
    return nil
  }

  func connection() throws(Failure) -> TCPConnection {
    let addresses = try resolved()
    return try TCPConnection(
      to: addresses, of: endpoint, settings: settings, until: .now + settings.connectTimeout)
  }

  private func resolved() throws(Failure) -> ResolvedAddresses {
    if let addresses { return addresses }
    let found = try ResolvedAddresses(endpoint)
    addresses = found
    return found
  }
}
