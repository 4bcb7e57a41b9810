import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport

@testable import Folders

/// A clinic with one patient, whose documents are converted.
struct MediaClinic {
  let clinic: TestClinic
  let patient: Patient
  var workshop = MediaWorkshop()

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  var samples: MediaSamples { MediaSamples(folder: clinic.folder) }
  var processor: MediaProcessor { MediaProcessor(clinic.store, time: clinic.time, workshop) }

  /// Puts one file in.
  func put(_ path: FilePath) throws -> DocumentID {
    guard let id = try clinic.put([path], into: patient).first?.id else {
      throw Failure(.internalError, "the file was not taken")
    }
    return id
  }

  /// Processes what is due: each document with the code of its failure.
  @discardableResult
  func process() throws -> [(document: Document, code: Failure.Code?)] {
    var reported: [(Document, Failure.Code?)] = []
    try processor.run { document, failure in reported.append((document, failure?.code)) }
    return reported
  }

  func document(_ id: DocumentID) throws -> Document {
    try clinic.store.read(EventAction("test.look")) { view throws(Failure) in try view.document(id) }
  }

  /// The bytes of an object of a document.
  func object(_ name: String, of id: DocumentID) throws -> [UInt8]? {
    let opener = try clinic.store.read(EventAction("test.look")) { view throws(Failure) -> ObjectOpener? in
      guard let object = try view.objects(of: .document, id.text).first(where: { $0.name == name }) else {
        return nil
      }
      return try view.opener(of: object, of: .document)
    }
    return try opener?.open().readAll(limit: 1 << 30, excess: Failure(.ioError, "too large"))
  }

  func job(_ id: DocumentID) throws -> MediaJob? {
    try clinic.store.look { view throws(Failure) in try view.mediaJob(id) }
  }

  func advance(bySeconds seconds: Int64) {
    clinic.time.set(clinic.time.now().advanced(bySeconds: seconds))
  }
}
