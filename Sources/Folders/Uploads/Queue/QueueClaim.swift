internal import Platform
internal import Records
internal import Storage
internal import SystemPackage

/// A file of the queue that this process has taken.
struct QueueClaim {
  let id: UploadID
  let patient: PatientID
  /// The version of its record; another one means that somebody else has it.
  let version: Int64
  var stored: StoredUpload

  init(_ record: Record) throws(Failure) {
    guard let id = UploadID(record.id), let patient = record.parent.flatMap({ PatientID($0) }) else {
      throw Failure(.recordAltered, "a queued file is malformed")
    }
    self.id = id
    self.patient = patient
    version = record.version
    stored = try record.value(as: StoredUpload.self)
  }

  /// For so many seconds nobody else takes files of `bytes` bytes together: ten minutes, and as
  /// long as a slow disk takes for them. Where a process outlives its lease, another one only finds
  /// that the folder has the file.
  static func lease(_ bytes: Int64) -> Int64 { 600 + bytes >> 24 }

  /// Notes whether the file is still the one that was queued; it is taken as it is.
  mutating func lookForChange() {
    guard let status = try? FileStatus(at: FilePath(bytes: stored.path.bytes)) else { return }
    stored.isChanged = status.size != stored.size || status.modified != stored.modified
  }

  /// What the uploader is to take. When it is committed, the same transaction says so in the queue.
  var item: UploadItem {
    var item = UploadItem(
      file: FilePath(bytes: stored.path.bytes), named: stored.name, into: patient,
      category: stored.category, source: stored.source, profile: stored.profile)
    item.whenRecorded = { (document, transaction) throws(Failure) in
      // The lease was over, and another process has it: it will find the document.
      guard var record = try transaction.record(.upload, id.text), record.version == version else { return }
      var stored = stored
      stored.document = document.id
      stored.receipt = document.receipt
      stored.size = document.size ?? stored.size
      record.state = Upload.State.verifying.rawValue
      record.setValue(stored)
      try transaction.update(record, action: .uploadVerify)
    }
    return item
  }
}
