public import Records

/// Bytes of a known size that can be read at any place, so that pieces may be sent in any
/// order, again, and by several connections at once.
public protocol PositionedSource: AnyObject, Sendable {
  /// The size in bytes.
  var size: UInt64 { get }
  /// Fills all of `buffer` from `offset` on, or throws.
  func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(Failure)
  /// Throws `changed_while_read` when the bytes are no longer those of the beginning.
  func confirmUnchanged() throws(Failure)
}

/// A place for bytes that come in any order.
public protocol PositionedSink: AnyObject {
  /// Puts all of `bytes` at `offset`, or throws.
  func write(_ bytes: RawSpan, at offset: UInt64) throws(Failure)
}

/// How far a transfer is, in bytes that the other side has acknowledged.
public struct TransferProgress: Hashable, Sendable {
  /// Bytes that have arrived.
  public let done: UInt64
  /// Bytes in all.
  public let total: UInt64
  /// Bytes among ``done`` that are safe, so that no later run sends them again.
  public let safe: UInt64

  init(done: UInt64, total: UInt64, safe: UInt64 = 0) {
    self.done = done
    self.total = total
    self.safe = safe
  }
}
