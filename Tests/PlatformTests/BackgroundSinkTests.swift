import Glibc
import Records
import Synchronization
import TestSupport
import Testing

@testable import Platform

@Suite struct BackgroundSinkTests {
  static let large = content((7 << 20) + 12_345)

  static func content(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: 7)
    return (0..<count / 8).flatMap { _ in
      let word = random.next()
      return (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
    } + [UInt8](repeating: 3, count: count % 8)
  }

  /// Keeps what it gets, and the thread that it gets it on.
  final class Keeping: ByteSink {
    private(set) var bytes: [UInt8] = []
    private(set) var threads: Set<UInt> = []
    var room = Int.max

    func write(_ bytes: RawSpan) throws(Failure) {
      threads.insert(UInt(pthread_self()))
      guard self.bytes.count + bytes.byteCount <= room else { throw Failure(.diskFull, "full") }
      unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
    }
  }

  @Test(arguments: [1000, 65_536, 1 << 18, (1 << 18) + 1, 8 << 20])
  func `pieces of any size arrive whole and in order`(piece: Int) throws {
    let kept = Keeping()
    let sink = BackgroundSink(kept, name: "test", processors: 2)
    for start in stride(from: 0, to: Self.large.count, by: piece) {
      try sink.write(Array(Self.large[start..<min(start + piece, Self.large.count)]))
    }
    try sink.finish()
    #expect(kept.bytes == Self.large)
  }

  @Test(arguments: [(2, BackgroundSink.threshold, 1), (2, BackgroundSink.threshold + 2, 2), (1, 5 << 20, 1)])
  func `a thread is started where it can gain something`(processors: Int, size: Int, threads: Int) throws {
    let kept = Keeping()
    let sink = BackgroundSink(kept, name: "test", processors: processors)
    try sink.write(Array(Self.large[..<(size - 1)]))
    try sink.write([Self.large[size - 1]])
    try sink.finish()
    #expect(kept.bytes == Array(Self.large[..<size]))
    #expect(kept.threads.count == threads)
  }

  @Test func `what is written after the end goes straight on`() throws {
    let kept = Keeping()
    let sink = BackgroundSink(kept, name: "test", processors: 2)
    for _ in 0..<3 {
      try sink.write(Self.large)
      try sink.finish()
    }
    #expect(kept.bytes == Self.large + Self.large + Self.large)
  }

  @Test func `a failure comes out of a write or of the end, and stays`() throws {
    // Around the last bytes there is no later write that could tell.
    for room in [100, 3 << 20, Self.large.count - 1] {
      let kept = Keeping()
      kept.room = room
      let sink = BackgroundSink(kept, name: "test", processors: 2)
      let failure = refusal {
        for start in stride(from: 0, to: Self.large.count, by: 100_000) {
          try sink.write(Array(Self.large[start..<min(start + 100_000, Self.large.count)]))
        }
        try sink.finish()
      }
      #expect(failure?.code == .diskFull)
      guard room > 100 else { continue }
      #expect(refusal { try sink.write([1]) }?.code == .diskFull)
      #expect(refusal { try sink.finish() }?.code == .diskFull)
      #expect(kept.bytes == Array(Self.large.prefix(kept.bytes.count)))
    }
  }

  @Test func `a sink that is given up ends its thread, and hands nothing more on`() throws {
    let kept = Keeping()
    do {
      let sink = BackgroundSink(kept, name: "test", processors: 2)
      for _ in 0..<20 { try sink.write(Self.large[..<(1 << 18)].map(\.self)) }
    }
    // The thread was joined: nobody else touches the sink by now.
    let count = kept.bytes.count
    #expect(count <= 20 << 18)
    #expect(kept.bytes.count == count)
  }

  @Test func `what waits is bounded`() throws {
    final class Slow: ByteSink {
      let gate = BoundedQueue<Int>(limit: 1000)
      let taken = Atomic<Int>(0)
      func write(_ bytes: RawSpan) throws(Failure) {
        _ = gate.take()
        taken.add(bytes.byteCount, ordering: .relaxed)
      }
    }
    let slow = Slow()
    let ahead = Atomic<Int>(0)
    for _ in 0..<9 { _ = slow.gate.put(1) }
    let sink = BackgroundSink(slow, name: "test", processors: 2)
    for _ in 0..<40 {
      try sink.write([UInt8](repeating: 1, count: 1 << 18))
      ahead.store(ahead.load(ordering: .relaxed) + (1 << 18), ordering: .relaxed)
      #expect(ahead.load(ordering: .relaxed) - slow.taken.load(ordering: .relaxed) <= 8 << 18)
      _ = slow.gate.put(1)
    }
    slow.gate.close()
    try sink.finish()
    #expect(slow.taken.load(ordering: .relaxed) == 40 << 18)
  }
}
