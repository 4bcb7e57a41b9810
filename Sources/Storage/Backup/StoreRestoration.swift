public import Keys
public import Platform
public import Records
public import SystemPackage

/// Builds a store from a backup, beside its place, and moves it there only after all of it was
/// verified: whatever happens before that, there is nothing at the place.
public final class StoreRestoration {
  private let path: FilePath
  private let site: BuildingSite
  private let objects: FileObjects
  private var hasDatabase = false
  private var buffer: [UInt8] = []

  /// Begins a store at `path`, which must be missing or an empty folder.
  ///
  /// - Throws: `store_exists`, `store_on_network_fs`, `permission_denied`.
  public init(at path: FilePath) throws(Failure) {
    (self.path, site) = try BuildingSite.begin(for: path)
    objects = FileObjects(in: Store.objectsPath(site.folder))
    try FileObjects.create(in: objects.folder)
  }

  deinit { site.clear() }

  /// Takes the database; once.
  public func takeDatabase(_ source: any ByteSource) throws(Failure) {
    guard !hasDatabase else { throw Failure(.backupInvalid, "the backup has two databases") }
    hasDatabase = true
    try write(source, to: Store.databasePath(site.folder))
  }

  /// Takes an object under the path that ``StoreBackup`` gave it.
  ///
  /// - Throws: `backup_invalid` for any other path.
  public func takeObject(_ path: String, _ source: any ByteSource) throws(Failure) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let id = ObjectID(String(name)), path == "objects/\(FileObjects.fanName(id))/\(id)" else {
      throw Failure(.backupInvalid, "the backup holds a file that is no object of a store")
    }
    let fan = objects.fan(id)
    if try FileStatus(at: fan) == nil { try FileSystem.makeDirectory(fan) }
    try write(source, to: objects.path(id))
  }

  /// What was restored.
  public struct Outcome {
    /// The store, in its place.
    public let store: Store
    /// What its verification found: no problem, else there would be no outcome.
    public let report: AuditReport
    /// The newest event that was remembered outside of the store, when the backup is older.
    public let lost: Int64?
  }

  /// Verifies everything, events, records and the content of each object, and puts the store in
  /// its place. That it was restored, and from which state, is its next event; the head that is
  /// remembered outside of it is that one from now on.
  ///
  /// - Parameters:
  ///   - identity: that of one of the store's members.
  ///   - details: what the event says besides.
  /// - Throws: what is wrong with the backup; `not_a_member`, `store_exists`, `store_replaced`
  ///   when another store was used under the same id before.
  public func finish(
    identity: Identity, heads: FilePath, time: any TimeSource, details: JSONObject
  ) throws(Failure) -> Outcome {
    guard hasDatabase else { throw Failure(.backupInvalid, "the backup has no database") }
    let (report, lost) = try prove(identity, heads, time, details)
    try site.move(to: path)
    let store = try Store.open(at: path, identity: identity, heads: heads, time: time)
    try store.rememberInstead()
    return Outcome(store: store, report: report, lost: lost)
  }

  private func prove(
    _ identity: Identity, _ heads: FilePath, _ time: any TimeSource, _ details: JSONObject
  ) throws(Failure) -> (AuditReport, lost: Int64?) {
    let store = try Store.open(at: site.folder, identity: identity, heads: heads, time: time)
    // A backup is meant to be older than what is remembered; everything else must hold.
    let report = try store.verify(objects: .content, against: nil)
    if let problem = report.problem { throw problem.failure }
    let known = try store.headFile.load()?.head.seq
    let lost = known.flatMap { $0 > (report.head?.seq ?? 0) ? $0 : nil }
    var details = details
    details["remembered_event"] = .number(known)
    _ = try store.write { (transaction) throws(Failure) in
      try transaction.note(.storeRestore, of: Subject(.store, store.id.text), details: details)
    }
    return (report, lost)
  }

  private func write(_ source: any ByteSource, to path: FilePath) throws(Failure) {
    let owned = try OwnedDescriptor(
      opening: path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    try source.copy(
      to: DescriptorSink(owned.descriptor, name: "the store that is restored"), through: &buffer)
  }
}

extension EventAction {
  /// The store was made again from a backup.
  public static let storeRestore = EventAction("store.restore")
}
