/// What a transfer may take: connections, rate, time.
public struct TransferLimits: Hashable, Sendable {
  /// Connections at most, 1–32. Small files take fewer; servers that cannot write one file
  /// by several get one.
  public var connections = 8
  /// Bytes a second of the file's content, all connections together, at least 1,024; `nil`
  /// is without a limit.
  public var bytesPerSecond: UInt64?
  /// How long the whole call may take; after it the transfer ends with `transfer_timeout`
  /// and can be resumed.
  public var maxTime: Duration?
  /// How long to go on connecting anew after a connection broke and while nothing moves;
  /// zero ends with the first break.
  public var patience: Duration = .seconds(60)
  /// How often what has arrived is put onto the disk and kept: so much work can be lost when
  /// something is killed.
  public var safetyInterval: Duration = .seconds(5)

  /// The defaults above.
  public init() {}
}

/// How the content on the server is proven to be the one that was sent.
public enum UploadVerification: String, Hashable, Sendable {
  /// By the size, and by a hash where the server makes one and the file's own is known.
  case auto
  /// By a hash where the server makes one and the file's own is known, else by reading
  /// everything back.
  case full
}
