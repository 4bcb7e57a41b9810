import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct UploadRunTests {
  let place: QueueClinic

  init() throws { place = try QueueClinic() }

  private func states() throws -> [String] { try place.all().map { "\($0.name.text) \($0.state.rawValue)" } }

  /// Takes files as a run does that dies at once.
  private func dieHolding() throws {
    let desk = QueueDesk(place.clinic.store, UploadRun.Options())
    try desk.claim()
    #expect(!desk.isEmpty)
  }

  @Test func `R035 R036 R037 what waits is put as it would be by itself, with its receipt`() throws {
    let path = try place.file("blood.txt", "haemoglobin")
    let id = try place.add([path], category: .lab).first?.upload.id
    let told = try #require(try place.start().first?.upload)
    #expect(told.id == id)
    #expect(told.state == .done)
    #expect(told.percent == 100)
    #expect(!told.isChanged)
    let document = try #require(try place.documents().first)
    #expect(told.document == document.id)
    #expect(document.category == .lab)
    #expect(document.name.text == "blood.txt")
    #expect(told.receipt?.sha256 == document.receipt?.sha256)
    let digest = try StockProgram("sha256sum").run([path.string]).text
    #expect(digest.hasPrefix(try #require(told.receipt?.sha256)))
    #expect(
      try place.clinic.actions().filter { $0.hasPrefix("upload.") } == [
        "upload.add", "upload.send", "upload.verify", "upload.done",
      ])
    #expect(try place.start().isEmpty)
  }

  @Test func `R036 one that cannot be put fails with its reason, and is tried again when asked`() throws {
    let gone = try place.file("gone.txt", "one")
    let empty = try place.file("empty.txt", "two")
    let ids = try place.add([gone, empty, try place.file("good.txt", "three")]).map(\.upload.id)
    try FileSystem.removeFile(gone)
    _ = try place.file("empty.txt", "")
    #expect(try place.start().map(\.code) == [.noSuchFile, .emptyFile, nil])
    #expect(try states() == ["gone.txt failed", "empty.txt failed", "good.txt done"])
    #expect(try place.all().map { $0.failure?["code"] } == ["no_such_file", "empty_file", nil])
    // Not by itself: the cause is still there.
    #expect(try place.start().isEmpty)

    _ = try place.file("gone.txt", "one")
    #expect(try place.start(UploadRun.Options(retriesFailed: true)).map(\.code) == [nil, .emptyFile])
    #expect(try place.all().map { $0.failure?["code"] } == [nil, "empty_file", nil])
    _ = try place.file("empty.txt", "two")
    let id = try #require(ids[1])
    #expect(try place.start(UploadRun.Options(ids: [id])).map(\.upload?.state) == [.done])
    #expect(try place.documents().count == 3)
  }

  @Test func `R036 a file that changed since it was queued is taken as it is, and the record says so`() throws
  {
    let same = try place.file("same.txt", "one")
    let other = try place.file("other.txt", "two")
    try place.add([same, other])
    _ = try place.file("other.txt", "longer")
    let told = try place.start().map(\.upload)
    #expect(told.map(\.?.isChanged) == [false, true])
    #expect(told.map(\.?.size) == [3, 6])
    #expect(told.map(\.?.receipt?.size) == [3, 6])
    #expect(try place.all().map(\.isChanged) == [false, true])
  }

  @Test func `R036 a file of the same size that was written again is a changed one`() throws {
    let path = try place.file("a.txt", "one")
    try place.add([path])
    #expect(try StockProgram("touch").run(["-d", "2020-01-01", path.string]).status == 0)
    #expect(try place.start().map(\.upload?.isChanged) == [true])
  }

  @Test func `R036 only the files of a folder, or only those that are named`() throws {
    let other = try place.clinic.add(["mrn": "MRN-2"])
    let a = try place.add(try place.file("a.txt", "one"))
    let b = try place.add(try place.file("b.txt", "two"))
    try place.add([try place.file("c.txt", "three")], to: other.id)
    #expect(try place.start(UploadRun.Options(ids: [b])).map(\.upload?.id) == [b])
    #expect(try place.start(UploadRun.Options(patient: other.id)).map(\.upload?.name.text) == ["c.txt"])
    #expect(try states() == ["a.txt queued", "b.txt done", "c.txt done"])
    // One that is done is told of as done, one of another folder is not there.
    let options = UploadRun.Options(patient: other.id, ids: [a, .random()])
    #expect(try place.start(options).map(\.code) == [.uploadUnknown, .uploadUnknown])
    #expect(try place.start(UploadRun.Options(ids: [b])).map(\.upload?.state) == [.done])
    #expect(
      refusal { try place.start(UploadRun.Options(patient: .random())) }?.code == .patientUnknown)
  }

  @Test func `R036 files that a dead run holds wait until its lease is over, and not longer`() throws {
    let id = try place.add(try place.file("a.txt", "one"))
    try dieHolding()
    #expect(try states() == ["a.txt sending"])
    #expect(try place.start().isEmpty)
    #expect(try place.start(UploadRun.Options(ids: [id])).map(\.code) == [.uploadUnderWay])
    #expect(refusal { try place.queue.remove(id) }?.code == .uploadUnderWay)
    place.advance(bySeconds: QueueClaim.lease(3) - 1)
    #expect(try place.start().isEmpty)
    place.advance(bySeconds: 1)
    #expect(try place.start().map(\.upload?.state) == [.done])
  }

  @Test func `R050 a file that a dead run held can be taken out of the queue`() throws {
    let id = try place.add(try place.file("a.txt", "one"))
    try dieHolding()
    place.advance(bySeconds: QueueClaim.lease(3))
    #expect(try place.queue.remove(id).state == .removed)
    #expect(try place.start().isEmpty)
  }

  /// Commits the documents as a run does that dies before it looks at them.
  private func dieBehindCommit() throws {
    let desk = QueueDesk(place.clinic.store, UploadRun.Options())
    try desk.claim()
    try Uploader(place.clinic.store).put({ desk.next() }, { _, _ in })
  }

  @Test func `R037 R049 what was committed by a run that died is 99 percent, and done by the next run`()
    throws
  {
    let path = try place.file("a.txt", "one")
    try place.add([path])
    try dieBehindCommit()
    #expect(try place.all().map(\.state) == [.verifying])
    #expect(try place.all().map(\.percent) == [99])
    #expect(try place.all().map(\.receipt) == [nil])
    // The document is there, so the file may go.
    try FileSystem.removeFile(path)
    place.advance(bySeconds: 3600)
    let told = try place.start()
    #expect(told.map(\.code) == [nil])
    #expect(told.map(\.upload?.percent) == [100])
    #expect(try place.documents().count == 1)
  }

  @Test func `R037 a document that is gone when it is looked at is not called done`() throws {
    try place.add([try place.file("a.txt", "one"), try place.file("b.txt", "two")])
    try dieBehindCommit()
    let objects = place.clinic.profile.storePath.appending("objects")
    #expect(try StockProgram("find").run([objects.string, "-type", "f", "-delete"]).status == 0)
    _ = try place.clinic.folders.remove(try #require(try place.documents().last?.id))
    place.advance(bySeconds: 3600)
    #expect(try place.start().map(\.code) == [.objectMissing, .documentUnknown])
    #expect(try place.all().map(\.state) == [.failed, .failed])
    // What is removed with its document can be put again.
    let second = try #require(try place.all().last?.id)
    #expect(try place.start(UploadRun.Options(ids: [second])).map(\.upload?.state) == [.done])
  }

  @Test func `R037 a run that reads back does not call done what the device gives otherwise`() throws {
    try place.add([try place.file("a.txt", "one")])
    try dieBehindCommit()
    let objects = place.clinic.profile.storePath.appending("objects").string
    let script =
      "for f in $(find \"$0\" -type f -size +0); do printf x | dd of=$f bs=1 seek=150 conv=notrunc; done"
    #expect(try StockProgram("sh").run(["-c", script, objects]).status == 0)
    place.advance(bySeconds: 3600)
    #expect(try place.start(UploadRun.Options(readsBack: true)).map(\.code) == [.objectAltered])
    #expect(try place.all().map(\.state) == [.failed])
  }

  @Test func `R036 a run whose lease is over does not undo what another one did`() throws {
    try place.add([try place.file("a.txt", "one")])
    let slow = QueueDesk(place.clinic.store, UploadRun.Options())
    try slow.claim()
    place.advance(bySeconds: 3600)
    #expect(try place.start().map(\.upload?.state) == [.done])
    try Uploader(place.clinic.store).put(
      { slow.next() }, { document, failure throws(Failure) in try slow.take(document, failure) })
    #expect(try slow.settle().map(\.upload?.state) == [.done])
    #expect(try place.all().map(\.state) == [.done])
    #expect(try place.documents().count == 1)
  }

  @Test func `R036 a run that lost a file to another one does not call it failed`() throws {
    let path = try place.file("a.txt", "one")
    try place.add([path])
    let slow = QueueDesk(place.clinic.store, UploadRun.Options())
    try slow.claim()
    place.advance(bySeconds: 3600)
    try dieHolding()
    try FileSystem.removeFile(path)
    try Uploader(place.clinic.store).put(
      { slow.next() }, { document, failure throws(Failure) in try slow.take(document, failure) })
    #expect(try slow.settle().map(\.failure?.code) == [.uploadUnderWay])
    #expect(try place.all().map(\.state) == [.sending])
  }

  @Test func `R036 when a run is ended, what it had not come to waits again at once`() throws {
    let paths = try (0..<40).map { try place.file("f\($0)", "content \($0)") }
    try place.add(paths)
    var begun = 0
    var told = 0
    let failure = refusal {
      try UploadRun(place.clinic.store, UploadRun.Options()).start(
        checking: { () throws(Failure) in
          begun += 1
          if begun > 20 { throw Failure(.timeOver, "the time is over before all was done") }
        }, { upload, _ in told += upload?.state == .done ? 1 : 0 })
    }
    #expect(failure?.code == .timeOver)
    #expect(told == 20)
    #expect(Set(try place.all().map(\.state)) == [.done, .queued])
    #expect(try place.start().count == 20)
    #expect(try place.documents().count == 40)
  }

  @Test func `R036 nothing behind the first failure is taken when so asked, and it waits`() throws {
    let paths = try (0..<40).map { try place.file("f\($0)", "content \($0)") }
    try place.add(paths)
    try FileSystem.removeFile(paths[5])
    let told = try place.start(UploadRun.Options(stopsAtFailure: true))
    #expect(told.map(\.code) == Array(repeating: nil, count: 5) + [.noSuchFile])
    #expect(try place.all().filter { $0.state == .queued }.count == 34)
    #expect(try place.documents().count == 5)
  }

  @Test func `R036 a reader of the results who goes away leaves nothing under way`() throws {
    try place.add(try (0..<40).map { try place.file("f\($0)", "content \($0)") })
    let failure = refusal {
      try UploadRun(place.clinic.store, UploadRun.Options()).start { _, _ throws(Failure) in
        throw Failure(.outputClosed, "the reader went away")
      }
    }
    #expect(failure?.code == .outputClosed)
    #expect(try place.all().allSatisfy { [.queued, .done].contains($0.state) })
  }

  @Test func `R034 R036 many files are put in the order in which they were queued`() throws {
    let paths = try (0..<150).map { try place.file("f\($0)", "content \($0)") }
    try place.add(paths)
    let told = try place.start(UploadRun.Options(jobs: 4))
    #expect(told.map(\.upload?.path) == paths.map { RecordedPath($0) })
    #expect(told.allSatisfy { $0.upload?.state == .done })
    #expect(try place.clinic.store.verify(objects: .content).problem == nil)
  }
}
