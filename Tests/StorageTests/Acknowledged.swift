import Platform
import Records
import Storage
import SystemPackage
import TestSupport
import Testing

/// Holds a store against what a program acknowledged before it ended, however it ended.
struct Acknowledged {
  private var there: Set<String> = []
  private var gone: Set<String> = []

  mutating func add(_ lines: [String]) {
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "put": there.insert(words[1])
      // About to be removed: until that is acknowledged, it may be there or not.
      case "going": there.remove(words[1])
      case "gone":
        there.remove(words[1])
        gone.insert(words[1])
      default: break
      }
    }
  }

  /// Nothing acknowledged is lost, nothing half done is shown, and after a sweep nothing is
  /// left over.
  func check(_ test: TestStore, _ where: Comment) throws {
    let store = try test.open()
    let before = try store.verify(objects: .content)
    #expect(before.problem == nil, `where`)
    #expect(store.headProblem == nil, `where`)
    try store.sweep()
    let after = try store.verify(objects: .content)
    #expect(after.problem == nil && after.records == before.records, `where`)
    let ids = try store.ids()
    #expect(there.isSubset(of: ids), `where`)
    #expect(gone.isDisjoint(with: ids), `where`)
    #expect(try test.leftovers() == [], `where`)
    #expect(try test.objectFiles().count == Int(after.objects), `where`)
  }
}

extension Store {
  /// The ids of all patients and documents.
  func ids() throws -> Set<String> {
    try look { view throws(Failure) in
      let patients = try view.headers(.patient, limit: 100_000)
      let documents = try view.headers(.document, limit: 100_000)
      return Set((patients + documents).map(\.id))
    }
  }
}

extension TestStore {
  /// What lies in the staging folder.
  func leftovers() throws -> [String] {
    try FileSystem.names(in: path.appending("objects").appending("staging")).map(\.string)
  }

  /// The names of all object files, relative to the folder of objects.
  func objectFiles() throws -> [String] {
    let objects = path.appending("objects")
    return try FileSystem.names(in: objects).filter { $0.string != "staging" }.flatMap { fan in
      try FileSystem.names(in: objects.appending(fan)).map { "\(fan.string)/\($0.string)" }
    }
  }
}
