public import Records

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
