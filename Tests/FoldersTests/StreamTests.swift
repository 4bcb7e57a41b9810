import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct StreamTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private func put(_ bytes: [UInt8], piece: Int = 7, source: DocumentSource? = nil) throws -> Document {
    let told = try clinic.put([
      UploadItem(
        stream: PiecewiseSource(bytes, size: piece), named: FileName(named: "IMG.jpg"),
        into: patient.id, source: source)
    ])
    #expect(told.count == 1)
    return try #require(told.first)
  }

  @Test(arguments: [3, 4095, 4096, 4097, 1 << 20])
  func `R033 a stream becomes a document with its name, its type and every byte`(_ size: Int) throws {
    let bytes = Array(([0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: size)).prefix(size))
    let document = try put(bytes, piece: 1000, source: .camera)
    #expect(document.state == .done)
    #expect(document.name.text == "IMG.jpg")
    #expect(document.path == nil)
    #expect(document.source == .camera)
    #expect(document.size == Int64(size))
    #expect(document.mediaType == "image/jpeg")
    let path = try clinic.folder.file("IMG.jpg", bytes)
    #expect(try StockProgram("sha256sum").run([path.string]).text.hasPrefix(document.receipt?.sha256 ?? "-"))
    // The same from a file is the same document, and keeps its source.
    let again = try #require(try clinic.put([path], into: patient).first)
    #expect(again.already)
    #expect(again.id == document.id)
    #expect(again.source == .camera)
    #expect(try put(bytes).already)
  }

  @Test func `R033 an empty stream is refused, and nothing of it is kept`() throws {
    let document = try put([])
    #expect(document.state == .failed)
    #expect(document.failure?["code"] == "empty_file")
    #expect(try clinic.folders.show(patient.id).documents == 0)
  }
}
