import Glibc
import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct PutAgainTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private func file(_ name: String, _ text: String) throws -> FilePath {
    if let folder = name.split(separator: "/").dropLast().first {
      try FileSystem.makeDirectory(clinic.folder(String(folder)))
    }
    return try clinic.folder.file(name, Array(text.utf8))
  }

  private func stored() throws -> Int64 { try clinic.folders.show(patient.id).documents }

  @Test func `R036 R037 what is put again is the document that is there, with its receipt`() throws {
    let path = try file("letter.txt", "Dear colleague")
    let first = try #require(try clinic.put([path], into: patient, category: .letter).first)
    let again = try #require(try clinic.put([path], into: patient, category: .letter).first)
    #expect(!first.already)
    #expect(again.already)
    #expect(again.state == .done)
    #expect(again.id == first.id)
    #expect(again.category == .letter)
    #expect(again.path == RecordedPath(path))
    #expect(again.receipt?.sha256 == first.receipt?.sha256)
    #expect(again.receipt?.stored == first.receipt?.stored)
    #expect(again.receipt?.auditHead != first.receipt?.auditHead)
    #expect(try stored() == 1)
    #expect(try clinic.actions().filter { $0 == "document.known" }.count == 1)
  }

  /// The category first and again, what the document has then, and whether that is an event.
  @Test(arguments: [
    (DocumentCategory?.none, DocumentCategory?.none, DocumentCategory?.none, false),
    (nil, .lab, .lab, true), (.lab, nil, .lab, false), (.lab, .lab, .lab, false),
    (.lab, .image, .image, true),
  ])
  func `R046 putting again with a category changes it, and without one changes nothing`(
    _ first: DocumentCategory?, _ second: DocumentCategory?, _ expected: DocumentCategory?, _ isEvent: Bool
  ) throws {
    let path = try file("a.txt", "one")
    let before = try #require(try clinic.put([path], into: patient, category: first).first)
    let again = try #require(try clinic.put([path], into: patient, category: second).first)
    #expect(again.already)
    #expect(again.id == before.id)
    #expect(again.category == expected)
    #expect(again.receipt?.sha256 == before.receipt?.sha256)
    var stored: [DocumentCategory?] = []
    try clinic.folders.documents(of: patient.id) { stored.append($0.category) }
    #expect(stored == [expected])
    #expect(try clinic.actions().contains("document.categorize") == isEvent)
    // It is still found by its content, so nothing of its look-ups was lost.
    #expect(try clinic.put([path], into: patient).map(\.already) == [true])
  }

  /// What is put after `a.txt` with the content `one`, and whether it is the same.
  @Test(arguments: [
    ("a.txt", "one", true), ("a.txt", "two", false), ("a.txt", "three", false), ("b.txt", "one", false),
    ("A.txt", "one", false), ("other/a.txt", "one", true),
  ])
  func `R036 only the same content under the same name is there already`(
    _ name: String, _ content: String, _ isSame: Bool
  ) throws {
    try clinic.put([try file("a.txt", "one")], into: patient)
    let document = try #require(try clinic.put([try file(name, content)], into: patient).first)
    #expect(document.state == .done)
    #expect(document.already == isSame)
    #expect(try stored() == (isSame ? 1 : 2))
    let digest = try StockProgram("sha256sum").run([clinic.folder(name).string]).text
    #expect(digest.hasPrefix(try #require(document.receipt).sha256))
  }

  @Test func `R036 another patient's folder has the file only when it is put there`() throws {
    let path = try file("a.txt", "one")
    try clinic.put([path], into: patient)
    let other = try clinic.add(["mrn": "MRN-2"])
    #expect(try clinic.put([path], into: other).map(\.already) == [false])
    #expect(try clinic.put([path], into: other).map(\.already) == [true])
  }

  @Test func `R036 a file that a batch names twice is kept once`() throws {
    let path = try file("a.txt", "one")
    let documents = try clinic.put([path, path, try file("b.txt", "two"), path], into: patient)
    #expect(documents.map(\.already) == [false, true, false, true])
    #expect(Set(documents.map(\.id)).count == 2)
    #expect(try stored() == 2)
    // What was sealed for nothing is gone.
    #expect(try clinic.store.sweep() == 0)
  }

  @Test func `R037 a document whose content is gone is not called there`() throws {
    let path = try file("a.txt", "one")
    try clinic.put([path], into: patient)
    let objects = clinic.profile.storePath.appending("objects")
    let find = try StockProgram("find").run([objects.string, "-type", "f", "-delete"])
    #expect(find.status == 0)
    let document = try #require(try clinic.put([path, try file("b.txt", "two")], into: patient).first)
    #expect(document.state == .failed)
    #expect(document.failure?["code"] == "object_missing")
    #expect(document.receipt == nil)
  }

  @Test func `R036 a batch that is put again does what is missing, and each is told in its place`() throws {
    var paths = try (0..<150).map { try file("f\($0)", "content \($0)") }
    try clinic.put(Array(paths.prefix(100)), into: patient)
    paths.insert(clinic.folder("missing"), at: 50)
    let documents = try clinic.put(paths, into: patient)
    #expect(documents.map(\.path) == paths.map { RecordedPath($0) })
    #expect(documents.filter(\.already).count == 100)
    #expect(documents.filter { $0.state == .failed }.map(\.name.text) == ["missing"])
    #expect(try stored() == 150)
  }

  @Test(arguments: [1, 3, 16])
  func `R034 however many threads read, the order is that of the files`(_ jobs: Int) throws {
    // Large ones in front take longer.
    let paths = try (0..<40).map {
      try file("f\($0)", String(repeating: "x", count: 200_000 / ($0 + 1) + $0))
    }
    let told = try clinic.put(paths.map { UploadItem(file: $0, into: patient.id) }, jobs: jobs)
    #expect(told.map(\.path) == paths.map { RecordedPath($0) })
    #expect(try stored() == 40)
  }

  @Test func `R034 after the first failure nothing more is taken when so asked, and only then`() throws {
    let paths = try (0..<200).map { try $0 == 70 ? file("empty", "") : file("f\($0)", "\($0)") }
    for stops in [true, false] {
      let told = try clinic.put(
        paths.map { UploadItem(file: $0, into: patient.id) }, stoppingAtFailure: stops)
      #expect(told.count == (stops ? 71 : 200))
      #expect(try stored() == (stops ? 70 : 199))
    }
  }
}
