public import Records

/// Who is told of a transfer's course. All calls come on the thread that runs the transfer;
/// those that throw end it, and it can be resumed.
public protocol TransferObserver: AnyObject {
  /// A connection stands and the user is logged in, the first time or after a break.
  func connected(_ server: ConnectedServer)
  /// Bytes have arrived; several times a second at most.
  func advanced(_ progress: TransferProgress)
  /// Keep this, durably, before returning: the next run goes on from it.
  func keep(_ checkpoint: TransferCheckpoint) throws(Failure)
  /// All bytes are on the server under the part's name, and proven; the final name comes next.
  func verified() throws(Failure)
  /// Something that a person may want to know.
  func note(_ note: TransferNote)
}

extension TransferObserver {
  /// Does nothing.
  public func connected(_ server: ConnectedServer) {}
  /// Does nothing.
  public func advanced(_ progress: TransferProgress) {}
  /// Keeps nothing: the transfer cannot be resumed.
  public func keep(_ checkpoint: TransferCheckpoint) throws(Failure) {}
  /// Does nothing.
  public func verified() throws(Failure) {}
  /// Does nothing.
  public func note(_ note: TransferNote) {}
}

/// Hears everything and does nothing.
public final class SilentObserver: TransferObserver {
  /// One that nobody looks at.
  public init() {}
}

/// Something about a transfer that a person may want to know, and that is no failure.
public enum TransferNote: Hashable, Sendable {
  /// It begins anew, though an earlier run had come further.
  case startedOver(StartReason)
  /// The server does not let several connections write one file; one does it alone.
  case singleConnection(Failure)
  /// The server lets no more connections in than these.
  case fewerConnections(Int, Failure)
  /// A connection broke; another one is made after the delay.
  case reconnecting(Failure, after: Duration)
  /// The server works for longer than it may usually be silent; it is waited for.
  case waiting(ServerWork)
  /// The final name stood already and is ours, from an attempt whose end nobody heard of.
  case alreadyPublished

  /// Why a transfer begins anew.
  public enum StartReason: String, Hashable, Sendable {
    /// The file that is sent has another size, time of change or hash than before.
    case fileChanged
    /// The part of the earlier run is gone.
    case partMissing
    /// The part of the earlier run is not what was left there.
    case partAltered
    /// The server does not open an existing file for writing.
    case reopeningRefused
  }
}
