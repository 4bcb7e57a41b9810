/// What a transfer may take: connections, rate, time.
public struct TransferLimits: Hashable, Sendable {
  /// Connections, 1–32; `nil` for as many as the line's delay makes worth their login, 2–8.
  /// Small files take fewer; servers that cannot write one file by several get one.
  public var connections: Int?
  /// Bytes a second of the file's content, all connections together, at least 1,024; `nil`
  /// is without a limit.
  public var bytesPerSecond: UInt64?
  /// How long the whole call may take; after it the transfer ends with `transfer_timeout`
  /// and can be resumed.
  public var maxTime: Duration?
  /// How long to go on connecting anew after a connection broke and while nothing moves;
  /// zero ends with the first break.
  public var patience: Duration = .seconds(60)
  /// How often, at least, what has arrived is put onto the disk and kept: so much work can be
  /// lost when something is killed. It begins with a tenth of that.
  public var safetyInterval: Duration = .seconds(5)

  /// The defaults above.
  public init() {}

  /// How many connections to use on a line with this delay.
  ///
  /// One connection carries at most a window, 2 MiB with OpenSSH, in a round trip. Where that
  /// is no limit, what bounds the rate is the work of encrypting, and each further login is
  /// only more of it; a second connection still goes on while the first waits for the disk.
  func connections(roundTrip: Duration) -> Int {
    if let connections { return min(max(connections, 1), 32) }
    return min(2 + Int(roundTrip / .milliseconds(5)), 8)
  }
}

/// How the content on the server is proven to be the one that was sent.
public enum UploadVerification: String, Hashable, Sendable {
  /// By the size, and by a hash where the server makes one and the file's own is known.
  case auto
  /// By a hash where the server makes one and the file's own is known, else by reading
  /// everything back.
  case full
}
