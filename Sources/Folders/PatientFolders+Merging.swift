public import Records
internal import Storage

extension PatientFolders {
  /// Merges a folder into another one of the same person: its documents and forms are seen in
  /// the other. Nothing is moved or lost, so it can be undone by ``unmerge(_:)``.
  ///
  /// - Returns: the folder that it was merged into.
  /// - Throws: `patient_unknown`; `patient_merged` when either was merged already; `merge_invalid`
  ///   for a folder into itself, or one that others were merged into.
  public func merge(_ id: PatientID, into target: PatientID) throws(Failure) -> Patient {
    guard id != target else { throw Failure(.mergeInvalid, "a folder cannot be merged into itself") }
    return try store.write { (transaction) throws(Failure) in
      var record = try transaction.unmerged(id)
      let other = try transaction.unmerged(target)
      guard try transaction.count(.patient, parent: id.text) == 0 else {
        throw Failure(
          .mergeInvalid, "other folders were merged into \(id)",
          hint: "so-patient merge \(target) --into \(id)")
      }
      record.parent = target.text
      record.state = "merged"
      try transaction.update(record, action: .patientMerge, details: ["into": .string(target.text)])
      return try transaction.patient(other)
    }.value
  }

  /// Undoes ``merge(_:into:)``.
  ///
  /// - Returns: the folder, on its own again.
  /// - Throws: `patient_unknown`; `merge_invalid` when the folder was not merged.
  public func unmerge(_ id: PatientID) throws(Failure) -> Patient {
    try store.write { (transaction) throws(Failure) in
      guard var record = try transaction.record(.patient, id.text) else {
        throw Failure.unknown(id)
      }
      guard let target = record.parent else {
        throw Failure(
          .mergeInvalid, "the folder \(id) was not merged into another one", hint: "so-patient show \(id)")
      }
      record.parent = nil
      record.state = ""
      record = try transaction.update(record, action: .patientUnmerge, details: ["from": .string(target)])
      return try transaction.patient(record)
    }.value
  }
}

extension Snapshot {
  fileprivate func unmerged(_ id: PatientID) throws(Failure) -> Record {
    guard let record = try record(.patient, id.text) else {
      throw Failure.unknown(id)
    }
    if let target = record.parent { throw Failure.merged(id.text, into: target) }
    return record
  }
}
