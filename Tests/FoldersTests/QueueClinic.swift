import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport

@testable import Folders

/// A clinic with one patient, and files that are queued for the folder.
struct QueueClinic {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  var queue: UploadQueue { UploadQueue(clinic.store) }

  func file(_ name: String, _ text: String) throws -> FilePath {
    try clinic.folder.file(name, Array(text.utf8))
  }

  /// Queues files.
  @discardableResult
  func add(_ paths: [FilePath], category: DocumentCategory? = nil, to other: PatientID? = nil) throws -> [(
    upload: Upload, code: Failure.Code?
  )] {
    var rest = paths[...]
    var told: [(Upload, Failure.Code?)] = []
    try queue.add(
      { rest.popFirst().map { UploadItem(file: $0, into: other ?? patient.id, category: category) } },
      { upload, failure in told.append((upload, failure?.code)) })
    return told
  }

  /// Queues one file.
  func add(_ path: FilePath) throws -> UploadID {
    guard let id = try add([path]).first?.upload.id else {
      throw Failure(.internalError, "the file was not queued")
    }
    return id
  }

  /// Starts the queue, and tells what became of each.
  @discardableResult
  func start(_ options: UploadRun.Options = UploadRun.Options()) throws -> [(
    upload: Upload?, code: Failure.Code?
  )] {
    var told: [(Upload?, Failure.Code?)] = []
    try UploadRun(clinic.store, options).start { upload, failure in told.append((upload, failure?.code)) }
    return told
  }

  func all() throws -> [Upload] {
    var uploads: [Upload] = []
    try queue.list { uploads.append($0) }
    return uploads
  }

  func documents() throws -> [Document] {
    var documents: [Document] = []
    try clinic.folders.documents(of: patient.id) { documents.append($0) }
    return documents
  }

  func advance(bySeconds seconds: Int64) {
    clinic.time.set(clinic.time.now().advanced(bySeconds: seconds))
  }
}
