import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct DocumentRemovalTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private func put(_ name: String, _ bytes: [UInt8]) throws -> DocumentID {
    let path = try clinic.folder.file(name, bytes)
    return try #require(try clinic.put([path], into: patient, category: .lab).first?.id)
  }

  private func objects() throws -> Int {
    let place = clinic.profile.storePath.appending("objects").string
    let found = try StockProgram("find").run([place, "-type", "f", "-not", "-path", "*/staging/*"])
    return found.text.split(separator: "\n").count
  }

  @Test func `R050 a document is removed with its content, its job and its look-ups`() throws {
    let samples = MediaSamples(folder: clinic.folder)
    let picture = try samples.make("a.png", size: "64x64", seconds: "1", ["-frames:v", "1"])
    let id = try #require(try clinic.put([picture], into: patient).first?.id)
    let other = try put("other.txt", Array("other".utf8))
    try MediaProcessor(clinic.store, time: clinic.time).run { _, _ in }
    #expect(try objects() == 3)

    let removed = try clinic.folders.remove(id)
    #expect(removed.id == id)
    #expect(removed.state == .removed)
    #expect(removed.name.text == "a.png")
    #expect(removed.receipt == nil)
    #expect(removed.preview == nil)
    #expect(try objects() == 1)
    #expect(try clinic.store.look { view throws(Failure) in try view.header(.mediaJob, id.text) } == nil)
    #expect(try clinic.folders.show(patient.id).documents == 1)
    #expect(try clinic.actions().suffix(3).prefix(2) == ["media.drop", "document.remove"])
    #expect(try clinic.store.verify(objects: .content).problem == nil)

    // Nothing remembers the content: what is put again is new.
    let again = try #require(try clinic.put([picture], into: patient).first)
    #expect(!again.already)
    #expect(again.id != id)
    #expect(try clinic.folders.remove(other).state == .removed)
  }

  @Test func `R050 the trail says what was removed, and the disk does not`() throws {
    let id = try put("Anna Roe blood count.txt", Array("haemoglobin".utf8))
    _ = try clinic.folders.remove(id)
    let event = try #require(
      try clinic.store.look { view throws(Failure) in
        try view.events(EventFilter(action: EventAction("document.remove"))).first
      })
    #expect(event.subject == Subject(.document, id.text))
    #expect(event.details?["name"] == "Anna Roe blood count.txt")
    #expect(event.details?["patient"] == .string(patient.id.text))
    let grep = try StockProgram("grep").run(
      ["-rlaF", "Anna Roe blood", clinic.profile.storePath.string])
    #expect(grep.status == 1)
  }

  @Test func `R050 a dry run changes nothing, and is an event`() throws {
    let id = try put("a.txt", [1])
    let document = try clinic.folders.remove(id, isDryRun: true)
    #expect(document.state == .removed)
    #expect(try clinic.folders.show(patient.id).documents == 1)
    #expect(try clinic.actions().filter { $0.hasPrefix("document.") } == ["document.add", "document.show"])
  }

  @Test(arguments: [true, false])
  func `R050 one that is not there, or was removed before, is named so`(_ isDryRun: Bool) throws {
    let id = try put("a.txt", [1])
    _ = try clinic.folders.remove(id)
    for id in [id, .random()] {
      #expect(refusal { try clinic.folders.remove(id, isDryRun: isDryRun) }?.code == .documentUnknown)
    }
  }

  @Test(arguments: [true, false])
  func `R050 a document that a rule keeps stays whole`(_ isDryRun: Bool) throws {
    let id = try put("a.txt", [1])
    let rule = RemovalRule { (document, snapshot) throws(Failure) in
      guard try snapshot.header(.patient, document.patient?.text ?? "") == nil else {
        throw Failure(.mergeInvalid, "a folder needs it")
      }
    }
    #expect(
      refusal { try clinic.folders.remove(id, by: rule, isDryRun: isDryRun) }?.code == .mergeInvalid)
    #expect(try clinic.folders.show(patient.id).documents == 1)
    #expect(try objects() == 1)
  }

  private func category(_ id: DocumentID) throws -> DocumentCategory? {
    try clinic.store.read(EventAction("test.look")) { view throws(Failure) in try view.document(id) }.category
  }

  /// What somebody saw, what it has, and whether it may be changed to an image.
  @Test(arguments: [
    (DocumentCategory??.none, DocumentCategory.lab, true), (.some(.lab), .lab, true),
    (.some(.letter), .lab, false),
    (.some(nil), .lab, false), (.some(.letter), .image, true),
  ])
  func `R046 a category is changed, unless somebody changed it meanwhile`(
    _ seen: DocumentCategory??, _ now: DocumentCategory, _ isChanged: Bool
  ) throws {
    let path = try clinic.folder.file("a.txt", [1])
    let id = try #require(try clinic.put([path], into: patient, category: now).first?.id)
    if isChanged {
      let document = try clinic.folders.categorize(id, as: .image, from: seen)
      #expect(document.category == .image)
      #expect(document.receipt != nil)
    } else {
      let failure = refusal { try clinic.folders.categorize(id, as: .image, from: seen) }
      #expect(failure?.code == .versionConflict)
    }
    #expect(try category(id) == (isChanged ? .image : now))
  }

  @Test func `R046 each change of a category is an event, and so is a look that changes nothing`() throws {
    let id = try put("a.txt", [1])
    for category in DocumentCategory.allCases { _ = try clinic.folders.categorize(id, as: category) }
    _ = try clinic.folders.categorize(id, as: .other)
    let actions = try clinic.actions()
    #expect(actions.filter { $0 == "document.categorize" }.count == 4)
    #expect(actions.last == "document.show")
    #expect(refusal { try clinic.folders.categorize(.random(), as: .lab) }?.code == .documentUnknown)
  }

  @Test func `R046 what was put before is found as before when its category was changed`() throws {
    let path = try clinic.folder.file("a.txt", [1])
    let id = try #require(try clinic.put([path], into: patient).first?.id)
    _ = try clinic.folders.categorize(id, as: .letter)
    let again = try #require(try clinic.put([path], into: patient).first)
    #expect(again.already)
    #expect(again.category == .letter)
  }
}
