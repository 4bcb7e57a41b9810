import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct UploadQueueTests {
  let place: QueueClinic

  init() throws { place = try QueueClinic() }

  @Test func `R035 files are queued first, and nothing of them is taken`() throws {
    let told = try place.add(
      [try place.file("Anna Roe lungs.txt", "one"), try place.file("b.txt", "two")], category: .lab)
    #expect(told.map(\.code) == [nil, nil])
    #expect(told.map(\.upload.state) == [.queued, .queued])
    #expect(told.map(\.upload.percent) == [0, 0])
    #expect(told.map(\.upload.size) == [3, 3])
    #expect(told.map(\.upload.category) == [.lab, .lab])
    #expect(try place.documents().isEmpty)
    #expect(try place.all().map(\.id) == told.map(\.upload.id))
    let grep = try StockProgram("grep").run(
      ["-rlaF", "Anna Roe lungs", place.clinic.profile.storePath.string])
    #expect(grep.status == 1)
  }

  @Test func `R035 a file that cannot be taken is refused by itself, and the others are queued`() throws {
    let folder = place.clinic.folder
    try FileSystem.makeDirectory(folder("folder"))
    #expect(try StockProgram("mkfifo").run([folder("fifo").string]).status == 0)
    let told = try place.add([
      try place.file("a.txt", "one"), folder("missing"), try place.file("empty", ""), folder("folder"),
      folder("fifo"), try place.file("b.txt", "two"),
    ])
    #expect(
      told.map(\.code) == [nil, .noSuchFile, .emptyFile, .isADirectory, .notARegularFile, nil])
    #expect(told.map(\.upload.state) == [.queued, .failed, .failed, .failed, .failed, .queued])
    #expect(told.filter { $0.code != nil }.allSatisfy { $0.upload.id == nil && $0.upload.failure != nil })
    #expect(try place.all().count == 2)
  }

  @Test func `R035 a folder that is not there takes no file`() throws {
    let told = try place.add([try place.file("a.txt", "one")], to: .random())
    #expect(told.map(\.code) == [.patientUnknown])
    #expect(try place.all().isEmpty)
  }

  @Test func `R035 what is queued again is queued once`() throws {
    let path = try place.file("a.txt", "one")
    let first = try place.add(path)
    #expect(try place.add([path]).map(\.upload.id) == [first])
    #expect(try place.add([path], category: .image).map(\.upload.category) == [.image])
    #expect(try place.add([path]).map(\.upload.category) == [.image])
    #expect(try place.all().count == 1)
    // For another folder it is another.
    let other = try place.clinic.add(["mrn": "MRN-2"])
    #expect(try place.add([path], to: other.id).map(\.upload.id) != [first])
    #expect(try place.all().count == 2)
  }

  @Test func `R035 R036 what is done stays done, until the file or the folder changed`() throws {
    let path = try place.file("a.txt", "one")
    let id = try place.add(path)
    try place.start()
    #expect(try place.add([path]).map(\.upload.state) == [.done])
    #expect(try place.start().isEmpty)

    _ = try place.file("a.txt", "two, changed")
    let again = try place.add([path]).map(\.upload)
    #expect(again.map(\.id) == [id])
    #expect(again.map(\.state) == [.queued])
    #expect(again.map(\.receipt) == [nil])
    #expect(try place.start().map(\.upload?.state) == [.done])
    #expect(try place.documents().count == 2)

    _ = try place.clinic.folders.remove(try #require(try place.all().first?.document))
    #expect(try place.add([path]).map(\.upload.state) == [.queued])
    #expect(try place.start().map(\.upload?.state) == [.done])
    #expect(try place.documents().count == 2)
  }

  @Test func `R035 a relative name means the same file wherever the queue is started`() throws {
    let upload = try #require(try place.add(["missing.txt"]).first?.upload)
    #expect(upload.path.text == "missing.txt")
    // Of a file that is there the whole path is kept.
    let path = try place.file("a.txt", "one")
    let current = try FileSystem.currentDirectory()
    let up = FilePath(String(repeating: "../", count: current.components.count))
    let told = try #require(try place.add([up.pushing(path.removingRoot())]).first?.upload)
    #expect(FilePath(bytes: told.path.bytes).isAbsolute)
    #expect(try place.start().map(\.upload?.state) == [.done])
  }

  @Test func `R035 names that are not UTF-8 are kept to the byte`() throws {
    let name = FilePath(bytes: Array("s".utf8) + [0xFF] + Array(".txt".utf8))
    let path = place.clinic.folder.path.pushing(name)
    let source = try place.file("a.txt", "one")
    try FileSystem.rename(source, to: path)
    let upload = try #require(try place.add([path]).first?.upload)
    #expect(upload.path.bytes == path.bytes)
    #expect(try place.start().map(\.upload?.state) == [.done])
    #expect(try place.documents().map(\.name.bytes) == [name.bytes])
  }

  @Test func `R050 a file is taken out of the queue, and is not put`() throws {
    let ids = try [place.add(try place.file("a.txt", "one")), place.add(try place.file("b.txt", "two"))]
    #expect(try place.queue.remove(ids[0], isDryRun: true).state == .removed)
    #expect(try place.all().count == 2)
    let removed = try place.queue.remove(ids[0])
    #expect(removed.state == .removed)
    #expect(removed.name.text == "a.txt")
    #expect(try place.start().map(\.upload?.name.text) == ["b.txt"])
    #expect(try place.documents().map(\.name.text) == ["b.txt"])
    #expect(refusal { try place.queue.remove(ids[0]) }?.code == .uploadUnknown)
    #expect(refusal { try place.queue.remove(.random(), isDryRun: true) }?.code == .uploadUnknown)
    // The document stays when its file is taken out of the queue.
    _ = try place.queue.remove(ids[1])
    #expect(try place.documents().count == 1)
    #expect(try place.all().isEmpty)
  }

  @Test func `R036 the queue is looked at with an event, for all folders or one`() throws {
    let other = try place.clinic.add(["mrn": "MRN-2"])
    try place.add([try place.file("a.txt", "one")])
    try place.add([try place.file("b.txt", "two")], to: other.id)
    #expect(try place.all().map(\.name.text) == ["a.txt", "b.txt"])
    var names: [String] = []
    try place.queue.list(for: other.id) { names.append($0.name.text) }
    #expect(names == ["b.txt"])
    #expect(try place.clinic.actions().filter { $0 == "upload.list" }.count == 2)
    #expect(refusal { try place.queue.list(for: .random()) { _ in } }?.code == .patientUnknown)
    // A folder that was merged brings its files along.
    _ = try place.clinic.folders.merge(other.id, into: place.patient.id)
    names = []
    try place.queue.list(for: place.patient.id) { names.append($0.name.text) }
    #expect(names == ["a.txt", "b.txt"])
    #expect(try place.start(UploadRun.Options(patient: place.patient.id)).count == 2)
  }

  @Test func `R036 R049 the queue is followed until all is done, and each change is told once`() throws {
    try place.add([try place.file("a.txt", "one"), place.file("b.txt", "two")])
    var told: [String] = []
    var pauses = 0
    try place.queue.follow(
      pausing: { () throws(Failure) in
        pauses += 1
        if pauses == 2 {
          try UploadRun(place.clinic.store, UploadRun.Options()).start { _, _ in }
        }
      }, { told.append("\($0.name.text) \($0.state.rawValue) \($0.percent)") })
    #expect(pauses == 2)
    #expect(told == ["a.txt queued 0", "b.txt queued 0", "a.txt done 100", "b.txt done 100"])
  }

  @Test func `a record of the queue is read as it was written`() throws {
    let upload = try #require(try place.add([try place.file("a.txt", "one")], category: .lab).first?.upload)
    #expect(try Upload(json: upload.json) == upload)
    try place.start()
    let done = try #require(try place.all().first)
    #expect(try Upload(json: done.json) == done)
    #expect(done.receipt?.sha256.count == 64)
    #expect(done.receipt?.auditHead == nil)
  }
}
