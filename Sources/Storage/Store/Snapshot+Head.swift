internal import Keys
public import Records

extension Snapshot {
  /// The newest event of this state of the store, for receipts that are given later.
  public func newestHead() throws(Failure) -> EventHead {
    guard let last = try store.backend.lastEvent(), let hash = SHA256Digest(last.hash) else {
      throw Failure(.storeDamaged, "the store has no events")
    }
    return EventHead(seq: last.seq, hash: hash)
  }
}
