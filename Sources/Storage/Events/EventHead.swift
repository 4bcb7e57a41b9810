public import Keys

/// The newest event at a moment: kept outside of the store and put into receipts, it proves
/// later that nothing up to it was cut off.
public struct EventHead: Hashable, Sendable {
  /// The event's number, from 1.
  public let seq: Int64
  /// The hash of its line, which covers every event before it.
  public let hash: SHA256Digest

  /// Names an event.
  public init(seq: Int64, hash: SHA256Digest) {
    self.seq = seq
    self.hash = hash
  }
}

extension EventHead {
  /// The head as receipts give it: the number, a colon, the hash in hexadecimal.
  public var text: String { "\(seq):\(hash.hex)" }
}
