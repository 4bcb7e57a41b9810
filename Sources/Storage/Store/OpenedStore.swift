internal import AgeFormat
internal import Keys
internal import Platform
internal import Records
internal import SystemPackage

/// What opening a store finds out, and the steps of it.
struct OpenedStore {
  let path: FilePath
  let id: StoreID
  let member: Member
  let backend: any RecordBackend
  let objects: any ObjectBackend
  let keys: KeyRing
  let headFile: HeadFile
  let origin: SHA256Digest
  let claim: [UInt8]?

  init(at path: FilePath, identity: Identity, heads: FilePath) throws(Failure) {
    self.path = path
    guard Store.exists(at: path) else {
      throw Failure(.storeMissing, "there is no store at \(path.printable)", hint: "so-patient init")
    }
    guard try !FileSystem.isNetworkFileSystem(path) else { throw Self.onNetwork(path) }
    let backend = try SQLiteBackend(opening: Store.databasePath(path))
    self.backend = backend
    objects = FileObjects(in: Store.objectsPath(path))
    let opened = try backend.reading { () throws(Failure) in
      try MemberAccess(backend, identity)
    }
    id = opened.store
    member = opened.member
    keys = opened.keys
    origin = opened.origin
    claim = opened.claim
    headFile = HeadFile(in: heads, store: opened.store, member: opened.member.id)
    if let known = try? headFile.load(), known.origin != origin {
      throw Failure(
        .storeReplaced,
        "the store at \(path.printable) is another one than this member used before under its id",
        hint: "so-patient import makes a store from a backup; a copy put there by hand is not known")
    }
  }

  static func onNetwork(_ path: FilePath) -> Failure {
    Failure(
      .storeOnNetworkFS,
      "\(path.printable) is on a network file system, where locks and shared memory do not hold",
      hint: "set SO_STORE to a folder on a local disk")
  }
}
