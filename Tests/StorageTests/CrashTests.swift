import Glibc
import Platform
import Records
import Storage
import SystemPackage
import TestSupport
import Testing

/// `kill -9` at any instant loses nothing that was acknowledged and shows nothing half done.
@Suite(.serialized)
struct CrashTests {
  /// All kills hit one store, so each also meets what the ones before it left behind.
  @Test func `a batch killed at 160 seeded calls loses nothing`() throws {
    let test = try TestStore(inMemory: true)
    _ = try test.create()
    let exerciser = try Exerciser(test)
    let calls = try exerciser.calls("batch", [3, 2])
    #expect(calls > 100)
    var random = SeededGenerator(seed: 0x5EED)
    var acknowledged = Acknowledged()
    for trial in 0..<160 {
      let at = Int.random(in: 1...calls, using: &random)
      let outcome = try exerciser.run("batch", [3, 2], fault: Exerciser.Fault(at: at, kills: true))
      #expect([.killed(SIGKILL), .exited(0)].contains(outcome.ending), "\(outcome.errors)")
      acknowledged.add(outcome.acknowledged)
      if trial % 8 == 7 { try acknowledged.check(test, "killed at call \(at)") }
    }
    try acknowledged.check(test, "after all")
  }

  @Test func `a batch killed at 40 random instants loses nothing`() throws {
    let test = try TestStore(inMemory: true)
    _ = try test.create()
    let exerciser = try Exerciser(test)
    var random = SeededGenerator(seed: 0x5EED)
    var acknowledged = Acknowledged()
    for trial in 0..<40 {
      let run = try exerciser.start("batch", [50, 3])
      let lines = Int.random(in: 0..<12, using: &random)
      // The instant is after some acknowledgement and then anywhere in the work that follows.
      try run.awaitAcknowledged(lines)
      for _ in 0..<Int.random(in: 0..<4000, using: &random) { sched_yield() }
      run.child.signal(SIGKILL)
      let outcome = try run.wait()
      #expect([.killed(SIGKILL), .exited(0)].contains(outcome.ending), "\(outcome.errors)")
      acknowledged.add(outcome.acknowledged)
      if trial % 8 == 7 { try acknowledged.check(test, "kill \(trial)") }
    }
    try acknowledged.check(test, "after all")
  }

  @Test func `a store whose making was killed at any call is whole or not there`() throws {
    let calls = try Exerciser(TestStore(inMemory: true)).calls("create")
    #expect(calls > 20)
    for at in 1...calls {
      let test = try TestStore(inMemory: true)
      let exerciser = try Exerciser(test)
      _ = try exerciser.run("create", fault: Exerciser.Fault(at: at, kills: true))
      if Store.exists(at: test.path) {
        #expect(try test.open().verify().problem == nil, "killed at call \(at)")
      } else {
        _ = try test.create()
        #expect(try test.open().verify().problem == nil, "killed at call \(at)")
        let names = try FileSystem.names(in: test.folder.path).map(\.string)
        #expect(Set(names).isSubset(of: ["heads", "identity", "store", "count"]), "killed at call \(at)")
      }
    }
  }
}
