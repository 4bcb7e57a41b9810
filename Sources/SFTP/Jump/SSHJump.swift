public import Records
public import SystemPackage

/// A host on the way to a server that cannot be connected to from here.
///
/// Each connection to the server is a channel (`direct-tcpip`, RFC 4254, 7.2) of an SSH session of
/// its own to this host, which has its own key to be known by and its own login. The server's key is
/// checked through it as without it: the host sees nothing but when and how much. No program is
/// started for it, as OpenSSH's `ProxyCommand` would be by a shell that reads names as commands.
public struct SSHJump: Sendable {
  /// Host and port.
  public let endpoint: SSHEndpoint
  /// The user's name there.
  public let user: String
  /// Tried in this order.
  public let credentials: [SSHCredential]
  /// The file of trusted host keys.
  public let knownHosts: FilePath

  /// Puts a way together; nothing is looked up yet.
  public init(to endpoint: SSHEndpoint, user: String, credentials: [SSHCredential], knownHosts: FilePath) {
    self.endpoint = endpoint
    self.user = user
    self.credentials = credentials
    self.knownHosts = knownHosts
  }

  /// Logs in, and hangs up.
  ///
  /// - Returns: the address that answered, numeric, and the host's key.
  /// - Throws: what ``SFTPClient/init(connecting:user:credentials:knownHosts:settings:)`` throws before it
  ///   starts SFTP; each message begins with the words "jump host".
  public func check(
    _ settings: SFTPSettings = SFTPSettings()
  ) throws(Failure) -> (address: String?, hostKey: HostKey) {
    let session = try session(settings)
    return (session.peerAddress, try session.serverKey())
  }

  /// A session that is logged in, for the thread that calls.
  func session(_ settings: SFTPSettings) throws(Failure) -> SSHSession {
    do throws(Failure) {
      let trusted = try KnownHostsFile(knownHosts).load()
      let session = try SSHSession(
        connecting: endpoint, keyAlgorithms: HostKeyPreference.algorithms(trusted.algorithms(for: endpoint)),
        settings: Self.marked(settings))
      _ = try session.verifyServer(against: trusted)
      _ = try session.logIn(as: user, with: credentials)
      return session
    } catch { throw Self.marked(error) }
  }

  /// Says of a failure that it is this host's, and not the server's.
  static func marked(_ failure: Failure) -> Failure {
    guard failure.code != .transferCancelled else { return failure }
    return Failure(
      failure.code, "jump host: \(failure.message)",
      hint: failure.hint?.replacing("the server's operator", with: "the jump host's operator"))
  }

  private static func marked(_ settings: SFTPSettings) -> SFTPSettings {
    var settings = settings
    if let events = settings.events { settings.events = { line in events("jump host: \(line)") } }
    if let log = settings.log { settings.log = { line in log("jump host: \(line)") } }
    return settings
  }
}
