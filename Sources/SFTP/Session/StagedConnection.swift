public import Records

/// A connection that is made step by step, for whoever wants to know how far it comes: what
/// ``SFTPAccess/connect()`` does at one go, by the same code. The steps go in their order; each
/// is taken once, and none after one that failed. For use by one thread.
public final class StagedConnection {
  private let access: SFTPAccess
  private let probe: TCPProbe
  private var connection: TCPConnection?
  private var beyondJump: Failure?
  private var session: SSHSession?
  private var trusted = KnownHosts(parsing: [])
  private var exchangeFailure: Failure?
  private var hostKey: HostKey?
  private var wayIn: WayIn?

  /// A connection by `access`; nothing is looked up yet.
  public init(_ access: SFTPAccess) {
    self.access = access
    probe = TCPProbe(access.endpoint, settings: access.settings)
  }

  /// 0: logs in to the jump host, where there is one, and has it let us on; may be left out.
  ///
  /// - Returns: the address that answered, numeric, and the host's key; `nil` when there is no such host,
  ///   or it is not the one that stands in the way, which ``connect()`` then tells.
  /// - Throws: what logging in to the jump host throws, `jump_refused`.
  public func passJump() throws(Failure) -> (address: String?, hostKey: HostKey)? {
    guard let jump = access.jump else { return nil }
    let made: TCPConnection
    do throws(Failure) {
      made = try JumpTunnel.open(by: jump, to: access.endpoint, settings: access.settings)
    } catch {
      guard error.isBeyondJump else { throw error }
      beyondJump = error
      return nil
    }
    let arrival = made.tunnel?.arrival
    connection = consume made
    return arrival
  }

  /// 1: the host's addresses; none where a jump host looks them up.
  ///
  /// - Throws: `host_not_found`, `resolver_unavailable`.
  public func resolve() throws(Failure) -> [String] { access.jump == nil ? try probe.resolve() : [] }

  /// 2: connects, and tells the address that answered, which is the jump host's where there is one.
  ///
  /// - Throws: `connection_refused`, `connect_timeout`, `host_unreachable`; what logging in to the
  ///   jump host throws, `jump_refused`.
  public func connect() throws(Failure) -> String {
    if let beyondJump { throw beyondJump }
    if let peer = connection?.peer { return peer }
    let connection =
      if let jump = access.jump {
        try JumpTunnel.open(by: jump, to: access.endpoint, settings: access.settings)
      } else {
        try probe.connection()
      }
    let peer = connection.peer
    self.connection = consume connection
    return peer
  }

  /// 3: the server's first line.
  ///
  /// - Throws: `no_banner`, `not_ssh`, `too_many_logins`.
  public func greet() throws(Failure) -> String {
    guard let connection = connection.take() else { throw Self.outOfOrder }
    trusted = try KnownHostsFile(access.knownHosts).load()
    let session = try SSHSession(
      over: connection, to: access.endpoint,
      keyAlgorithms: HostKeyPreference.algorithms(trusted.algorithms(for: access.endpoint)),
      settings: access.settings)
    self.session = session
    // libssh does this and the next step in one.
    do throws(Failure) { try session.exchangeKeys() } catch {
      guard session.banner != nil, ![.noBanner, .notSSH, .tooManyLogins].contains(error.code) else {
        throw error
      }
      exchangeFailure = error
    }
    return session.banner ?? ""
  }

  /// 4: what both sides agreed on.
  ///
  /// - Throws: `algorithm_mismatch`, `key_exchange_failed`, `connection_lost`.
  public func exchangeKeys() throws(Failure) -> SSHAlgorithms {
    if let exchangeFailure { throw exchangeFailure }
    guard let session else { throw Self.outOfOrder }
    return SSHAlgorithms(of: session)
  }

  /// 5: the server's key, which is the known one.
  ///
  /// - Throws: `host_key_unknown`, `host_key_changed`, `host_key_revoked`.
  public func verifyHost() throws(Failure) -> HostKey {
    guard let session else { throw Self.outOfOrder }
    let key = try session.verifyServer(against: trusted)
    hostKey = key
    return key
  }

  /// 6: logs in, once, and tells which of the credentials it was; `nil` when it was none, or
  /// several together.
  ///
  /// - Throws: the codes of logging in; see ``SFTPClient``.
  public func logIn() throws(Failure) -> SSHCredential? {
    guard let session, hostKey != nil else { throw Self.outOfOrder }
    wayIn = try session.logIn(as: access.user, with: access.credentials)
    return wayIn.map { access.credentials[$0.credential] }
  }

  /// 7: starts SFTP.
  ///
  /// - Throws: `sftp_unavailable`, `sftp_protocol`, `connection_lost`.
  public func startSFTP() throws(Failure) -> SFTPClient {
    guard let session, let hostKey else { throw Self.outOfOrder }
    return try SFTPClient(on: session, hostKey: hostKey, wayIn: wayIn)
  }

  private static var outOfOrder: Failure {
    Failure(.internalError, "a step of the connection was taken before the one that it needs")
  }
}
