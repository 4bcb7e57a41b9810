import Glibc
import Platform
import Profile
import Records
import Storage
import Synchronization
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct UploaderTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private func file(_ name: String, _ text: String) throws -> FilePath {
    try clinic.folder.file(name, Array(text.utf8))
  }

  private func documents() throws -> [Document] {
    var documents: [Document] = []
    try clinic.folders.documents(of: patient.id) { documents.append($0) }
    return documents
  }

  @Test func `R032 R036 R037 R046 a document has its state, its type and a receipt of the commit`() throws {
    let path = try file("letter.txt", "Dear colleague")
    let document = try #require(try clinic.put([path], into: patient, category: .letter).first)
    #expect(document.state == .done)
    #expect(document.category == .letter)
    #expect(document.mediaType == "text/plain")
    #expect(document.size == 14)
    #expect(document.name.text == "letter.txt")
    #expect(document.path == RecordedPath(path))
    let receipt = try #require(document.receipt)
    #expect(receipt.size == 14)
    #expect(receipt.stored == TestClinic.now)
    #expect(receipt.auditHead?.hasPrefix("3:") == true)
    #expect(try StockProgram("sha256sum").run([path.string]).text.hasPrefix(receipt.sha256))
    #expect(try clinic.actions().contains("document.add"))
    #expect(try clinic.folders.show(patient.id).documents == 1)
  }

  @Test func `R036 R049 progress is the bytes that were read, each once, and grows while a file is read`()
    throws
  {
    let large = try clinic.folder.file("large.bin", Array(repeating: 0x61, count: 20 << 20))
    let paths = [large, try file("a.txt", "one"), clinic.folder("missing")]
    func put(_ paths: [FilePath]) throws -> [Int64] {
      var items = paths.map { UploadItem(file: $0, into: patient.id) }[...]
      var told: [Int64] = []
      try Uploader(clinic.store).put(progress: { told.append($0) }, { items.popFirst() }, { _, _ in })
      return told
    }
    let size = Int64(20 * 1024 * 1024 + 3)
    let told = try put(paths)
    #expect(told.last == size)
    #expect(told == told.sorted() && told.count >= 4)
    // What is there is hashed; what only has the name and size of it is hashed and then sealed.
    #expect(try put(paths).last == size)
    _ = try file("a.txt", "two")
    #expect(try put([paths[1]]).last == 3)
    var stream = [
      UploadItem(
        stream: MemorySource(Array("streamed".utf8)), named: FileName(named: "s.txt"), into: patient.id)
    ][...]
    var streamed: [Int64] = []
    try Uploader(clinic.store).put(progress: { streamed.append($0) }, { stream.popFirst() }, { _, _ in })
    #expect(streamed == [8])
  }

  @Test func `R032 R034 one bad file does not stop the rest, and each is told in its place`() throws {
    let folder = clinic.folder
    try FileSystem.makeDirectory(folder("directory"))
    let fifo = folder("fifo")
    #expect(unsafe fifo.withPlatformString { unsafe mkfifo($0, 0o600) } == 0)
    let dangling = folder("dangling")
    #expect(unsafe dangling.withPlatformString { unsafe symlink("nowhere", $0) } == 0)
    let rows: [(path: FilePath, code: Failure.Code?)] = [
      (try file("a.txt", "a"), nil), (try file("empty", ""), .emptyFile),
      (folder("missing"), .noSuchFile), (folder("directory"), .isADirectory), (fifo, .notARegularFile),
      ("/dev/null", .notARegularFile), (dangling, .noSuchFile), (folder("a.txt").appending("b"), .noSuchFile),
      (try file("z.txt", "z"), nil),
    ]
    let documents = try clinic.put(rows.map(\.path), into: patient)
    #expect(documents.map(\.state) == rows.map { $0.code == nil ? .done : .failed })
    #expect(documents.map(\.path) == rows.map { RecordedPath($0.path) })
    for (document, row) in zip(documents, rows) {
      #expect(document.failure?["code"] == row.code.map { .string($0.word) }, "\(row.path)")
      #expect((document.receipt != nil) == (row.code == nil))
      #expect((document.id != nil) == (row.code == nil))
    }
    #expect(try self.documents().map(\.name.text) == ["a.txt", "z.txt"])
  }

  @Test func `a file that changes while it is read is refused, and its bytes are not kept`() throws {
    let path = try file("growing.txt", String(repeating: "x", count: 1 << 20))
    let growing = try Meddler(path, options: [.append])
    // The meddler may not get to run during a reading; it does during one of many.
    var refused: Document?
    for attempt in 0..<1000 where refused == nil {
      // A folder that does not know the file reads it to seal it.
      let other = try clinic.add(["mrn": .string("MRN-\(attempt)")])
      let document = try #require(try clinic.put([path], into: other).first)
      if document.state == .failed { refused = document }
      #expect(try clinic.folders.show(other.id).documents == (document.state == .done ? 1 : 0))
    }
    try growing.stop()
    #expect(try #require(refused).failure?["code"] == "changed_while_read")
  }

  @Test func `a file that is there already and changes while it is read is refused, too`() throws {
    let path = try file("known.txt", String(repeating: "x", count: 1 << 20))
    try clinic.put([path], into: patient)
    // Of the same size and the same content: only the time of the change tells.
    let rewriting = try Meddler(path, options: [])
    var refused: Document?
    for _ in 0..<1000 where refused == nil {
      let document = try #require(try clinic.put([path], into: patient).first)
      if document.state == .failed { refused = document }
    }
    try rewriting.stop()
    #expect(try #require(refused).failure?["code"] == "changed_while_read")
    #expect(try documents().count == 1)
  }

  @Test(arguments: [63, 64, 65, 130])
  func `R034 files are committed in groups, in order, and none is lost between two`(_ count: Int) throws {
    let paths = try (0..<count).map { try file("f\($0)", "content \($0)") }
    let documents = try clinic.put(paths, into: patient)
    #expect(documents.map(\.name.text) == (0..<count).map { "f\($0)" })
    #expect(documents.allSatisfy { $0.state == .done })
    #expect(try self.documents().map(\.id) == documents.map(\.id))
    let heads = Set(documents.compactMap { $0.receipt?.auditHead })
    #expect(heads.count == (count + 63) / 64)
  }

  @Test func `a list that cannot be read further: what was named before is taken and told`() throws {
    var paths = try (0..<3).map { try file("f\($0)", "x") }[...]
    var told: [String] = []
    let failure = refusal {
      try Uploader(clinic.store).put(
        { () throws(Failure) in
          if let path = paths.popFirst() { return UploadItem(file: path, into: patient.id) }
          throw Failure(.lineTooLong, "line 4 is longer than 9 bytes")
        }, { document, _ in told.append(document.name.text) })
    }
    #expect(failure?.code == .lineTooLong)
    #expect(told == ["f0", "f1", "f2"])
    #expect(try documents().count == 3)
  }

  @Test func `R034 one batch goes into many folders, and what has none is told in its place`() throws {
    let other = try clinic.add(["mrn": "MRN-2"])
    let nobody = PatientID.random()
    let failure = Failure(.notSettable, "it was refused before")
    let paths = try (0..<6).map { try file("f\($0)", "content \($0)") }
    let documents = try clinic.put([
      UploadItem(file: paths[0], into: patient.id), UploadItem(file: paths[1], into: other.id),
      UploadItem(file: paths[2], into: nobody), UploadItem(failed: failure, file: paths[3]),
      UploadItem(failed: failure, file: clinic.folder("missing"), into: patient.id, category: .lab),
      UploadItem(
        file: paths[4], named: FileName(named: "b.txt"), into: other.id, category: .image,
        source: .gallery),
      UploadItem(
        stream: PiecewiseSource(Array("stream".utf8), size: 3), named: FileName(named: "s.txt"),
        into: patient.id),
      UploadItem(file: paths[5], into: nobody), UploadItem(file: paths[0], into: patient.id),
    ])
    #expect(
      documents.map { $0.failure?["code"] } == [
        nil, nil, "patient_unknown", "not_settable", "not_settable", nil, nil, "patient_unknown", nil,
      ])
    #expect(
      documents.map(\.patient) == [
        patient.id, other.id, nobody, nil, patient.id, other.id, patient.id, nobody, patient.id,
      ])
    #expect(documents.map(\.already) == [false, false, false, false, false, false, false, false, true])
    #expect(documents[4].category == .lab)
    #expect(documents[5].name.text == "b.txt")
    #expect(documents[5].path == RecordedPath(paths[4]))
    #expect(documents[5].source == .gallery)
    #expect(try self.documents().map(\.name.text) == ["f0", "s.txt"])
    #expect(try clinic.folders.show(other.id).documents == 2)
    #expect(try clinic.actions().filter { $0 == "document.known" }.count == 1)
  }

  @Test func `names are bytes: what no text can hold comes back as it was`() throws {
    let names: [[UInt8]] = [
      [0x73, 0xFF, 0x2E, 0x74, 0x78, 0x74], Array("a\nb.txt".utf8), Array("\u{202E}fdp.txt".utf8),
      [UInt8](repeating: 0x61, count: 255), Array(" ".utf8), Array("-".utf8), Array("--help".utf8),
    ]
    var paths: [FilePath] = []
    for name in names {
      let path = FilePath(bytes: clinic.folder.path.bytes + [0x2F] + name)
      let file = try NewFile(in: clinic.folder.path)
      try file.write([0x78])
      try file.publish(at: path)
      paths.append(path)
    }
    #expect(try clinic.put(paths, into: patient).map(\.name.bytes) == names)
    #expect(try documents().map(\.name.bytes) == names)
  }

  @Test func `R037 when the commit fails, every file of the group has failed, and none is there`() throws {
    let paths = try (0..<3).map { try file("f\($0)", "x") }
    var rest = paths[...]
    var told: [Failure.Code?] = []
    let objects = clinic.profile.storePath.appending("objects")
    let uploader = Uploader(clinic.store)
    try uploader.put(
      { () throws(Failure) in
        // The place of the objects goes while the files are staged.
        if rest.isEmpty {
          try FileSystem.rename(objects, to: clinic.folder("elsewhere"))
        }
        return rest.popFirst().map { UploadItem(file: $0, into: patient.id) }
      },
      { document, failure in
        told.append(failure?.code)
        #expect(document.state == .failed)
        #expect(document.receipt == nil)
      })
    #expect(told.count == 3)
    #expect(!told.contains(nil))
    #expect(try clinic.folders.show(patient.id).documents == 0)
  }

  @Test func `R037 a document is read back from the device when that is asked for`() throws {
    let file = try clinic.folder.file("letter.txt", Array("Dear colleague".utf8))
    func put(verifying: Bool) throws -> [Failure.Code?] {
      var item: UploadItem? = UploadItem(file: file, into: patient.id, category: nil)
      var codes: [Failure.Code?] = []
      try Uploader(clinic.store, verifying: verifying).put({ () throws(Failure) in
        defer { item = nil }
        return item
      }) { (_, failure) throws(Failure) in codes.append(failure?.code) }
      return codes
    }
    #expect(try put(verifying: true) == [nil])
    // A disk that gives other bytes than it was given.
    let objects = clinic.profile.storePath.appending("objects")
    for fan in try FileSystem.names(in: objects) where fan.description.count == 2 {
      for name in try FileSystem.names(in: objects.appending(fan)) {
        let path = objects.appending(fan).appending(name)
        var bytes = try TemporaryFolder.bytes(path)
        bytes[bytes.count - 1] ^= 1
        let sealed = try OwnedDescriptor(opening: path, .writeOnly, options: [.truncate])
        try DescriptorSink(sealed.descriptor, name: "object").write(bytes)
      }
    }
    #expect(try put(verifying: false) == [nil])
    #expect(try put(verifying: true) == [.objectAltered])
  }
}

/// Writes one byte to a file again and again, on a thread of its own.
private final class Meddler {
  private let isOver = StopFlag()
  private let thread: WorkerThread<Void>

  /// With `append` the file grows; without, its first byte is written anew.
  init(_ path: FilePath, options: FileDescriptor.OpenOptions) throws {
    let isOver = isOver
    thread = try WorkerThread("meddler") { () throws(Failure) in
      let file = try OwnedDescriptor(opening: path, .writeOnly, options: options)
      while !isOver.isSet {
        try systemCall("cannot write") { _ = try file.descriptor.seek(offset: 0, from: .start) }
        try DescriptorSink(file.descriptor, name: "meddler").write([0x78])
      }
    }
  }

  func stop() throws {
    isOver.set()
    try thread.join()
  }
}

/// Tells a thread to end.
private final class StopFlag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}
