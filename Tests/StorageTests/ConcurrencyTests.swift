import Glibc
import Platform
import Records
import Storage
import SystemPackage
import TestSupport
import Testing

@Suite(.serialized)
struct ConcurrencyTests {
  @Test func `what another process writes is noticed, also when it came before the wait`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let changes = store.changes()
    // A look writes nothing, and is nothing to notice.
    _ = try store.look { view throws(Failure) in try view.count(.patient) }
    try test.open().addPatient("Ada Example")
    #expect(try changes.wait(milliseconds: 300_000))
    #expect(try store.look { view throws(Failure) in try view.count(.patient) } == 1)
  }

  @Test func `eight processes write at once and nothing is lost`() throws {
    let test = try TestStore(inMemory: true)
    _ = try test.create()
    let exerciser = try Exerciser(test)
    let runs = try (0..<8).map {
      try exerciser.start($0 % 2 == 0 ? "write" : "batch", $0 % 2 == 0 ? [25] : [6, 3])
    }
    var acknowledged = Acknowledged()
    for run in runs {
      let outcome = try run.wait()
      #expect(outcome.ending == .exited(0), "\(outcome.errors)")
      acknowledged.add(outcome.acknowledged)
    }
    try acknowledged.check(test, "after all")
    let store = try test.open()
    let count = try store.look { view throws(Failure) in
      try view.count(.patient) + view.count(.document)
    }
    #expect(count == 4 * 25 + 4 * (1 + 6 * 3 - 5))
  }

  @Test func `of eight processes that make a store at once one wins`() throws {
    let test = try TestStore(inMemory: true)
    let exerciser = try Exerciser(test)
    let outcomes = try (0..<8).map { _ in try exerciser.start("create") }.map { try $0.wait() }
    #expect(outcomes.filter { $0.ending == .exited(0) }.count == 1)
    for loser in outcomes where loser.ending != .exited(0) {
      #expect(loser.ending == .exited(73) && loser.errors.hasPrefix("store_exists:"))
    }
    #expect(try test.open().verify().problem == nil)
    #expect(
      try FileSystem.names(in: test.folder.path).map(\.string).sorted() == ["heads", "identity", "store"])
  }

  @Test func `a sweep beside writers takes nothing away from them`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let exerciser = try Exerciser(test)
    let run = try exerciser.start("batch", [20, 3])
    while try run.acknowledged().count < 60, try !run.hasEnded() { try store.sweep() }
    let outcome = try run.wait()
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    var acknowledged = Acknowledged()
    acknowledged.add(outcome.acknowledged)
    try acknowledged.check(test, "after the sweeps")
  }
}
