internal import Records
internal import SystemPackage

/// Where the sealed bytes of documents are kept: files now, S3 next.
///
/// A backend sees random ids and sealed bytes only. Any thread may use it.
protocol ObjectBackend: AnyObject, Sendable {
  /// A place for objects that are being written, out of sight until they are published.
  func beginStaging() throws(Failure) -> any ObjectStaging
  /// Reads a published object.
  ///
  /// - Throws: `object_missing`.
  func open(_ id: ObjectID) throws(Failure) -> any ByteSource
  /// The same, but from the device: what the system still holds of it in memory is let go first.
  ///
  /// - Throws: `object_missing`, `io_error`.
  func openFromDevice(_ id: ObjectID) throws(Failure) -> any ByteSource
  /// Every published object, whether a record knows it or not; `nil` for what lies among them and
  /// is none.
  func forEachObject(_ body: (ObjectID?) throws(Failure) -> Void) throws(Failure)
  /// Whether the object is published.
  func isThere(_ id: ObjectID) throws(Failure) -> Bool
  /// Whether the object is on its way into or out of the store, or was when its process died.
  func isUnderway(_ id: ObjectID) throws(Failure) -> Bool
  /// Begins to hold objects, so that they can be read however long that takes.
  func beginHold() throws(Failure) -> any ObjectHold
  /// What processes that are no more left behind; each is held against others meanwhile.
  func abandoned() throws(Failure) -> [any AbandonedStaging]
}

/// Objects on their way into or out of the store, for one transaction of the records.
///
/// The order is: `create` each → `publish` (durable, under their final names) and
/// `markForRemoval` → the records' commit → `settle`. Whatever is left when the process dies
/// in between is found by `ObjectBackend.abandoned`, which asks the records what counts.
protocol ObjectStaging: AnyObject, Sendable {
  /// A new object's sink; several threads may write one object each.
  func create(_ id: ObjectID) throws(Failure) -> any ObjectSink
  /// Forgets an object that is not published yet.
  func drop(_ id: ObjectID)
  /// Makes the objects durable, then puts them under their final names, durably.
  func publish(_ ids: [ObjectID]) throws(Failure)
  /// Notes durably that published objects are about to lose their records.
  func markForRemoval(_ ids: [ObjectID]) throws(Failure)
  /// After the commit: removes `unneeded` objects and every note. A failure leaves work for
  /// the sweep and nothing else, so there is none to report.
  func settle(removing unneeded: [ObjectID])
}

/// Objects that stay readable until it is let go, whoever removes them meanwhile.
protocol ObjectHold: AnyObject {
  /// A folder for files of one's own, removed with all that is in it when the hold is let go.
  var folder: FilePath { get }
  /// Holds an object; its sealed length in bytes, or `nil` when it is gone already.
  func keep(_ id: ObjectID) throws(Failure) -> Int64?
  /// Reads an object that is held.
  func open(_ id: ObjectID) throws(Failure) -> any ByteSource
}

/// Takes the sealed bytes of one object.
protocol ObjectSink: ByteSink {
  /// All bytes are written. They are not durable yet.
  func complete() throws(Failure)
}

/// The staging of a process that is no more.
protocol AbandonedStaging: AnyObject {
  /// The objects it spoke of.
  var objects: [ObjectID] { get }
  /// Removes the objects that `isRecorded` denies, and the staging.
  func settle(_ isRecorded: (ObjectID) throws(Failure) -> Bool) throws(Failure)
}
