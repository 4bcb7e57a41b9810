public import Records
public import SystemPackage

/// A server and how to log in to it: what makes connections, one for each thread.
public struct SFTPAccess: Sendable {
  /// Host and port.
  public let endpoint: SSHEndpoint
  /// The user's name on the server.
  public let user: String
  /// Tried in this order.
  public let credentials: [SSHCredential]
  /// The file of trusted host keys.
  public let knownHosts: FilePath
  /// The host by which the server is reached; `nil` for none.
  public var jump: SSHJump?
  /// Time-outs, and how to be stopped. `isCancelled` is asked on several threads at once.
  public var settings: SFTPSettings

  /// Puts an access together; nothing is looked up yet.
  public init(
    to endpoint: SSHEndpoint, user: String, credentials: [SSHCredential], knownHosts: FilePath,
    by jump: SSHJump? = nil, settings: SFTPSettings = SFTPSettings()
  ) {
    self.endpoint = endpoint
    self.user = user
    self.credentials = credentials
    self.knownHosts = knownHosts
    self.jump = jump
    self.settings = settings
  }

  /// Connects and logs in, for the thread that calls.
  ///
  /// - Throws: what ``SFTPClient/init(connecting:user:credentials:knownHosts:settings:)`` throws.
  public func connect() throws(Failure) -> SFTPClient { try SFTPClient(self, like: nil) }
}
