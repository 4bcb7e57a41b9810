public import Records

/// Something to pack: what the manifest says about it; the bytes follow later, in order.
public struct SODItem: Sendable {
  let kind: ManifestEntry.Kind
  let name: FileName
  let size: Int64
  let mediaType: String
  let category: DocumentCategory?
  let documentID: DocumentID?
  let patientID: PatientID?

  /// A document of `size` bytes, under its own name.
  public static func document(
    name: FileName, size: Int64, mediaType: String, category: DocumentCategory? = nil,
    id: DocumentID? = nil, patient: PatientID? = nil
  ) -> SODItem {
    SODItem(
      kind: .document, name: name, size: size, mediaType: mediaType, category: category, documentID: id,
      patientID: patient)
  }

  /// A patient's record of `size` bytes of JSON.
  public static func patient(_ id: PatientID, size: Int64) -> SODItem {
    SODItem(
      kind: .patient, name: named("\(id.text).json"), size: size,
      mediaType: "application/json", category: nil, documentID: nil, patientID: id)
  }

  /// A form of a patient's folder, of `size` bytes of JSON.
  public static func form(_ id: FormID, of patient: PatientID, size: Int64) -> SODItem {
    SODItem(
      kind: .form, name: named("\(id.text).json"), size: size,
      mediaType: "application/json", category: nil, documentID: nil, patientID: patient)
  }

  /// An appointment of a patient, of `size` bytes of JSON.
  public static func appointment(_ id: AppointmentID, of patient: PatientID, size: Int64) -> SODItem {
    SODItem(
      kind: .appointment, name: named("\(id.text).json"), size: size,
      mediaType: "application/json", category: nil, documentID: nil, patientID: patient)
  }

  /// A part of a whole store, of `size` bytes, under this plain name.
  public static func store(name: StaticString, size: Int64, mediaType: String) -> SODItem {
    SODItem(
      kind: .store, name: named(name.description), size: size, mediaType: mediaType,
      category: nil, documentID: nil, patientID: nil)
  }

  /// The name of an entry of ours, which always can be one.
  private static func named(_ text: String) -> FileName { FileName(bytes: Array(text.utf8)) ?? .standIn }

  /// The manifest's entry for this item, the `number`th (from 1) of `total`.
  func entry(number: Int, of total: Int) -> ManifestEntry {
    let path =
      switch kind {
      case .document: EntryName.path(number: number, of: total, name: name.bytes)
      case .patient: "patients/\(patientID?.text ?? name.text).json"
      case .form: "forms/\(name.text)"
      case .appointment: "appointments/\(name.text)"
      case .store: "store/\(name.text)"
      }
    return ManifestEntry(
      path: path, kind: kind, size: size, mediaType: mediaType, category: category, documentID: documentID,
      patientID: patientID, name: name)
  }
}
