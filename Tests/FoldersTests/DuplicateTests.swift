import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct DuplicateTests {
  let clinic: TestClinic

  init() throws { clinic = try TestClinic() }

  private func listed() throws -> [PatientID] {
    var ids: [PatientID] = []
    try clinic.folders.list { ids.append($0.id) }
    return ids
  }

  @Test(
    arguments: [
      ["mrn": "MRN-2"], ["mrn": "auto"], ["mrn": "MRN-2", "family": "MULLER"],
      ["mrn": "MRN-2", "given": " anna "], ["mrn": "MRN-2", "emails": "other@home.example"],
    ] as [[String: JSONValue]])
  func `the same name and birth date is a possible match that a person confirms`(
    _ changes: [String: JSONValue]
  ) throws {
    let first = try clinic.add()
    let changes = changes.mapValues(JSONValue?.some)
    let failure = try #require(refusal { try clinic.add(changes, confirmNew: false) })
    #expect(failure.code == .possibleMatch)
    #expect(failure.code.exit == .dataError)
    #expect(failure.hint?.contains(first.id.text) == true)
    #expect(failure.hint?.contains("--confirm-new") == true)
    #expect(try listed() == [first.id])
    let second = try clinic.add(changes, confirmNew: true)
    #expect(try listed() == [first.id, second.id])
  }

  @Test(
    arguments: [["given": "Anne"], ["birth_date": "1980-03-04"], ["family": "Muller-Roe"]]
      as [[String: JSONValue]])
  func `another name or another birth date is no match`(_ changes: [String: JSONValue]) throws {
    try clinic.add()
    var changes = changes.mapValues(JSONValue?.some)
    changes["mrn"] = "MRN-2"
    try clinic.add(changes, confirmNew: false)
    #expect(try listed().count == 2)
  }

  @Test func `the same number is a match whatever a person confirms`() throws {
    try clinic.add()
    #expect(refusal { try clinic.add(confirmNew: true) }?.code == .patientExists)
    #expect(refusal { try clinic.add(confirmNew: false) }?.code == .patientExists)
  }

  @Test func `a merged folder is seen in the other one, and on its own again after all`() throws {
    let folders = clinic.folders
    let kept = try clinic.add()
    let gone = try clinic.add(["mrn": "MRN-2", "given": "Ann"])
    try clinic.put(["a.txt": "a"], into: kept)
    try clinic.put(["b.txt": "b"], into: gone)
    let form = try folders.addForm(.note, ["text": "b"], to: gone.id)
    func names(_ id: PatientID) throws -> [String] {
      var names: [String] = []
      try folders.documents(of: id) {
        names.append($0.name.text)
        #expect($0.patient == id)
      }
      return names
    }
    func forms(_ id: PatientID) throws -> [FormID] {
      var ids: [FormID] = []
      try folders.forms(of: id) { ids.append($0.id) }
      return ids
    }
    func found(_ text: String) throws -> [PatientID] {
      var ids: [PatientID] = []
      try folders.find(try #require(SearchText(text)), query: text) { ids.append($0.id) }
      return ids
    }

    #expect(try folders.merge(gone.id, into: kept.id).documents == 2)
    #expect(try names(kept.id) == ["a.txt", "b.txt"])
    #expect(try forms(kept.id) == [form.id])
    #expect(try listed() == [kept.id])
    #expect(try found("ann") == [kept.id])
    #expect(try found("MRN-2") == [kept.id])
    #expect(try folders.show(gone.id).mergedInto == kept.id)
    let refused = refusal { try folders.edit(gone.id, patch: ["given": "Eve"], today: TestClinic.now.date) }
    #expect(refused?.code == .patientMerged)
    #expect(refusal { try folders.addForm(.note, ["a": 1], to: gone.id) }?.code == .patientMerged)

    let back = try folders.unmerge(gone.id)
    #expect(back.mergedInto == nil)
    #expect(back.demographics == gone.demographics)
    #expect(try names(kept.id) == ["a.txt"])
    #expect(try names(gone.id) == ["b.txt"])
    #expect(try forms(kept.id).isEmpty)
    #expect(try listed() == [kept.id, gone.id])
    #expect(try clinic.actions().filter { $0.contains("merge") } == ["patient.merge", "patient.unmerge"])
  }

  @Test func `R032 a merged folder takes no documents, but what was queued for it before`() throws {
    let place = try QueueClinic()
    let (kept, gone) = (place.patient, try place.clinic.add(["mrn": "MRN-2"]))
    let queued = try place.file("queued.txt", "one")
    try place.add([queued], to: gone.id)
    _ = try place.clinic.folders.merge(gone.id, into: kept.id)

    let path = try place.file("new.txt", "two")
    var told: [(state: Document.State, code: Failure.Code?)] = []
    var items = [UploadItem(file: path, into: gone.id), UploadItem(file: path, into: kept.id)][...]
    try Uploader(place.clinic.store).put({ items.popFirst() }, { told.append(($0.state, $1?.code)) })
    #expect(told.map(\.code) == [.patientMerged, nil])
    #expect(refusal { try Uploader(place.clinic.store).check(gone.id) }?.code == .patientMerged)
    #expect(try place.add([path], to: gone.id).map(\.code) == [.patientMerged])

    // It was meant for this folder, and goes with it when the merging is undone.
    #expect(try place.start().map(\.code) == [nil])
    #expect(try place.documents().map(\.name.text) == ["new.txt", "queued.txt"])
    _ = try place.clinic.folders.unmerge(gone.id)
    #expect(try place.documents().map(\.name.text) == ["new.txt"])
  }

  @Test func `R032 a folder that is merged while a batch goes on takes nothing more of it`() throws {
    let place = try QueueClinic()
    let (kept, gone) = (place.patient, try place.clinic.add(["mrn": "MRN-2"]))
    let path = try place.file("new.txt", "two")
    var items = [UploadItem(file: path, into: gone.id)][...]
    var told: [Failure.Code?] = []
    try Uploader(place.clinic.store).put(
      { () throws(Failure) in
        if items.isEmpty { _ = try place.clinic.folders.merge(gone.id, into: kept.id) }
        return items.popFirst()
      }, { told.append($1?.code) })
    #expect(told == [.patientMerged])
    #expect(try place.documents().isEmpty)
  }

  @Test func `folders that cannot be merged, or are not, are told as that`() throws {
    let folders = clinic.folders
    let ids = try (1...4).map { try clinic.add(["mrn": .string("MRN-\($0)")]).id }
    #expect(refusal { try folders.merge(ids[0], into: ids[0]) }?.code == .mergeInvalid)
    #expect(refusal { try folders.unmerge(ids[0]) }?.code == .mergeInvalid)
    #expect(refusal { try folders.merge(.random(), into: ids[0]) }?.code == .patientUnknown)
    #expect(refusal { try folders.merge(ids[0], into: .random()) }?.code == .patientUnknown)
    _ = try folders.merge(ids[1], into: ids[0])
    #expect(refusal { try folders.merge(ids[1], into: ids[2]) }?.code == .patientMerged)
    #expect(refusal { try folders.merge(ids[2], into: ids[1]) }?.code == .patientMerged)
    #expect(refusal { try folders.merge(ids[0], into: ids[2]) }?.code == .mergeInvalid)
    _ = try folders.merge(ids[2], into: ids[0])
    #expect(try listed() == [ids[0], ids[3]])
    #expect(try clinic.store.verify().problem == nil)
  }
}
