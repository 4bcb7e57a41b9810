public import Records

extension DocumentCategory {
  /// What belongs into the category (R047).
  public var meaning: String {
    switch self {
    case .letter: "doctor's letter: medical reports, notes, referral letters"
    case .image: "X-ray, MRI, CT, ultrasound, photograph"
    case .lab: "lab report: blood test, biopsy, pathology"
    case .other: "insurance forms, earlier opinions, history"
    }
  }

  /// What a file may be, by its type and the words of its name; a proposal that a person
  /// confirms, never set (R047). `nil` where they say nothing.
  public static func guess(mediaType: String?, name: FileName) -> DocumentCategory? {
    let type = mediaType ?? ""
    if type == "application/dicom" || type.hasPrefix("video/") { return .image }
    let words = NameQuality.words(of: name)
    // A photograph of a letter is a letter, and a report on an image is one, too.
    for category in [DocumentCategory.other, .lab, .letter, .image] {
      if words.contains(where: { category.words.contains($0) }) { return category }
    }
    return type.hasPrefix("image/") ? .image : nil
  }

  private var words: Set<String> {
    switch self {
    case .letter:
      [
        "admission", "anamnese", "arztbrief", "arztbericht", "befund", "bericht", "brief", "consult",
        "consultation", "discharge", "entlassung", "entlassbrief", "letter", "medication", "note", "notes",
        "operation", "referral", "report", "summary", "surgery", "treatment", "ueberweisung", "uberweisung",
      ]
    case .image:
      [
        "angiography", "ct", "echo", "endoscopy", "mammogram", "mammography", "mr", "mri", "mrt", "pet",
        "radiograph", "roentgen", "rontgen", "sono", "sonography", "spect", "ultrasound", "us", "xray", "xr",
      ]
    case .lab:
      [
        "biopsy", "biopsie", "blood", "blut", "blutbild", "bloodwork", "cbc", "cytology", "histology",
        "histologie", "hba", "lab", "labor", "laboratory", "labs", "pathologie", "pathology", "psa", "serum",
        "urine", "urin",
      ]
    case .other:
      [
        "claim", "consent", "einwilligung", "history", "insurance", "invoice", "krankenkasse", "opinion",
        "rechnung", "versicherung", "zweitmeinung",
      ]
    }
  }
}
