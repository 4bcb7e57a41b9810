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
      kind: .patient, name: FileName(bytes: Array("\(id.text).json".utf8)), size: size,
      mediaType: "application/json", category: nil, documentID: nil, patientID: id)
  }

  /// The manifest's entry for this item, the `number`th (from 1) of `total`.
  func entry(number: Int, of total: Int) -> ManifestEntry {
    let path =
      switch kind {
      case .document: EntryName.path(number: number, of: total, name: name.bytes)
      case .patient: "patients/\(patientID?.text ?? name.text).json"
      }
    return ManifestEntry(
      path: path, kind: kind, size: size, mediaType: mediaType, category: category, documentID: documentID,
      patientID: patientID, name: name)
  }
}
