internal import Records

/// What the connections of a transfer do with its pieces.
enum TransferDirection: Sendable {
  /// Write them to the remote file.
  case sending(any PositionedSource)
  /// Read them from the remote file, which must be this one.
  case fetching(LocalPart, FileIdentity)
  /// Read them from the remote file and compare them with what was sent.
  case comparing(ComparingSink)

  var openMode: SFTPClient.OpenMode {
    if case .sending = self { .writing } else { .reading }
  }
}

/// One connection's work on the pieces of a pool.
struct TransferLane {
  let client: SFTPClient
  let file: RemoteFile
  let direction: TransferDirection
  let pool: PiecePool
  let bucket: TokenBucket?
  /// Whether no other connection works on the pool.
  let isAlone: Bool

  private var requestSize: UInt64 {
    if case .sending = direction { client.features.limits.write } else { client.features.limits.read }
  }

  /// Moves pieces until no more are due; after a failure its unsafe ones are due again.
  ///
  /// - Parameter pause: called while there is nothing to do but others may still fail;
  ///   `false` ends the work.
  func work(watch: (any TransferWatch)? = nil, pause: () throws(Failure) -> Bool) throws(Failure) {
    var requests = PoolRequests(pool, requestSize: requestSize, bucket: bucket, isAlone: isAlone)
    do throws(Failure) {
      while true {
        switch direction {
        case .sending(let source): try client.write(source, &requests, to: file, watch: watch)
        case .fetching(let part, _): try client.read(file, &requests, to: part, watch: watch)
        case .comparing(let sink): try client.read(file, &requests, to: sink, watch: watch)
        }
        switch pool.wait(atMost: .milliseconds(100)) {
        case .work: break
        case .finished: return
        case nil: guard try pause() else { return }
        }
      }
    } catch {
      // What a cancelled transfer has moved is made safe before it ends.
      if !error.endsByWish { pool.giveBack(requests.taken) }
      throw error
    }
  }
}

extension Failure {
  /// Whether the caller wanted the end, and the connection is as good as it was.
  var endsByWish: Bool { code == .transferCancelled || code == .transferTimeout }
}
