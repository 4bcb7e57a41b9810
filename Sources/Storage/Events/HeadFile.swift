internal import Glibc
internal import Keys
internal import Platform
internal import Records
internal import SystemPackage

/// The newest event that a member knows of, kept outside of the store.
///
/// Who can write the store can cut events off its end, and what is left verifies; only a
/// memory elsewhere tells. The file also remembers the store's first event, so that the
/// store cannot be exchanged for another one under the same id.
struct HeadFile {
  /// What the file says.
  struct Content: Hashable {
    let origin: SHA256Digest
    let head: EventHead
  }

  private let folder: FilePath
  private let name: String
  private let store: StoreID
  private let member: MemberID

  init(in folder: FilePath, store: StoreID, member: MemberID) {
    self.folder = folder
    self.store = store
    self.member = member
    name = "\(store)-\(member)"
  }

  /// What was written last; `nil` when there is no file yet.
  ///
  /// - Throws: `io_error` and the like when there is one that cannot be read.
  func load() throws(Failure) -> Content? {
    let path = folder.appending(name)
    guard try FileStatus(at: path) != nil else { return nil }
    let tooLong = Failure(.ioError, "\(path.printable) is not a file that remembers a store's head")
    let bytes = try InputFile(opening: path).readAll(limit: 4096, excess: tooLong)
    guard let object = try? JSONObject(parsing: bytes), let content = Content(object, store, member) else {
      throw tooLong.hinting("look for what else wrote it; without the file, cut events go unnoticed")
    }
    return content
  }

  /// Replaces the file in one step, unless it knows a later event already.
  func advance(to content: Content) throws(Failure) {
    try write(content, replacingLater: false)
  }

  /// Replaces the file in one step, also when it knows a later event.
  func replace(with content: Content) throws(Failure) { try write(content, replacingLater: true) }

  private func write(_ content: Content, replacingLater: Bool) throws(Failure) {
    try FileSystem.makeDirectory(folder)
    // Commands of one member run side by side and end in any order.
    let lock = try OwnedDescriptor(
      opening: folder.appending(name + ".lock"), .readWrite, options: [.create], permissions: .ownerReadWrite)
    while flock(lock.descriptor.rawValue, LOCK_EX) != 0 {
      guard Errno.current == .interrupted else { throw Failure(.current, "cannot lock", folder) }
    }
    if !replacingLater, let known = try load(), known.head.seq >= content.head.seq { return }
    let file = try NewFile(in: folder)
    let line = content.json(store, member).serialized + [0x0A]
    try file.write(unsafe line.span.bytes)
    // The content before the name, or a power cut leaves an empty file; the folder need not
    // be synced: at worst the older head comes back, which is true as well.
    guard fsync(file.descriptor.rawValue) == 0 else { throw Failure(.current, "cannot write", folder) }
    try file.publish(at: folder.appending(name), replacing: true, durable: false)
  }
}

extension HeadFile.Content {
  fileprivate init?(_ object: JSONObject, _ store: StoreID, _ member: MemberID) {
    guard object["schema"] == "so.head/1", object["store"] == .string(store.text),
      object["member"] == .string(member.text), case .string(let origin)? = object["origin"],
      case .integer(let seq)? = object["seq"], case .string(let hash)? = object["hash"],
      let origin = SHA256Digest(hex: origin), let hash = SHA256Digest(hex: hash)
    else { return nil }
    self.init(origin: origin, head: EventHead(seq: seq, hash: hash))
  }

  fileprivate func json(_ store: StoreID, _ member: MemberID) -> JSONObject {
    [
      "schema": "so.head/1", "store": .string(store.text), "member": .string(member.text),
      "origin": .string(origin.hex), "seq": .integer(head.seq), "hash": .string(head.hash.hex),
    ]
  }
}
