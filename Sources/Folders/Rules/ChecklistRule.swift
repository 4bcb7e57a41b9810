public import Records
internal import Storage

/// Which part of the recommended set a document is (R053): by its category, and by the words of
/// its name where those say more.
///
/// A guess, and shown as one: it decides nothing.
public enum ChecklistRule {
  /// Older documents are not recent, in days.
  static let recentDays: Int64 = 366

  private static let medication = [
    "medication", "medicine", "medikament", "medikation", "prescription", "rezept", "meds", "drugs",
  ]
  private static let treatment = [
    "treatment", "therapy", "therapie", "discharge", "entlassung", "summary", "chemo", "radiotherapy",
    "radiation", "surgery", "operation", "epikrise",
  ]
  private static let imaging = [
    "mri", "mrt", "ct", "pet", "xray", "ultrasound", "ultraschall", "sonograph", "mammo", "radiograph",
    "angiograph", "scintigraph", "dicom",
  ]
  private static let labs = [
    "lab", "labs", "labor", "laboratory", "blood", "biopsy", "biopsie", "patholog", "histolog", "cbc",
    "urine",
  ]
  private static let report = [
    "report", "letter", "referral", "consult", "befund", "arztbrief", "bericht", "opinion",
  ]

  /// The part of the set that a document is; `nil` for none.
  public static func item(_ document: Document) -> ChecklistEntry.Item? {
    let words = TextFolding.words(document.name.text)
    switch document.category {
    case .image: return .imaging
    case .lab: return .labs
    case .letter:
      if has(words, medication) { return .medicationList }
      return has(words, treatment) ? .treatmentSummary : .doctorReport
    case .other, nil:
      if has(words, medication) { return .medicationList }
      if document.mediaType == "application/dicom" || has(words, imaging) { return .imaging }
      if has(words, labs) { return .labs }
      if has(words, treatment) { return .treatmentSummary }
      return has(words, report) ? .doctorReport : nil
    }
  }

  /// One of the stems begins a word, or is all of it where it is so short that many words begin so.
  /// Two words stand for one, as in `X-Ray`.
  private static func has(_ words: [String], _ stems: [String]) -> Bool {
    let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
    return stems.contains { stem in
      (words + pairs).contains { stem.utf8.count > 5 ? $0.hasPrefix(stem) : $0 == stem }
    }
  }

  /// The whole set, with the newest document of each part.
  ///
  /// - Parameters:
  ///   - date: the date of a document.
  ///   - today: what recent is counted from.
  public static func entries(
    _ documents: [Document], of patient: PatientID, today: CivilDate, date: (Document) -> CivilDate
  ) -> [ChecklistEntry] {
    ChecklistEntry.Item.allCases.map { item in
      let found = documents.filter { $0.state == .done && self.item($0) == item }.map { ($0, date($0)) }
      // Of one day the one that came last.
      let newest = found.enumerated().max { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }?.element
      return ChecklistEntry(
        patient: patient, item: item, documents: Int64(found.count), document: newest?.0.id,
        name: newest?.0.name, date: newest?.1,
        isRecent: newest.map { today.daysSinceEpoch - $0.1.daysSinceEpoch <= recentDays })
    }
  }
}

extension PatientFolders {
  /// The recommended set for a folder: what it has, and what is missing (R053); looking is an event.
  ///
  /// - Throws: `patient_unknown`.
  public func checklist(of id: PatientID, today: CivilDate) throws(Failure) -> [ChecklistEntry] {
    try store.read(.documentList, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      ChecklistRule.entries(try snapshot.documents(of: id), of: id, today: today) { document in
        // A letter of two years ago is not recent because it was scanned today.
        NameDate.date(in: document.name, today: today) ?? document.receipt?.stored.date ?? today
      }
    }
  }
}
