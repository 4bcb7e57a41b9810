import Platform
import Records
import Synchronization
import SystemPackage
import TestSupport
import Testing

@Suite struct WorkerThreadTests {
  @Test func `its value is had, again and again`() throws {
    let thread = try WorkerThread("adder") { () throws(Failure) in 6 * 7 }
    #expect(try thread.join() == 42)
    #expect(try thread.join() == 42)
  }

  @Test func `its failure is thrown`() throws {
    let expected = Failure(.ioError, "torn")
    let thread = try WorkerThread("thrower") { () throws(Failure) -> Int in throw expected }
    #expect(refusal { try thread.join() } == expected)
    #expect(refusal { try thread.join() } == expected)
  }

  @Test(arguments: [
    ("short", "short"), ("fifteen letters", "fifteen letters"),
    ("more than fifteen letters", "more than fifte"), ("", ""),
  ])
  func `it bears its name, cut to fifteen bytes`(_ name: String, _ kept: String) throws {
    let thread = try WorkerThread(name) { ownName() }
    #expect(try thread.join() == kept + "\n")
  }

  @Test func `any number of threads may join one`() throws {
    let gate = BoundedQueue<Int>(limit: 1)
    let thread = try WorkerThread("worker") { () throws(Failure) in gate.take() }
    let joiners = try (0..<8).map { _ in
      try WorkerThread("joiner") { () throws(Failure) in try thread.join() }
    }
    #expect(gate.put(5))
    for joiner in joiners { #expect(try joiner.join() == 5) }
  }
}

@Suite struct BoundedQueueTests {
  @Test func `what is put first is taken first`() {
    let queue = BoundedQueue<Int>(limit: 3)
    for number in 1...3 { #expect(queue.put(number)) }
    for number in 1...3 { #expect(queue.take() == number) }
  }

  @Test func `a closed queue gives what is in it and takes nothing more`() {
    let queue = BoundedQueue<Int>(limit: 3)
    #expect(queue.put(1))
    queue.close()
    #expect(!queue.put(2))
    #expect(queue.take() == 1)
    #expect(queue.take() == nil)
    #expect(queue.take() == nil)
  }

  @Test func `a cancelled queue drops what is in it`() {
    let queue = BoundedQueue<Int>(limit: 3)
    #expect(queue.put(1))
    queue.cancel()
    #expect(!queue.put(2))
    #expect(queue.take() == nil)
  }

  @Test(arguments: [false, true])
  func `who waits is woken when the queue ends`(_ isCancelled: Bool) throws {
    let empty = BoundedQueue<Int>(limit: 1)
    let full = BoundedQueue<Int>(limit: 1)
    #expect(full.put(0))
    let takers = try (0..<4).map { _ in try WorkerThread("taker") { () throws(Failure) in empty.take() } }
    let putters = try (0..<4).map { number in
      try WorkerThread("putter") { () throws(Failure) in full.put(number) }
    }
    if isCancelled {
      empty.cancel()
      full.cancel()
    } else {
      empty.close()
      full.close()
    }
    for taker in takers { #expect(try taker.join() == nil) }
    for putter in putters { #expect(try !putter.join()) }
    #expect(full.take() == (isCancelled ? nil : 0))
  }

  @Test func `who puts into a full queue waits`() throws {
    // The one too many is put only when there is a place for it, and there never is.
    for _ in 0..<200 {
      let queue = BoundedQueue<Int>(limit: 2)
      let started = BoundedQueue<Int>(limit: 1)
      for number in 0..<2 { #expect(queue.put(number)) }
      let putter = try WorkerThread("putter") { () throws(Failure) in
        _ = started.put(0)
        return queue.put(2)
      }
      _ = started.take()
      queue.close()
      #expect(try !putter.join())
    }
  }

  @Test func `never more than the limit is in it`() throws {
    let queue = BoundedQueue<Int>(limit: 4)
    let done = Progress()
    let producer = try WorkerThread("producer") { () throws(Failure) in
      for number in 0..<5000 {
        _ = queue.put(number)
        done.count.add(1, ordering: .sequentiallyConsistent)
      }
      queue.close()
    }
    var taken = 0
    var most = 0
    while let number = queue.take() {
      #expect(number == taken)
      taken += 1
      most = max(most, done.count.load(ordering: .sequentiallyConsistent) - taken)
    }
    try producer.join()
    #expect(taken == 5000)
    #expect(most <= 4)
  }

  @Test func `nothing is lost or doubled between many who put and many who take`() throws {
    let queue = BoundedQueue<Int>(limit: 7)
    let producers = try (0..<6).map { part in
      try WorkerThread("producer") { () throws(Failure) in
        for number in 0..<2000 { _ = queue.put(part * 2000 + number) }
      }
    }
    let consumers = try (0..<5).map { _ in
      try WorkerThread("consumer") { () throws(Failure) in
        var numbers: [Int] = []
        while let number = queue.take() { numbers.append(number) }
        return numbers
      }
    }
    for producer in producers { try producer.join() }
    queue.close()
    let numbers = try consumers.flatMap { try $0.join() }
    #expect(numbers.sorted() == Array(0..<12_000))
  }

  private final class Progress: Sendable {
    let count = Atomic(0)
  }
}

/// The calling thread's name as the kernel keeps it. Not read by `InputFile`: the files of `/proc`
/// have no size, and it takes no byte more than the size.
private func ownName() -> String? {
  guard let file = unsafe try? FileDescriptor.open("/proc/thread-self/comm", .readOnly) else { return nil }
  defer { try? file.close() }
  var bytes = [UInt8](repeating: 0, count: 100)
  let count = (unsafe try? bytes.withUnsafeMutableBytes { unsafe try file.read(into: $0) }) ?? 0
  return String(decoding: bytes.prefix(count), as: UTF8.self)
}
