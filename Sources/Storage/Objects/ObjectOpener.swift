public import Records

/// Opens an object later, when the snapshot that found it is over: a container of thousands of
/// documents is packed one after the other, and neither the database nor a thousand files
/// shall stay open meanwhile. The look at it was an event of that snapshot.
public struct ObjectOpener {
  private let store: Store
  private let object: StoredObject

  init(_ store: Store, _ object: StoredObject) {
    self.store = store
    self.object = object
  }

  /// The object's size in bytes.
  public var size: Int64 { object.size }

  /// Opens the object for reading.
  ///
  /// - Throws: `object_missing`, `object_altered`.
  public func open() throws(Failure) -> StoredObjectSource { try store.source(object) }
}

extension Snapshot {
  /// Lets an object be opened later.
  public func opener(of object: StoredObject, of kind: RecordKind) throws(Failure) -> ObjectOpener {
    try checkContent(kind)
    return ObjectOpener(store, object)
  }
}
