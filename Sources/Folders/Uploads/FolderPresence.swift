internal import Records
internal import Storage

/// Knows which folders take documents, each asked for once.
///
/// One that was merged takes none: put there, a document would leave the other folder again when
/// the merging is undone, and put into the other one, it would stay there. A person says which. Only
/// what was queued before the merging goes where it was meant for, and is seen in the other folder.
final class FolderPresence {
  /// A batch goes folder by folder; one that does not shall not make this grow without end.
  private static let limit = 4096

  private let store: Store
  private var known: [PatientID: Failure?] = [:]

  init(_ store: Store) { self.store = store }

  /// - Throws: `patient_unknown`, `patient_merged`.
  func check(_ patient: PatientID) throws(Failure) {
    let refusal: Failure?
    if let answer = known[patient] {
      refusal = answer
    } else {
      refusal = try store.look { (snapshot) throws(Failure) in try snapshot.refusal(of: patient) }
      if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
      known[patient] = .some(refusal)
    }
    if let refusal { throw refusal }
  }

  /// The same for an item, which may have been queued before the folder was merged.
  func check(_ patient: PatientID, for item: UploadItem) throws(Failure) {
    do throws(Failure) { try check(patient) } catch {
      guard error.code == .patientMerged, item.wasQueued else { throw error }
    }
  }
}

extension Snapshot {
  /// Why a folder takes no documents; `nil` for one that does.
  func refusal(of patient: PatientID) throws(Failure) -> Failure? {
    guard let header = try header(.patient, patient.text) else {
      return Failure.unknown(patient)
    }
    return header.parent.map { Failure.merged(patient.text, into: $0) }
  }
}
