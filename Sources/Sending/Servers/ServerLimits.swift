public import Profile
internal import Records
public import SFTP

/// What a transfer may take, and how it is stopped: the same for every kind of server.
public struct ServerLimits: Sendable {
  /// Connections, rate, time; kinds of servers that have one connection only take one.
  public var transfer = TransferLimits()
  /// How long to wait for a silent server, while connecting and later; `nil` is the usual time.
  public var timeout: Duration?
  /// How the content on the server is proven before it gets its final name.
  public var verification = UploadVerification.auto
  /// Asked several times a second, on several threads at once; `true` ends the work with
  /// `transfer_cancelled`, and it can be gone on with.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The defaults above.
  public init() {}

  /// What the settings say of a server, the other values being the defaults.
  public init(_ server: ServerSettings) {
    transfer.connections = server.connections
    transfer.bytesPerSecond = server.bandwidth?.bytesPerSecond
    timeout = server.timeout
  }
}
