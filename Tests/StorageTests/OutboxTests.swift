import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct OutboxTests {
  private let clock = FixedTimeSource(Timestamp(milliseconds: 1_000_000))

  // Held here, or the folder would go with its last use.
  private let test: TestStore
  private let store: Store

  init() throws {
    test = try TestStore(inMemory: true)
    store = try Store.create(at: test.path, founder: test.identity, heads: test.heads, time: clock)
  }

  private func queue(_ count: Int) throws -> [Delivery] {
    try store.write { tx throws(Failure) in
      var queued: [Delivery] = []
      for number in 0..<count {
        queued.append(
          try tx.queue(
            Delivery(channel: "mail", parent: "T-1", payload: ["to": .string("a\(number)@example.org")])))
      }
      return queued
    }.value
  }

  @Test func `a queued message comes back with its sealed payload`() throws {
    let queued = try queue(2)
    let listed = try store.look { view throws(Failure) in try view.deliveries(about: "T-1", state: .queued) }
    #expect(listed == queued && listed[1].payload["to"] == "a1@example.org" && listed[1].attempts == 0)
  }

  @Test func `R020 each address has its own fate`() throws {
    _ = try queue(3)
    let claimed = try store.claimDueDeliveries()
    #expect(claimed.count == 3 && claimed.allSatisfy { $0.state == .sending && $0.attempts == 1 })
    let later = clock.now().advanced(bySeconds: 60)
    _ = try store.write { tx throws(Failure) in
      try tx.sent(claimed[0], details: ["reply": "250 ok"])
      try tx.retry(claimed[1], at: later, Failure(.storeBusy, "greylisted"))
      try tx.fail(claimed[2], Failure(.valueInvalid, "no such user"))
    }
    let states = try store.look { view throws(Failure) in try view.deliveries(about: "T-1") }
    #expect(states.map(\.state) == [.sent, .queued, .failed])
    #expect(states.map(\.code) == [nil, "store_busy", "value_invalid"])
    #expect(states.map(\.due) == [nil, later, nil])
    #expect(try store.claimDueDeliveries().isEmpty)
    clock.set(later)
    #expect(try store.claimDueDeliveries().map(\.attempts) == [2])
    #expect(try store.verify().problem == nil)
  }

  @Test func `counts tell of what waits and of what was given up, without an address`() throws {
    _ = try queue(3)
    let claimed = try store.claimDueDeliveries()
    let start = clock.now()
    clock.set(start.advanced(bySeconds: 60))
    _ = try store.write { tx throws(Failure) in
      try tx.sent(claimed[0])
      try tx.fail(claimed[1], Failure(.valueInvalid, "no such user"))
      try tx.queue(Delivery(channel: "sms", payload: ["to": "+49"]))
    }
    clock.set(start.advanced(bySeconds: 61))
    _ = try store.write { tx throws(Failure) in
      try tx.fail(claimed[2], Failure(.storeBusy, "full"))
      for _ in 0..<600 { try tx.queue(Delivery(channel: "mail", payload: ["to": "b@example.org"])) }
    }
    let counts = try store.look { view throws(Failure) in try view.outboxCounts() }
    #expect(
      counts.map(\.state) == [.queued, .queued, .failed] && counts.map(\.channel) == ["sms", "mail", "mail"])
    #expect(counts.map(\.count) == [1, 600, 2] && counts.map(\.attempts) == [0, 0, 1])
    #expect(counts.map(\.code) == [nil, nil, "store_busy"])
    #expect(counts.map(\.oldest) == [start.advanced(bySeconds: 60), start.advanced(bySeconds: 61), start])
    #expect(!"\(counts)".contains("example"))
  }

  @Test func `two processes never take one message`() throws {
    let queued = try queue(4)
    let other = try Store.open(at: test.path, identity: test.identity, heads: test.heads, time: clock)
    let first = try store.claimDueDeliveries(limit: 3)
    let second = try other.claimDueDeliveries(limit: 3)
    #expect(Set(first.map(\.id)).isDisjoint(with: second.map(\.id)) && first.count + second.count == 4)
    #expect(
      refusal { try other.write { tx throws(Failure) in try tx.claim(queued[0]) } }?.code == .versionConflict)
  }

  @Test func `a message whose process died is due again after its lease`() throws {
    _ = try queue(1)
    let first = try store.claimDueDeliveries(lease: 120)
    #expect(first.count == 1)
    clock.set(clock.now().advanced(bySeconds: 119))
    #expect(try store.claimDueDeliveries().isEmpty)
    clock.set(clock.now().advanced(bySeconds: 1))
    let again = try store.claimDueDeliveries()
    #expect(again.map(\.attempts) == [2])
    // The first one wakes up and must not undo the second's claim.
    #expect(
      refusal { try store.write { tx throws(Failure) in try tx.sent(first[0]) } }?.code == .versionConflict)
  }
}
