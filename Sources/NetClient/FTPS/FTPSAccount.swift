public import Records

/// How TLS begins with an FTPS server (RFC 4217).
public enum FTPSEncryption: String, Sendable, CaseIterable {
  /// A plain greeting, then `AUTH TLS`, which must succeed before anything is said.
  case explicit
  /// TLS from the first byte, on a port of its own.
  case implicit

  /// The port that goes without saying.
  public var port: UInt16 { self == .explicit ? 21 : 990 }
}

/// A server that speaks FTP over TLS, the login, whom to trust, how long to wait.
///
/// There is no plain FTP: TLS is required for the commands and for the files (R079).
public struct FTPSAccount: Sendable {
  /// A host name, an IPv4 address, or an IPv6 address in square brackets.
  public let host: String
  /// The port.
  public let port: UInt16
  /// How TLS begins.
  public let encryption: FTPSEncryption
  /// The name to log in with.
  public let user: String
  /// Its password.
  public let password: String
  /// The certificates to trust as PEM, and no others then; `nil` for the system's.
  public let authority: String?
  /// How long to wait.
  public let limits: Limits

  /// How long to wait, in milliseconds, and how fast to go.
  public struct Limits: Hashable, Sendable {
    /// Until the connection stands and the user is logged in.
    public var connect: Int64 = 20_000
    /// For each answer.
    public var answer: Int64 = 60_000
    /// While not one byte of a file moves.
    public var stall: Int64 = 60_000
    /// Bytes a second of files at most; `nil` is without a limit.
    public var bytesPerSecond: Int64?

    /// The values above.
    public init() {}
  }

  /// Puts an account together.
  ///
  /// - Throws: `location_invalid` when the host is none, `auth_failed` when the user or the
  ///   password has a control character: a line feed in it would be a command of its own.
  public init(
    host: String, port: UInt16, encryption: FTPSEncryption, user: String, password: String,
    authority: String? = nil, limits: Limits = Limits()
  ) throws(Failure) {
    guard HostAndPort.isHost(host[...]), port > 0 else {
      throw Failure(.locationInvalid, "the address has no valid host and port")
    }
    for text in [user, password]
    where text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw Failure(.authFailed, "the user or the password has a control character")
    }
    guard !user.isEmpty else { throw Failure(.authFailed, "the user's name is empty") }
    self.host = host
    self.port = port
    self.encryption = encryption
    self.user = user
    self.password = password
    self.authority = authority
    self.limits = limits
  }

  /// `HOST:PORT`, for messages.
  public var place: String { "\(host):\(port)" }
}

extension FTPSAccount: CustomStringConvertible, CustomReflectable {
  /// The server alone: a description gets into logs.
  public var description: String { place }

  /// The server alone, for `dump` and debuggers too.
  public var customMirror: Mirror { Mirror(self, children: ["server": place]) }
}
