import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct StoreTests {
  @Test func `a store is made, opened again, and knows its founder`() throws {
    let test = try TestStore()
    #expect(!Store.exists(at: test.path))
    let made = try test.create()
    #expect(Store.exists(at: test.path))
    let opened = try test.open()
    #expect(opened.id == made.id && opened.member == made.member)
    #expect(opened.member.role == .owner && opened.member.label == "Dr. Founder")
    #expect(try opened.verify(objects: .content).problem == nil)
  }

  @Test func `a record comes back with everything that was written`() throws {
    let test = try TestStore()
    let store = try test.create()
    let written = try store.addPatient("Ada Example")
    let read = try #require(try test.open().patient(written.id))
    #expect(read == written)
    #expect(read.content.text == "{\"name\":\"Ada Example\"}" && read.version == 1)
  }

  @Test func `documents come back byte for byte and in the order of their coming`() throws {
    let test = try TestStore()
    let store = try test.create()
    let patient = try store.addPatient("Ada Example")
    let contents = (0..<12).map { n in [UInt8](repeating: UInt8(n), count: n * 40_000) }
    let put = try store.putDocuments(contents, of: patient.id)
    #expect(put.events.count == 12)
    let opened = try test.open()
    let listed = try opened.look { view throws(Failure) in
      try view.headers(.document, parent: patient.id)
    }
    #expect(listed.map(\.id) == put.value.map(\.id))
    for (record, content) in zip(put.value, contents) {
      #expect(try opened.content(of: record.id) == content)
    }
    #expect(try opened.verify(objects: .content).problem == nil)
  }

  @Test func `a place without a store is refused (78) with the command that makes one`() throws {
    let test = try TestStore(inMemory: true)
    for place in [test.path, test.folder.path] {
      let failure = refusal { try Store.open(at: place, identity: test.identity, heads: test.heads) }
      #expect(
        failure?.code == .storeMissing && failure?.code.exit == .configuration
          && failure?.hint == "so-patient init")
    }
  }

  @Test func `a store is not made over another one, over files, or over a file`() throws {
    let test = try TestStore(inMemory: true)
    try test.create().addPatient("Ada", id: "P-1")
    #expect(refusal { try test.create() }?.code == .storeExists)
    #expect(try test.open().patient("P-1") != nil)
    for name in ["full", "file"] {
      let other = try TestStore(inMemory: true)
      if name == "full" {
        try FileSystem.makeDirectory(other.path)
        try other.folder.file("store/letter", [1])
      } else {
        try other.folder.file("store", [1])
      }
      #expect(refusal { try other.create() }?.code == .storeExists)
      #expect(try other.folder.tree().filter { $0.contains(".new-") } == [])
    }
  }

  @Test func `a store is made in an empty folder and in folders that are missing`() throws {
    let test = try TestStore(inMemory: true)
    try FileSystem.makeDirectory(test.path)
    #expect(try test.create().verify().problem == nil)
    let deep = test.folder("a").appending("b").appending("c")
    let store = try Store.create(at: deep, founder: test.identity, heads: test.heads)
    #expect(try store.verify().problem == nil)
  }

  @Test func `a store has a path of any bytes`() throws {
    let test = try TestStore(inMemory: true)
    let place = FilePath(
      bytes: test.folder.path.bytes + Array("/".utf8) + [0x41, 0xFF, 0x20, 0x25, 0x3F, 0x23])
    _ = try Store.create(at: place, founder: test.identity, heads: test.heads)
    let store = try Store.open(at: place, identity: test.identity, heads: test.heads)
    try store.addPatient("Ada")
    #expect(try store.verify().problem == nil)
  }

  @Test func `a writer that waits in vain is told to try again (75)`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let other = try test.open()
    try #require(other.backend as? SQLiteBackend).database.setBusyTimeout(milliseconds: 10)
    var failures: [Failure?] = []
    _ = try store.write { tx throws(Failure) in
      try tx.note(.show)
      failures.append(refusal { try other.addPatient("Ada") })
      failures.append(refusal { try other.patient("P-1") })
    }
    #expect(failures.map { $0?.code } == [.storeBusy, .storeBusy])
    #expect(failures[0]?.code.exit == .tryAgain)
    try other.addPatient("Ada")
  }

  @Test(arguments: [
    (5, 0, Failure.Code.storeBusy), (6, 0, .storeBusy), (261, 0, .storeBusy), (13, 0, .diskFull),
    (8, 0, .readOnly), (1032, 0, .readOnly), (11, 0, .storeDamaged), (267, 0, .storeDamaged),
    (26, 0, .storeDamaged), (10, 28, .diskFull), (778, 28, .diskFull), (10, 122, .diskFull),
    (10, 5, .ioError), (14, 13, .permissionDenied), (14, 30, .readOnly), (14, 2, .ioError),
    (3, 1, .permissionDenied),
    (18, 0, .recordTooLarge), (1, 0, .internalError), (7, 0, .internalError), (19, 0, .internalError),
  ])
  func `each error of the database has its code`(result: Int, systemError: Int, code: Failure.Code) {
    let failure = SQLiteFailure.make(Int32(result), systemError: Errno(rawValue: CInt(systemError)), "test")
    #expect(failure.code == code)
    #expect(!failure.message.contains("\n"))
  }

  @Test func `no two codes share a word, and each has a meaning`() {
    let codes = Failure.Code.ofStorage
    #expect(Set(codes.map(\.word)).count == codes.count && codes.allSatisfy { !$0.meaning.isEmpty })
    #expect(
      Failure.Code.auditUnwritable.exit == .ioError && Failure.Code.storeOnNetworkFS.exit == .configuration)
  }

  @Test func `values that are strung together otherwise are other bytes`() {
    func bytes(_ fill: (inout CanonicalBytes) -> Void) -> [UInt8] {
      var bytes = CanonicalBytes("test")
      fill(&bytes)
      return bytes.bytes
    }
    let all = [
      bytes {
        $0.add("ab"); $0.add("c")
      },
      bytes {
        $0.add("a"); $0.add("bc")
      }, bytes { $0.add("abc") },
      bytes { $0.add([UInt8]("abc".utf8)) }, bytes { $0.add(String?.none) }, bytes { $0.add("") },
      bytes { $0.add(0) },
      bytes {
        $0.add(Int64?.none); $0.add(0)
      }, bytes { _ in },
    ]
    #expect(Set(all).count == all.count)
  }

  @Test(arguments: [0, 1, 255, 1 << 40, Int64.max])
  func `an object's facts are read as they were written`(size: Int64) {
    let digest = SHA256.digest(of: [1])
    let facts = ObjectFacts(size: size, sha256: digest, epoch: 3)
    #expect(ObjectFacts(facts.bytes) == facts)
    #expect(ObjectFacts([1]) == nil)
  }
}
