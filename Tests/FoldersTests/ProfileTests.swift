import Glibc
import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct ProfileTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private func file(_ name: String, _ bytes: [UInt8] = SampleContent.pdf) throws -> FilePath {
    try clinic.folder.file(name, bytes + Array(name.utf8))
  }

  private func request(_ paths: [FilePath], into patient: Patient? = nil) throws -> [Document] {
    try clinic.put(
      paths.map { UploadItem(file: $0, into: (patient ?? self.patient).id, profile: .request) })
  }

  private func codes(_ documents: [Document]) -> [JSONValue?] { documents.map { $0.failure?["code"] } }

  /// A file of this size that takes no room.
  private func sparse(_ name: String, _ size: Int64) throws -> FilePath {
    let path = try file(name)
    #expect(unsafe path.withPlatformString { unsafe truncate($0, Int(size)) } == 0)
    return path
  }

  @Test func `R041 R042 what a folder takes, a request may refuse, and the rest is done`() throws {
    let paths = [
      try file("a.pdf"), try file("a.txt", []), try file("b.pdf", SampleContent.png),
      try file("c.sh", []), try file("d.pdf", SampleContent.png + SampleContent.pdf),
      try file("z.pdf"),
    ]
    let refused = try request(paths)
    #expect(
      codes(refused) == [nil, "type_not_allowed", "type_mismatch", "type_not_allowed", "type_ambiguous", nil])
    #expect(refused.map(\.profile) == paths.map { _ in .request })
    let other = try clinic.add(["mrn": "MRN-2"])
    let taken = try clinic.put(paths, into: other)
    #expect(codes(taken) == [nil, nil, "type_mismatch", "type_not_allowed", "type_ambiguous", nil])
    #expect(taken[1].profile == .folder)
    // What is put again is held against the rules of this time, though it is there.
    #expect(codes(try request([paths[1]], into: other)) == ["type_not_allowed"])
    var stored: [UploadProfile?] = []
    try clinic.folders.documents(of: patient.id) { stored.append($0.profile) }
    #expect(stored == [.request, .request])
  }

  @Test func `R043 a file over the limit is refused by its size, and costs nothing`() throws {
    let limit = try #require(UploadProfile.request.limitBytes)
    let documents = try request([
      try sparse("huge.pdf", 5 << 30), try sparse("over.pdf", limit + 1), try file("small.pdf"),
    ])
    #expect(codes(documents) == ["file_too_large", "file_too_large", nil])
    #expect(documents[0].failure?["limit_bytes"] == .integer(limit))
    #expect(documents[2].failure == nil)
  }

  @Test func `R043 a stream is read no further than the limit`() throws {
    let limit = try #require(UploadProfile.request.limitBytes)
    for (size, code) in [(limit, nil), (limit + 1, "file_too_large"), (.max, "file_too_large")] {
      let stream = EndlessPDF(size)
      let document = try #require(
        try clinic.put([
          UploadItem(
            stream: stream, named: FileName(named: "a.pdf"), into: patient.id, profile: .request)
        ]).first)
      #expect(document.failure?["code"] == code.map { .string($0) })
      #expect(document.failure?["limit_bytes"] == code.map { _ in .integer(limit) })
      #expect(stream.given <= limit + (1 << 20))
    }
  }

  @Test func `a file that opens as a ZIP from its end is refused, from a path and from a stream`() throws {
    let bytes = SampleContent.pdf + [UInt8](repeating: 0x20, count: 300_000) + SampleContent.zipEnd
    let path = try clinic.folder.file("a.pdf", bytes)
    let name = FileName(named: "a.pdf")
    for piece in [bytes.count, 100_000, 7_000] {
      let documents = try clinic.put([
        UploadItem(file: path, into: patient.id),
        UploadItem(stream: PiecewiseSource(bytes, size: piece), named: name, into: patient.id),
      ])
      #expect(codes(documents) == ["type_ambiguous", "type_ambiguous"])
    }
    #expect(try clinic.folders.show(patient.id).documents == 0)
    #expect(try clinic.store.sweep() == 0)
  }

  @Test func `R044 the eleventh is refused and none of the ten is lost, over several runs`() throws {
    let paths = try (0..<12).map { try file("f\($0).pdf") }
    #expect(codes(try request(Array(paths[..<4]))) == Array(repeating: nil, count: 4))
    // The folder's other documents are none of the request.
    try clinic.put(["letter.txt": "Dear colleague", "notes.txt": "Notes"], into: patient)
    let documents = try request(paths)
    #expect(codes(documents) == Array(repeating: nil, count: 10) + ["too_many_files", "too_many_files"])
    #expect(documents.map(\.already) == (0..<12).map { $0 < 4 })
    #expect(try clinic.folders.show(patient.id).documents == 12)
    #expect(try codes(request([paths[11], paths[0]])) == ["too_many_files", nil])
    // Another folder has a request of its own; and without the profile there is no limit.
    let other = try clinic.add(["mrn": "MRN-2"])
    #expect(try codes(request([paths[11]], into: other)) == [nil])
    #expect(try codes(clinic.put([paths[11]], into: patient)) == [nil])
    #expect(try Uploader(clinic.store).requestDocuments(of: patient.id) == 10)
    #expect(try clinic.store.sweep() == 0)
  }

  @Test func `R044 of two runs at once, neither makes the request too large`() throws {
    let paths = try (0..<16).map { try file("f\($0).pdf") }
    // What the one has read while the other one commits.
    var first = paths[..<8]
    var told: [Failure.Code?] = []
    try Uploader(clinic.store).put(
      { () throws(Failure) in
        if first.isEmpty {
          var second = paths[8...]
          try Uploader(clinic.store).put(
            { second.popFirst().map { UploadItem(file: $0, into: patient.id, profile: .request) } },
            { _, failure in told.append(failure?.code) })
        }
        return first.popFirst().map { UploadItem(file: $0, into: patient.id, profile: .request) }
      }, { _, failure in told.append(failure?.code) })
    #expect(told.filter { $0 == nil }.count == 10)
    #expect(told.filter { $0 == .tooManyFiles }.count == 6)
    #expect(try clinic.folders.show(patient.id).documents == 10)
  }

  @Test func `a document that was stored before there were profiles is still read`() throws {
    let json: JSONObject = [
      "schema": "so.stored-document/1", "name": "a.txt", "name_base64": nil, "category": nil, "source": nil,
      "media_type": "text/plain", "size": 1, "sha256": "00", "stored_at": "2026-11-24T10:00:00.000Z",
    ]
    #expect(try StoredDocument(json: json).profile == nil)
  }
}

/// A PDF that goes on and on.
private final class EndlessPDF: ByteSource {
  private let size: Int64
  private(set) var given: Int64 = 0

  init(_ size: Int64) { self.size = size }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = Int(min(Int64(buffer.byteCount), size - given))
    let piece =
      given == 0 ? Array(SampleContent.pdf.prefix(count)) : [UInt8](repeating: 0x20, count: count)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: piece) }
    given += Int64(piece.count)
    return piece.count
  }
}
