public import Records
public import SystemPackage

/// What is to be packed, as it was chosen: whole folders, documents of the store, plain files.
public struct PackSelection: Sendable {
  /// One choice.
  public enum Item: Hashable, Sendable {
    /// Every document of a folder (R059).
    case folder(PatientID)
    /// One document, and the folder that it must be in when that was said.
    case document(DocumentID, in: PatientID?)
    /// A plain file.
    case file(FilePath)
  }

  /// The choices, in order.
  public private(set) var items: [Item] = []
  /// How many patients the documents may be of.
  public let patientLimit: Int

  /// Whether a folder's forms and appointments go with it, and a folder may have nothing else.
  public let includesForms: Bool

  /// Nothing chosen yet.
  public init(patientLimit: Int = 1, includesForms: Bool = false) {
    self.patientLimit = patientLimit
    self.includesForms = includesForms
  }

  /// Adds a choice; one that was made already is not made twice.
  public mutating func add(_ item: Item) {
    if !items.contains(item) { items.append(item) }
  }

  /// Whether something of the store was chosen.
  public var needsStore: Bool {
    items.contains { item in
      if case .file = item { return false }
      return true
    }
  }
}
