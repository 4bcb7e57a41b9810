import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// The power fails at any instant: what was acknowledged is there and whole, and nothing half done
/// is shown. The disk is simulated from what the programs really called (see `SimulatedDisk`).
@Suite(.serialized)
struct PowerCutTests {
  /// What a store went through, and the folder that it was in.
  private struct Recording {
    let test: TestStore
    let root: UInt64
    let log: DiskLog

    init(_ runs: [(String, [Int])]) throws {
      test = try TestStore(inMemory: true)
      let logs = try TemporaryFolder()
      let exerciser = try Exerciser(test)
      root = try #require(try FileStatus(at: test.folder.path)?.inode)
      for (verb, numbers) in runs {
        let outcome = try exerciser.start(verb, numbers, log: logs("log")).wait()
        try #require(outcome.ending == .exited(0), "\(outcome.errors)")
      }
      log = try DiskLog(parsing: try logs.bytes("log"))
    }

    /// The disk after the first `count` calls.
    func disk(after count: Int) -> SimulatedDisk {
      var disk = SimulatedDisk(root: root)
      for entry in log.entries.prefix(count) { disk.apply(entry) }
      return disk
    }

    /// Places to cut at: right behind everything that was said, and others by chance.
    func cuts(_ count: Int, from first: Int = 0, _ random: inout SeededGenerator) -> [Int] {
      let said = log.entries.indices.filter { place in
        if case .say = log.entries[place] { place >= first } else { false }
      }
      let chosen = said.map { $0 + 1 }.shuffled(using: &random).prefix(count / 4)
      return chosen
        + (chosen.count..<count).map { _ in Int.random(in: first...log.entries.count, using: &random) }
    }
  }

  private func lines(_ disk: SimulatedDisk) -> [String] {
    disk.said.split(separator: "\n").map(String.init)
  }

  @Test func `a power cut during a batch loses nothing that was acknowledged`() throws {
    let recording = try Recording([("create", []), ("batch", [2, 3]), ("batch", [2, 12])])
    #expect(recording.log.entries.count > 300)
    var random = SeededGenerator(seed: 0x0FF)
    var most = 0
    for (trial, cut) in recording.cuts(50, &random).enumerated() {
      let disk = recording.disk(after: cut)
      let loss = SimulatedDisk.Loss.allCases[trial % SimulatedDisk.Loss.allCases.count]
      let after = try TestStore(sharing: recording.test.identity)
      try disk.cut(loss, &random, to: after.folder.path)
      let lines = lines(disk)
      let place: Comment = "cut after call \(cut) of \(recording.log.entries.count), losing \(loss)"
      guard Store.exists(at: after.path) else {
        #expect(lines.isEmpty, place)
        // And one can be made.
        _ = try after.create()
        continue
      }
      var acknowledged = Acknowledged()
      acknowledged.add(lines)
      try acknowledged.check(after, place)
      most = max(most, lines.count)
      // And work goes on.
      let store = try after.open()
      let patient = try store.addPatient("After the cut")
      try store.putDocuments([[1, 2, 3]], of: patient.id)
      #expect(try store.verify(objects: .content).problem == nil, place)
    }
    #expect(most > 20)
  }

  @Test func `a power cut at any call of a store's making leaves a whole one or none`() throws {
    let recording = try Recording([("create", [])])
    var random = SeededGenerator(seed: 0xC4EA)
    for cut in 1...recording.log.entries.count {
      let disk = recording.disk(after: cut)
      let isTold = !lines(disk).isEmpty
      for loss in isTold ? SimulatedDisk.Loss.allCases : [SimulatedDisk.Loss.allCases[cut % 5]] {
        let after = try TestStore(sharing: recording.test.identity)
        try disk.cut(loss, &random, to: after.folder.path)
        let place: Comment = "cut after call \(cut) of \(recording.log.entries.count), losing \(loss)"
        #expect(Store.exists(at: after.path) || !isTold, place)
        if !Store.exists(at: after.path) { _ = try after.create() }
        let store = try after.open()
        #expect(try store.verify(objects: .content).problem == nil && store.headProblem == nil, place)
        try store.putDocuments([[1]], of: "P-1")
      }
    }
  }

  @Test func `a power cut while a member is removed leaves all or nothing`() throws {
    let recording = try Recording([
      ("create", []), ("write", [60, 20_000]), ("batch", [1, 2]), ("hire", []), ("remove", []),
    ])
    let entries = recording.log.entries
    let hired = try #require(entries.firstIndex(of: .say("hired\n")))
    #expect(entries.count - hired > 100)
    var random = SeededGenerator(seed: 0xE90C)
    var seen: Set<Int64> = []
    for (trial, cut) in recording.cuts(20, from: hired + 1, &random).enumerated() {
      let disk = recording.disk(after: cut)
      let loss = SimulatedDisk.Loss.allCases[trial % SimulatedDisk.Loss.allCases.count]
      let after = try TestStore(sharing: recording.test.identity)
      try disk.cut(loss, &random, to: after.folder.path)
      let place: Comment = "cut after call \(cut) of \(entries.count), losing \(loss)"
      let store = try after.open()
      let epoch = store.keys.current.epoch
      seen.insert(epoch)
      let isRemoved = lines(disk).contains { $0.hasPrefix("removed") }
      #expect(!isRemoved || epoch == 2, place)
      #expect(try store.members().filter(\.isActive).count == (epoch == 2 ? 1 : 2), place)
      #expect(try store.ids().count == 63, place)
      #expect(try Set(after.rows("records", ["epoch"])) == [["epoch": .integer(epoch)]], place)
      #expect(try store.verify(objects: .content).problem == nil, place)
      #expect(store.headProblem == nil, place)
    }
    #expect(seen == [1, 2])
  }

  @Test func `the simulated disk keeps what was synced, and may lose the rest`() throws {
    let place = DiskLog.Place(folder: 1, name: "a")
    let made: [DiskLog.Entry] = [.create(2, at: place), .write(2, offset: 0, [1, 2, 3])]
    func remains(_ entries: [DiskLog.Entry], _ loss: SimulatedDisk.Loss) throws -> [UInt8]? {
      var disk = SimulatedDisk(root: 1)
      for entry in entries { disk.apply(entry) }
      let folder = try TemporaryFolder()
      var random = SeededGenerator(seed: 1)
      try disk.cut(loss, &random, to: folder.path)
      return try FileStatus(at: folder("a")) == nil ? nil : folder.bytes("a")
    }
    #expect(try remains(made, .everything) == nil)
    #expect(try remains(made, .bytes) == [])
    #expect(try remains(made + [.synchronize(2)], .everything) == nil)
    #expect(try remains(made + [.synchronize(2)], .bytes) == [1, 2, 3])
    #expect(try remains(made + [.synchronize(1)], .everything) == [])
    #expect(try remains(made + [.synchronize(1), .synchronize(2)], .everything) == [1, 2, 3])
    #expect(try remains(made + [.synchronizeAll], .everything) == [1, 2, 3])
    #expect(try remains(made + [.synchronizeAll, .truncate(2, 1)], .everything) == [1, 2, 3])
    #expect(try remains(made + [.synchronizeAll, .truncate(2, 1), .synchronize(2)], .everything) == [1])
    #expect(try remains(made + [.synchronizeAll, .remove(place)], .everything) == [1, 2, 3])
    // The number of a file that is gone comes again for another one.
    let again: [DiskLog.Entry] = [.remove(place), .create(2, at: DiskLog.Place(folder: 1, name: "b"))]
    #expect(
      try remains(made + [.synchronizeAll] + again + [.write(2, offset: 0, [9])], .everything) == [1, 2, 3])
  }
}
