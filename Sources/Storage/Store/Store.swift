internal import Keys
internal import Platform
public import Records
public import SystemPackage

/// A store of sealed records, objects and signed events, opened by one of its members.
///
/// An object of this class belongs to one thread at a time. Any number of processes may have
/// the store open at once: readers never wait, writers wait for each other.
public final class Store {
  /// The store's id.
  public let id: StoreID
  /// The member whose identity opened the store: the actor of every event.
  public internal(set) var member: Member

  let path: FilePath
  let backend: any RecordBackend
  let objectBackend: any ObjectBackend
  /// The keys that this member holds, as of the newest transaction.
  var keys: KeyRing
  let identity: Identity
  let time: any TimeSource
  let headFile: HeadFile
  let origin: SHA256Digest

  /// Why the newest event could not be remembered outside of the store, or in which way the
  /// store is behind what was remembered. The work itself is done; a tool says it on stderr.
  public internal(set) var headProblem: Failure?

  init(_ opened: OpenedStore, identity: Identity, time: any TimeSource) {
    path = opened.path
    id = opened.id
    member = opened.member
    backend = opened.backend
    objectBackend = opened.objects
    keys = opened.keys
    headFile = opened.headFile
    origin = opened.origin
    self.identity = identity
    self.time = time
  }

  /// Whether there is a store at `path`, whoever may open it.
  public static func exists(at path: FilePath) -> Bool {
    (try? FileStatus(at: databasePath(path)))?.kind == .regular
  }

  static func databasePath(_ path: FilePath) -> FilePath { path.appending("store.db") }
  static func objectsPath(_ path: FilePath) -> FilePath { path.appending("objects") }
}
