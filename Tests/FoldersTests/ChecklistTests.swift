import Platform
import Records
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct ChecklistTests {
  private static func document(
    _ name: String, _ category: DocumentCategory? = nil, type: String? = nil, day: Int64 = 0,
    state: Document.State = .done
  ) -> Document {
    Document(
      id: .random(), patient: nil, name: FileName(named: Array(name.utf8)), category: category,
      mediaType: type,
      size: 1, state: state,
      receipt: UploadReceipt(
        sha256: "", size: 1, stored: Timestamp(milliseconds: day * 86_400_000), auditHead: nil))
  }

  @Test(
    arguments: [
      ("a.pdf", DocumentCategory.letter, ChecklistEntry.Item.doctorReport),
      ("MRI.pdf", .letter, .doctorReport), ("Discharge summary.pdf", .letter, .treatmentSummary),
      ("Medication list 2026-01-02.pdf", .letter, .medicationList),
      ("Chemo_2026.pdf", .letter, .treatmentSummary),
      ("a.pdf", .image, .imaging), ("medication.jpg", .image, .imaging), ("blood.pdf", .lab, .labs),
      ("treatment.pdf", .lab, .labs), ("a.pdf", .other, nil), ("a.pdf", nil, nil),
      ("MRI_Brain_2025-08-21.pdf", nil, .imaging), ("brain-ct.pdf", .other, .imaging),
      ("X-Ray left hand.pdf", nil, .imaging), ("xray.png", nil, .imaging), ("Ultrasound.pdf", nil, .imaging),
      ("CONTRACT.pdf", .other, nil), ("label.pdf", .other, nil), ("petition.pdf", nil, nil),
      ("Lab results.pdf", .other, .labs), ("Pathology.pdf", nil, .labs), ("Biopsie-Leber.pdf", nil, .labs),
      ("Entlassungsbrief.pdf", nil, .treatmentSummary), ("Arztbrief.pdf", nil, .doctorReport),
      ("REPORT OF DR LEE.pdf", nil, .doctorReport), ("meds.txt", .other, .medicationList),
      ("Prescriptions.pdf", nil, .medicationList), ("insurance card.pdf", .other, nil),
      ("", nil, nil), ("résumé of therapy.pdf", nil, .treatmentSummary),
    ] as [(String, DocumentCategory?, ChecklistEntry.Item?)])
  func `R053 a document is a part of the set by its category and the words of its name`(
    _ name: String, _ category: DocumentCategory?, _ item: ChecklistEntry.Item?
  ) {
    #expect(ChecklistRule.item(Self.document(name, category)) == item)
  }

  @Test func `R053 a DICOM file is imaging whatever its name says, until a person says otherwise`() {
    #expect(ChecklistRule.item(Self.document("0001", nil, type: "application/dicom")) == .imaging)
    #expect(ChecklistRule.item(Self.document("0001", .letter, type: "application/dicom")) == .doctorReport)
  }

  private static func entries(_ documents: [Document], today: Int64) -> [ChecklistEntry] {
    ChecklistRule.entries(documents, of: .random(), today: CivilDate(daysSinceEpoch: today)) {
      $0.receipt?.stored.date ?? CivilDate(daysSinceEpoch: 0)
    }
  }

  @Test func `R053 an empty folder has nothing of the set, and is told each part`() {
    let entries = Self.entries([], today: 0)
    #expect(entries.map(\.item) == ChecklistEntry.Item.allCases)
    #expect(entries.allSatisfy { !$0.isPresent && $0.isRecent == nil && $0.documents == 0 })
  }

  @Test func `R053 the newest document of a part is shown, and one that is removed counts for nothing`() {
    let documents = [
      Self.document("old.dcm", .image, day: 10), Self.document("new.dcm", .image, day: 30),
      Self.document("later.dcm", .image, day: 30), Self.document("middle.dcm", .image, day: 20),
      Self.document("gone.dcm", .image, day: 40, state: .removed),
      Self.document("failed.pdf", .lab, day: 40, state: .failed),
    ]
    let entries = Self.entries(documents, today: 100)
    let imaging = entries.first { $0.item == .imaging }
    #expect(imaging?.name?.text == "later.dcm")
    #expect(imaging?.documents == 4)
    #expect(imaging?.date?.daysSinceEpoch == 30)
    #expect(entries.filter(\.isPresent).map(\.item) == [.imaging])
  }

  @Test(arguments: [(0, true), (366, true), (367, false), (5000, false)] as [(Int64, Bool)])
  func `R053 what is older than a year is not recent`(_ days: Int64, _ isRecent: Bool) {
    let entries = Self.entries([Self.document("a", .lab, day: 100)], today: 100 + days)
    #expect(entries.first { $0.item == .labs }?.isRecent == isRecent)
    #expect(entries.first { $0.item == .labs }?.isPresent == true)
  }

  @Test func `R053 a document is as old as its name says, and else as long as it is here`() throws {
    let clinic = try TestClinic()
    let patient = try clinic.add()
    let today = clinic.time.now().date
    try clinic.put(
      ["Lab 2024-10-01.txt": "x", "MRI 2099-01-01.txt": "y", "Discharge.txt": "z"], into: patient)
    let entries = try clinic.folders.checklist(of: patient.id, today: today)
    let dates = [ChecklistEntry.Item.labs, .imaging, .treatmentSummary].map { item in
      entries.first { $0.item == item }?.date
    }
    // A date that is still to come is not the document's.
    #expect(dates == [CivilDate(year: 2024, month: 10, day: 1), today, today])
    #expect(entries.first { $0.item == .labs }?.isRecent == false)
  }

  @Test func `R053 the set of a folder is looked at with an event`() throws {
    let clinic = try TestClinic()
    let patient = try clinic.add()
    try clinic.put(["Lab 2026-10-01.txt": "x", "notes.txt": "y"], into: patient)
    let entries = try clinic.folders.checklist(of: patient.id, today: clinic.time.now().date)
    #expect(entries.filter(\.isPresent).map(\.item) == [.labs])
    #expect(try clinic.actions().last == "document.list")
    let failure = refusal { try clinic.folders.checklist(of: .random(), today: clinic.time.now().date) }
    #expect(failure?.code == .patientUnknown)
  }
}
