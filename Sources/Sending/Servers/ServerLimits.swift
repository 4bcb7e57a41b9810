public import Profile
public import Records
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
  /// Gets a line for each event of the sessions, masked.
  var log: (@Sendable (String) -> Void)?

  /// The defaults above.
  public init() {}

  /// What the settings say of a server, the other values being the defaults.
  public init(_ server: ServerSettings) {
    transfer.connections = server.connections
    transfer.bytesPerSecond = server.bandwidth?.bytesPerSecond
    timeout = server.timeout
  }

  /// What the settings say of a server, and what a person wishes otherwise.
  init(_ server: ServerSettings, _ wishes: LimitWishes) {
    self.init(server)
    apply(wishes)
  }

  /// What a person wishes, the other values being the defaults.
  init(_ wishes: LimitWishes) {
    self.init()
    apply(wishes)
  }

  private mutating func apply(_ wishes: LimitWishes) {
    transfer.connections = wishes.connections ?? transfer.connections
    transfer.bytesPerSecond = wishes.bandwidth?.bytesPerSecond ?? transfer.bytesPerSecond
    transfer.maxTime = wishes.maxTime
    timeout = wishes.timeout ?? timeout
    verification = wishes.verification
    isCancelled = wishes.isCancelled
    log = wishes.log
  }
}

/// What a person wishes of the transfers of one command; what is `nil` is as the settings say.
public struct LimitWishes: Sendable {
  /// Connections at most, 1–32.
  public var connections: Int?
  /// The rate at most.
  public var bandwidth: ByteRate?
  /// How long to wait for a silent server.
  public var timeout: Duration?
  /// How long one file may take; it can be gone on with after that.
  public var maxTime: Duration?
  /// How the content on the server is proven before it gets its final name.
  public var verification = UploadVerification.auto
  /// As ``ServerLimits/isCancelled``.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Gets the log of the sessions, line by line, safe for a ticket as a doctor's is: what was connected
  /// to, agreed on, tried and refused; no secrets, no addresses of people, no whole ids, no contents.
  public var log: (@Sendable (String) -> Void)?
  /// The user's home, which stands as `~` in the log.
  public var home: String?

  /// No wishes.
  public init() {}

  /// The same wishes with a log that hides what is secret in `settings`.
  func masking(_ settings: Settings) -> LimitWishes {
    var wishes = self
    wishes.log = log.map { SessionMask(TicketBundle.secrets(settings), home: home).masking($0) }
    return wishes
  }
}
