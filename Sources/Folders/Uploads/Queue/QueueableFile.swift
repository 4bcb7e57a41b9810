internal import Platform
internal import Records
internal import Storage
internal import SystemPackage

/// A file that was looked at and may be queued.
struct QueueableFile {
  let patient: PatientID
  let stored: StoredUpload

  /// Looks at the file of an item.
  ///
  /// - Throws: `no_such_file`, `is_a_directory`, `not_a_regular_file`, `empty_file`,
  ///   `permission_denied`, `patient_unknown`, and what the rules of the profile throw.
  init(_ item: UploadItem, _ folders: FolderPresence) throws(Failure) {
    switch item.origin {
    case .failed(let failure): throw failure
    case .stream: throw Failure(.internalError, "a stream cannot be queued")
    case .file(let path):
      guard let patient = item.patient else { throw Failure(.internalError, "a file has no folder") }
      try folders.check(patient)
      let file = try InputFile(opening: path)
      // Of the content only the front is looked at; the rest is judged when the file is put.
      _ = try UploadReading(file, named: item.name, for: item.profile)
      // Whoever starts the queue may do so from another folder.
      let whole = path.isAbsolute ? path : try FileSystem.currentDirectory().pushing(path)
      self.patient = patient
      stored = StoredUpload(
        name: item.name, path: RecordedPath(whole), category: item.category, source: item.source,
        profile: item.profile,
        size: file.size, modified: try FileStatus(file.descriptor).modified)
    }
  }

  var lookup: Lookup {
    // The name has no slash, so no two files have one value.
    Lookup(
      .uploadPath, Array("\(patient.text) ".utf8) + stored.path.bytes + Array("//".utf8) + stored.name.bytes)
  }
}

extension WriteTransaction {
  func queue(_ file: QueueableFile) throws(Failure) -> Upload {
    guard let known = try lookUp(file.lookup, in: .upload).first else {
      return try insert(
        Record(
          .upload, id: UploadID.random().text, parent: file.patient.text,
          state: Upload.State.queued.rawValue, due: time, value: file.stored),
        index: RecordIndex(lookups: [file.lookup]), action: .uploadAdd
      ).upload()
    }
    return try queueAgain(file, try required(.upload, known))
  }

  private func queueAgain(_ file: QueueableFile, _ record: Record) throws(Failure) -> Upload {
    let before = try record.value(as: StoredUpload.self)
    var after = file.stored
    after.category = after.category ?? before.category
    after.source = after.source ?? before.source
    let isSame = before.size == after.size && before.modified == after.modified
    let isKept: Bool
    switch Upload.State(rawValue: record.state) {
    // Somebody is at it, and takes the file as it is.
    case .sending, .verifying: isKept = true
    case .queued:
      isKept =
        isSame && before.category == after.category && before.source == after.source
        && before.profile == after.profile
    case .done:
      var isThere = false
      if let id = before.document { isThere = try header(.document, id.text) != nil }
      isKept = isThere && isSame && before.category == after.category
    default: isKept = false
    }
    if isKept {
      try note(.uploadList, of: Subject(.upload, record.id))
      return try record.upload()
    }
    var record = record
    record.state = Upload.State.queued.rawValue
    record.due = time
    record.setValue(after)
    return try update(record, action: .uploadAdd).upload()
  }
}

extension UploadItem {
  func upload(failed failure: Failure) -> Upload {
    Upload(
      id: nil, patient: patient, name: name, path: RecordedPath(path ?? ""), category: category,
      source: source,
      profile: profile, size: nil, state: .failed, failure: failure.json)
  }
}
