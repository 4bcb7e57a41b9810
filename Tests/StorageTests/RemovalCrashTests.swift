import AgeFormat
import Glibc
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// A removal is there as a whole or not at all, however it ends.
@Suite(.serialized)
struct RemovalCrashTests {
  private let leaver = Identity.generate(at: Timestamp(milliseconds: 0))

  /// A store whose records do not all fit into the database's memory, so that a removal writes
  /// long before it commits.
  private func filled() throws -> TestStore {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    _ = try store.write { tx throws(Failure) in
      for number in 0..<100 {
        try tx.insert(
          Record(
            .patient, id: PatientID.random().text, content: [UInt8](repeating: 7, count: 24_000)),
          index: RecordIndex(
            card: .init(text: "Patient \(number)"), lookups: [Lookup(.mrn, "MRN-\(number)")]),
          action: .add)
      }
    }
    try store.putDocuments([[1, 2, 3]], of: "P-1")
    return test
  }

  private func add(to test: TestStore) throws -> MemberID {
    try test.open().addMember(
      recipient: leaver.ageRecipient, signer: leaver.signing.publicKey, role: .staff, label: "Leaver"
    ).value.id
  }

  /// Whole, before or after.
  private func check(_ test: TestStore, _ member: MemberID, _ outcome: Exerciser.Outcome, _ place: Comment)
    throws
  {
    let store = try test.open()
    let isActive = try #require(try store.members().first { $0.id == member }).isActive
    if outcome.ending == .exited(0) || !outcome.acknowledged.isEmpty { #expect(!isActive, place) }
    let epochs = try Set(
      test.rows("records", ["epoch"]) + test.rows("cards", ["epoch"]) + test.rows("objects", ["epoch"]))
    #expect(epochs == [["epoch": .integer(store.keys.current.epoch)]], place)
    #expect(try store.verify(objects: .content).problem == nil, place)
    #expect(
      try store.look { view throws(Failure) in try view.lookUp(Lookup(.mrn, "MRN-17"), in: .patient) }.count
        == 1)
    #expect(store.headProblem == nil, place)
    if isActive {
      _ = try test.open(as: leaver)
    } else {
      #expect(refusal { try test.open(as: leaver) }?.code == .notAMember, place)
    }
  }

  @Test func `kill -9 at 10 seeded calls of a removal leaves all or nothing`() throws {
    let test = try filled()
    let exerciser = try Exerciser(test)
    _ = try add(to: test)
    let calls = try exerciser.calls("remove")
    // It writes before it commits, or the kills would all fall into one instant.
    #expect(calls > 300)
    var random = SeededGenerator(seed: 0xE90C)
    var member = try add(to: test)
    var (before, after) = (0, 0)
    for _ in 0..<10 {
      let at = Int.random(in: 1...calls, using: &random)
      let outcome = try exerciser.run("remove", fault: Exerciser.Fault(at: at, kills: true))
      #expect([.killed(SIGKILL), .exited(0)].contains(outcome.ending), "\(outcome.errors)")
      try check(test, member, outcome, "killed at call \(at) of \(calls)")
      let isActive = try test.open().members().contains { $0.id == member && $0.isActive }
      if isActive { before += 1 } else { after += 1 }
      if !isActive { member = try add(to: test) }
    }
    #expect(before > 0 && after > 0)
  }

  @Test(arguments: [Errno.noSpace, .ioError])
  func `a disk that fails during a removal leaves all or nothing`(error: Errno) throws {
    let test = try filled()
    let exerciser = try Exerciser(test)
    _ = try add(to: test)
    let calls = try exerciser.calls("remove")
    var random = SeededGenerator(seed: 0xD15C)
    var member = try add(to: test)
    for _ in 0..<3 {
      let at = Int.random(in: 1...calls, using: &random)
      let fault = Exerciser.Fault(at: at, error: error, isSticky: true)
      let outcome = try exerciser.run("remove", fault: fault)
      if outcome.ending != .exited(0) {
        #expect(outcome.ending == .exited(74) && outcome.errors.filter { $0 == "\n" }.count == 1)
      }
      try check(test, member, outcome, "failed at call \(at) of \(calls)")
      if try !test.open().members().contains(where: { $0.id == member && $0.isActive }) {
        member = try add(to: test)
      }
    }
  }

  @Test func `writers beside a removal lose nothing and seal with the keys of their moment`() throws {
    let test = try filled()
    let member = try add(to: test)
    let exerciser = try Exerciser(test)
    let writers = try (0..<3).map { _ in try exerciser.start("batch", [8, 2]) }
    let removal = try exerciser.start("remove")
    let ending = try removal.wait()
    #expect(ending.ending == .exited(0), "\(ending.errors)")
    var acknowledged = Acknowledged()
    for writer in writers {
      let outcome = try writer.wait()
      // One that was in the midst of staging is told to come again.
      #expect(
        outcome.ending == .exited(0)
          || outcome.ending == .exited(75) && outcome.errors.hasPrefix("store_rekeyed:"), "\(outcome.errors)")
      acknowledged.add(outcome.acknowledged)
    }
    try acknowledged.check(test, "after the removal")
    try check(test, member, ending, "after the removal")
  }
}
