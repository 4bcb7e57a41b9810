internal import Keys
internal import Platform
public import Records
public import Storage
public import SystemPackage

/// Puts files into a folder: each is sealed, made durable and committed before it is
/// acknowledged; a file that cannot be taken does not stop the others (R032, R036, R037).
///
/// Files are committed in groups, since making things durable costs the same for one file and
/// for sixty-four.
public struct Uploader {
  private let store: Store
  private let patient: PatientID
  private let category: DocumentCategory?

  /// How many files, and about how many bytes, one group has at most.
  private static let groupLimit = (files: 64, bytes: Int64(64 << 20))

  /// Files go into the folder `patient`.
  ///
  /// - Throws: `patient_unknown`, before any file is read.
  public init(_ store: Store, into patient: PatientID, category: DocumentCategory?) throws(Failure) {
    let exists = try store.look { (snapshot) throws(Failure) in
      try snapshot.header(.patient, patient.text) != nil
    }
    guard exists else { throw Failure(.patientUnknown, "there is no folder \(patient)") }
    self.store = store
    self.patient = patient
    self.category = category
  }

  /// Takes the files that `next` gives until it gives `nil`, and hands a document to `report`
  /// for each, in the same order: with its receipt after the commit, or with what went wrong.
  ///
  /// - Throws: what `next` throws, after the files before it are done; and what `report` throws.
  public func put(
    _ next: () throws(Failure) -> FilePath?, _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    var isOver = false
    var end: Failure?
    while !isOver {
      var group: ObjectGroup?
      var bytes: Int64 = 0
      var items: [Item] = []
      while items.count < Self.groupLimit.files, bytes < Self.groupLimit.bytes {
        let path: FilePath
        do throws(Failure) {
          guard let named = try next() else {
            isOver = true
            break
          }
          path = named
        } catch {
          // The files named before are taken and told of first.
          end = error
          isOver = true
          break
        }
        let item: Item
        do throws(Failure) {
          let open: ObjectGroup
          if let group { open = group } else { open = try store.beginGroup() }
          group = open
          let staged = try stage(path, in: open)
          bytes += staged.content.size
          item = Item(path: path, outcome: .success(staged))
        } catch {
          item = Item(path: path, outcome: .failure(error))
        }
        items.append(item)
      }
      try finish(items, group, report)
    }
    if let end { throw end }
  }

  private struct Item {
    let path: FilePath
    var outcome: Result<Staged, Failure>
  }

  private struct Staged {
    let id: DocumentID
    let name: FileName
    let mediaType: MediaType
    let content: StagedObject
  }

  private func stage(_ path: FilePath, in group: ObjectGroup) throws(Failure) -> Staged {
    let file = try InputFile(opening: path)
    guard file.size > 0 else { throw Failure(.emptyFile, "\(path.printable) is empty") }
    let head = try file.head(MediaType.headLength)
    let name = path.fileName
    let content = try group.stage(file)
    do throws(Failure) { try file.finish() } catch {
      group.drop(content)
      throw error
    }
    return Staged(
      id: .random(), name: name, mediaType: MediaType(head: head, fileName: name), content: content)
  }

  /// Commits what was staged and reports each item; when the commit fails, every item of the
  /// group failed by it.
  private func finish(
    _ items: [Item], _ group: ObjectGroup?, _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    var commitFailure: Failure?
    var head: String?
    var stored = Timestamp(milliseconds: 0)
    let staged = items.compactMap { try? $0.outcome.get() }
    if let group, !staged.isEmpty {
      do throws(Failure) {
        let committed = try store.commit(group) { (transaction) throws(Failure) in
          for item in staged { try insert(item, transaction) }
          return transaction.time
        }
        stored = committed.value
        head = committed.head.text
      } catch { commitFailure = error }
    }
    for item in items {
      switch item.outcome {
      case .success(let staged) where commitFailure == nil:
        try report(document(item.path, staged, stored, head), nil)
      case .success:
        try report(failed(item.path, commitFailure), commitFailure)
      case .failure(let failure):
        try report(failed(item.path, failure), failure)
      }
    }
  }

  private func insert(_ item: Staged, _ transaction: WriteTransaction) throws(Failure) {
    let document = StoredDocument(
      name: item.name, category: category, mediaType: item.mediaType.name, size: item.content.size,
      sha256: item.content.sha256.hex, stored: transaction.time)
    try transaction.insertDocument(
      item.id, in: patient, document, content: item.content, action: .documentAdd)
  }

  private func document(_ path: FilePath, _ staged: Staged, _ stored: Timestamp, _ head: String?) -> Document
  {
    Document(
      id: staged.id, patient: patient, name: staged.name, path: FileName(path),
      category: category,
      mediaType: staged.mediaType.name, size: staged.content.size, state: .done,
      receipt: UploadReceipt(
        sha256: staged.content.sha256.hex, size: staged.content.size, stored: stored, auditHead: head))
  }

  private func failed(_ path: FilePath, _ failure: Failure?) -> Document {
    Document(
      id: nil, patient: patient, name: path.fileName,
      path: FileName(path), category: category, mediaType: nil, size: nil, state: .failed,
      failure: failure)
  }
}
