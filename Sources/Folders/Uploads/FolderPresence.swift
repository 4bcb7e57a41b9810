internal import Records
internal import Storage

/// Knows which folders there are, each asked for once.
final class FolderPresence {
  /// A batch goes folder by folder; one that does not shall not make this grow without end.
  private static let limit = 4096

  private let store: Store
  private var known: [PatientID: Bool] = [:]

  init(_ store: Store) { self.store = store }

  /// - Throws: `patient_unknown`.
  func check(_ patient: PatientID) throws(Failure) {
    let exists: Bool
    if let answer = known[patient] {
      exists = answer
    } else {
      exists = try store.look { (snapshot) throws(Failure) in
        try snapshot.header(.patient, patient.text) != nil
      }
      if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
      known[patient] = exists
    }
    guard exists else { throw Failure(.patientUnknown, "there is no folder \(patient)") }
  }
}
