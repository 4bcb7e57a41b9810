import Records
import Testing

@testable import SFTP

@Suite struct PieceMapTests {
  @Test(arguments: [(UInt64(0), 0), (1, 1), (4096, 1), (4097, 2), (40_960, 10), (40_961, 11)])
  func `the pieces of a file cover it once, without a gap`(size: UInt64, count: Int) {
    let map = PieceMap(fileSize: size, pieceSize: 4096)
    #expect(map.count == count)
    var end: UInt64 = 0
    for piece in 0..<map.count {
      #expect(map.range(of: piece).lowerBound == end && !map.range(of: piece).isEmpty)
      end = map.range(of: piece).upperBound
    }
    #expect(end == size)
  }

  @Test func `a map counts the bytes of what is in it`() {
    var map = PieceMap(fileSize: 10_000, pieceSize: 4096)
    #expect(map.isEmpty && map.bytes == 0 && !map.isComplete && map.end == 0)
    map.insert(2)
    #expect(map.bytes == 1808 && map.end == 10_000 && !map.isEmpty)
    map.insert(0)
    map.insert(1)
    #expect(map.isComplete && map.bytes == 10_000)
    map.remove(1)
    #expect(!map.isComplete && map.bytes == 5904)
    map.removeAll()
    #expect(map.isEmpty)
  }

  @Test func `a map of any file stays small`() {
    for size: UInt64 in [1, 1 << 30, 10 << 30, 1 << 40, 1 << 50] {
      #expect(PieceMap(fileSize: size).bits.count <= 1024)
    }
  }

  @Test(arguments: [
    (UInt64(10_000), UInt64(4096), [UInt8](arrayLiteral: 0b101), true), (10_000, 4096, [0b1000], false),
    (10_000, 4096, [], false), (10_000, 4096, [0, 0], false), (10_000, 0, [0], false),
    (10_000, 1, [0], false),
    (0, 4096, [], true), (UInt64.max, 4096, [], false),
  ])
  func `only a map whose parts fit each other is read`(
    size: UInt64, piece: UInt64, bits: [UInt8], isGood: Bool
  ) {
    #expect((PieceMap(fileSize: size, pieceSize: piece, bits: bits) != nil) == isGood)
  }
}

@Suite struct CheckpointTests {
  private func checkpoint() -> TransferCheckpoint {
    var checkpoint = TransferCheckpoint(
      FileIdentity(size: 20 << 20, modified: -5, sha256: [UInt8](repeating: 7, count: 32)))
    checkpoint.pieces.insert(0)
    checkpoint.pieces.insert(3)
    return checkpoint
  }

  @Test func `a checkpoint comes back from its written form`() {
    #expect(TransferCheckpoint(checkpoint().object) == checkpoint())
    let bare = TransferCheckpoint(FileIdentity(size: 0, modified: 0))
    #expect(TransferCheckpoint(bare.object) == bare)
  }

  @Test(arguments: [
    ("size", JSONValue.integer(-1)), ("size", .integer(1 << 40)), ("size", .null),
    ("piece_size", .integer(0)),
    ("piece_size", .integer(7)), ("pieces", .string("x")), ("pieces", .string("AAAA")), ("pieces", .null),
    ("sha256", .string("00")), ("sha256", .integer(0)), ("stage", .string("done")), ("modified", .null),
    // Nothing is published before everything is there.
    ("stage", .string("publishing")),
  ])
  func `a damaged checkpoint is none`(key: String, value: JSONValue) {
    var object = checkpoint().object
    object[key] = value
    #expect(TransferCheckpoint(object) == nil)
  }

  @Test func `an identity fits the same size and time, and no other hash`() {
    let (one, other) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
    let known = FileIdentity(size: 1, modified: 2, sha256: one)
    #expect(known.fits(FileIdentity(size: 1, modified: 2)))
    #expect(FileIdentity(size: 1, modified: 2).fits(known))
    #expect(!known.fits(FileIdentity(size: 1, modified: 2, sha256: other)))
    #expect(!known.fits(FileIdentity(size: 2, modified: 2, sha256: one)))
    #expect(!known.fits(FileIdentity(size: 1, modified: 3, sha256: one)))
  }
}

@Suite struct PiecePoolTests {
  private func pool(_ pieces: Int, safe: [Int] = []) -> PiecePool {
    var map = PieceMap(fileSize: UInt64(pieces) * 4096, pieceSize: 4096)
    for piece in safe { map.insert(piece) }
    return PiecePool(map)
  }

  @Test func `pieces are handed out once, in order, without those that are safe`() {
    let pool = pool(5, safe: [0, 3])
    #expect(pool.take()?.piece == 1)
    #expect(pool.take()?.piece == 2)
    #expect(pool.take()?.piece == 4)
    #expect(pool.take() == nil && !pool.isDone)
  }

  @Test func `a piece has arrived when all its bytes have, and is safe when that is said`() {
    let pool = pool(2)
    _ = pool.take()
    pool.acknowledge(0, 4000)
    #expect(pool.arrived.isEmpty && pool.bytes == (done: 4000, safe: 0))
    pool.acknowledge(0, 96)
    #expect(Array(pool.arrived.keys) == [0] && pool.safe.isEmpty)
    pool.secure(pool.arrived)
    #expect(pool.safe.contains(0) && pool.arrived.isEmpty && pool.bytes == (done: 4096, safe: 4096))
  }

  @Test func `what a broken connection left is moved again as a whole, safe pieces are not`() {
    let pool = pool(3)
    for piece in 0..<3 { #expect(pool.take()?.piece == piece) }
    pool.acknowledge(0, 4096)
    pool.secure(pool.arrived)
    pool.acknowledge(1, 4096)
    pool.acknowledge(2, 10)
    pool.giveBack([2, 1, 0])
    #expect(pool.bytes == (done: 4096, safe: 4096) && !pool.isDone)
    #expect(pool.take()?.piece == 1)
    #expect(pool.take()?.range == 8192..<12_288)
    #expect(pool.take() == nil)
    pool.acknowledge(1, 4096)
    pool.acknowledge(2, 4096)
    #expect(pool.isDone)
  }

  @Test func `what was put onto the disk is not what arrived anew since then`() {
    let pool = pool(1)
    _ = pool.take()
    pool.acknowledge(0, 4096)
    let arrived = pool.arrived
    pool.giveBack([0])
    _ = pool.take()
    pool.acknowledge(0, 4096)
    pool.secure(arrived)
    #expect(pool.safe.isEmpty)
  }

  @Test func `an ended pool hands out nothing, and keeps the first failure`() {
    let pool = pool(2)
    pool.end(Failure(.remoteDiskFull, "first"))
    pool.end(Failure(.connectionLost, "second"))
    #expect(pool.take() == nil && pool.failure?.code == .remoteDiskFull)
    #expect(pool.wait(atMost: .zero) == .finished)
  }

  @Test func `requests stay within their pieces`() {
    let pool = pool(2)
    var requests = PoolRequests(pool, requestSize: 3000, bucket: nil)
    var ranges: [Range<UInt64>] = []
    while let range = requests.take() { ranges.append(range) }
    #expect(ranges == [0..<3000, 3000..<4096, 4096..<7096, 7096..<8192])
    #expect(requests.taken == [0, 1] && requests.isEmpty)
    requests.giveBack(7000..<7096)
    #expect(!requests.isEmpty && requests.take() == 7000..<7096)
  }
}

@Suite struct RateTests {
  @Test func `a bucket lets through what its rate allows, however it is asked`() {
    let start = ContinuousClock.now
    let bucket = TokenBucket(bytesPerSecond: 1 << 20, now: start)
    var (now, taken) = (start, 0)
    while now < start + .seconds(10) {
      guard let later = bucket.take(32_768, now: now) else {
        taken += 32_768
        continue
      }
      #expect(later > now)
      now = later
    }
    #expect((10 << 20) - 65_536...(10 << 20) + 65_536 ~= taken)
  }

  @Test func `time that was not used is lent for a moment only`() {
    let start = ContinuousClock.now
    let bucket = TokenBucket(bytesPerSecond: 4 << 20, now: start)
    let now = start + .seconds(3600)
    var taken = 0
    while bucket.take(32_768, now: now) == nil { taken += 32_768 }
    #expect(taken <= 1 << 20)
  }

  @Test func `a request larger than the bucket comes through in the end`() {
    let start = ContinuousClock.now
    let bucket = TokenBucket(bytesPerSecond: 1024, now: start)
    let later = bucket.take(1 << 20, now: start)
    #expect(later != nil)
    #expect(bucket.take(1 << 20, now: start + .seconds(300)) == nil)
  }

  @Test func `connecting anew gets slower, and ends without progress`() {
    var persistence = Persistence(patience: .seconds(10))
    let lost = Failure(.connectionLost, "lost")
    let start = ContinuousClock.now
    #expect(persistence.delay(after: Failure(.authFailed, "no"), done: 0, now: start) == nil)
    #expect(persistence.delay(after: Failure(.hostKeyChanged, "no"), done: 0, now: start) == nil)
    #expect(persistence.delay(after: Failure(.remoteFailure, "no"), done: 0, now: start) == nil)
    #expect(persistence.delay(after: lost, done: 0, now: start) == .milliseconds(250))
    var late = Persistence(patience: .seconds(10))
    // A connection that had stalled for long is worth another one, too.
    #expect(late.delay(after: lost, done: 0, now: start + .seconds(60)) == .milliseconds(250))
    #expect(persistence.delay(after: lost, done: 0, now: start) == .milliseconds(500))
    #expect(persistence.delay(after: lost, done: 0, now: start + .seconds(10)) == nil)
    #expect(persistence.delay(after: lost, done: 1, now: start + .seconds(10)) == .milliseconds(250))
    #expect(persistence.delay(after: lost, done: 1, now: start + .seconds(30)) == nil)
  }
}
