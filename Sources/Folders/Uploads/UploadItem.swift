internal import Platform
public import Records
internal import Storage
public import SystemPackage

/// What an ``Uploader`` is to take: where it is read from, what it is called, and where it goes.
public struct UploadItem {
  /// Where the bytes are.
  public enum Origin {
    /// A file.
    case file(FilePath)
    /// A stream, read when its turn comes.
    case stream(any ByteSource)
    /// It failed before: it is reported in its place, and the rest of the batch goes on.
    case failed(Failure)
  }

  /// Where the bytes are.
  public let origin: Origin
  /// The document's name.
  public let name: FileName
  /// The path that its record tells; `nil` for a stream without one.
  public let path: FilePath?
  /// The folder; `nil` only for one that failed because it has none.
  public let patient: PatientID?
  /// What it is for the reviewer, when somebody said; a document that is there already gets
  /// this category, and keeps its own for `nil`.
  public var category: DocumentCategory?
  /// Where a mobile device had it from (R033), when somebody said.
  public var source: DocumentSource?
  /// Whose rules it is held against (R042).
  public var profile: UploadProfile
  /// The grant that it is put by (R054); `nil` for one who needs none.
  private(set) var grant: GrantID?
  /// What else is written when the document is, in the same transaction.
  var whenRecorded: ((Document, WriteTransaction) throws(Failure) -> Void)?

  /// Whether it comes from the queue.
  var wasQueued: Bool { whenRecorded != nil }

  private init(
    _ origin: Origin, _ name: FileName, _ path: FilePath?, _ patient: PatientID?,
    _ category: DocumentCategory?, _ source: DocumentSource?, _ profile: UploadProfile
  ) {
    self.origin = origin
    self.name = name
    self.path = path
    self.patient = patient
    self.category = category
    self.source = source
    self.profile = profile
  }

  /// A file, which becomes a document of its own name unless another one is given.
  public init(
    file path: FilePath, named name: FileName? = nil, into patient: PatientID,
    category: DocumentCategory? = nil, source: DocumentSource? = nil, profile: UploadProfile = .folder
  ) {
    self.init(.file(path), name ?? path.fileName, path, patient, category, source, profile)
  }

  /// A stream, as a mobile device hands a document over (R033).
  public init(
    stream: any ByteSource, named name: FileName, into patient: PatientID,
    category: DocumentCategory? = nil, source: DocumentSource? = nil, profile: UploadProfile = .folder
  ) {
    self.init(.stream(stream), name, nil, patient, category, source, profile)
  }

  /// A file that is only looked at, whichever folder it may go into.
  public init(checking path: FilePath, profile: UploadProfile = .folder) {
    self.init(.file(path), path.fileName, path, nil, nil, nil, profile)
  }

  /// A file that cannot be taken, as one that has no folder.
  public init(
    failed failure: Failure, file path: FilePath, into patient: PatientID? = nil,
    category: DocumentCategory? = nil, source: DocumentSource? = nil, profile: UploadProfile = .folder
  ) {
    self.init(.failed(failure), path.fileName, path, patient, category, source, profile)
  }
}

extension UploadItem {
  /// The same item, put by a grant, whose category it gets unless it has one.
  public func granted(by grant: Grant?) -> UploadItem {
    guard let grant else { return self }
    var item = self
    item.grant = grant.id
    item.category = category ?? grant.category
    return item
  }
}
