import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct ReadinessTests {
  private static func document(_ category: DocumentCategory?, _ state: Document.State = .done) -> Document {
    Document(
      id: state == .failed ? nil : .random(), patient: nil, name: FileName(named: "d"),
      category: category, mediaType: nil, size: nil, state: state)
  }

  private static func upload(
    _ state: Upload.State, _ category: DocumentCategory? = .lab, isQueued: Bool = true
  )
    -> Upload
  {
    Upload(
      id: isQueued ? .random() : nil, patient: nil, name: FileName(named: "u"),
      path: RecordedPath(FilePath("/u")), category: category, source: nil, size: 1, state: state)
  }

  @Test(arguments: [
    ([], [], []),
    ([document(.lab), document(.other)], [], []),
    ([document(nil)], [], ["d no_category"]),
    ([document(.lab), document(nil), document(nil)], [], ["d no_category", "d no_category"]),
    ([document(nil, .removed)], [], []),
    ([], [upload(.done), upload(.done, nil)], []),
    ([], [upload(.queued)], ["u not_uploaded"]),
    ([], [upload(.sending)], ["u not_uploaded"]),
    ([], [upload(.verifying)], ["u not_uploaded"]),
    ([], [upload(.failed)], ["u upload_failed"]),
    ([], [upload(.removed)], []),
    ([], [upload(.failed, isQueued: false)], []),
    ([], [upload(.queued, nil)], ["u not_uploaded", "u no_category"]),
    ([document(nil)], [upload(.failed, nil)], ["d no_category", "u upload_failed", "u no_category"]),
  ])
  func `R048 what is not uploaded, and what has no category, holds up what comes next`(
    _ documents: [Document], _ uploads: [Upload], _ blocking: [String]
  ) {
    let found = ReadinessRule.blocking(documents: documents, uploads: uploads)
    #expect(found.map { "\($0.name.text) \($0.reason.rawValue)" } == blocking)
    let readiness = Readiness(patient: .random(), documents: 0, blocking: found)
    #expect(readiness.isReady == blocking.isEmpty)
  }

  @Test func `R048 a folder becomes ready by uploading and categorizing each file`() throws {
    let place = try QueueClinic()
    let id = place.patient.id
    #expect(try place.clinic.folders.readiness(of: id).isReady)
    try place.add([try place.file("a.txt", "one"), try place.file("b.txt", "two")])
    #expect(try place.clinic.folders.readiness(of: id).blocking.count == 4)
    try place.start()
    let waiting = try place.clinic.folders.readiness(of: id)
    #expect(waiting.documents == 2)
    #expect(waiting.blocking.map(\.reason) == [.noCategory, .noCategory])
    for document in try place.documents() {
      _ = try place.clinic.folders.categorize(try #require(document.id), as: .letter)
    }
    #expect(try place.clinic.folders.readiness(of: id).isReady)
    // A file of another folder holds up only that one.
    let other = try place.clinic.add(["mrn": "MRN-2"])
    try place.add([try place.file("c.txt", "three")], to: other.id)
    #expect(try place.clinic.folders.readiness(of: id).isReady)
    #expect(try !place.clinic.folders.readiness(of: other.id).isReady)
    _ = try place.clinic.folders.merge(other.id, into: id)
    #expect(try !place.clinic.folders.readiness(of: id).isReady)
    #expect(refusal { try place.clinic.folders.readiness(of: .random()) }?.code == .patientUnknown)
  }
}
