internal import AgeFormat
internal import Keys
internal import Platform
public import Records
internal import Synchronization

/// Objects that are written together and become part of the store in one transaction.
///
/// Several threads may stage objects into one group. A group that is let go without
/// `Store.commit` leaves nothing. Larger groups are quicker, because the disk is waited for
/// once a group; some 64 to 256 objects are a good size, and while one group is committed the
/// next can be staged.
public final class ObjectGroup: Sendable {
  let staging: any ObjectStaging
  /// The epoch whose key the objects are encrypted to.
  let epoch: Int64
  private let recipient: AgeRecipient
  private let staged = Mutex<[ObjectID: StagedObject]>([:])

  init(_ staging: any ObjectStaging, to recipient: AgeRecipient, of epoch: Int64) {
    self.staging = staging
    self.epoch = epoch
    self.recipient = recipient
  }

  /// Encrypts all of `source` into the group, in constant memory.
  ///
  /// - Throws: what the source throws, `disk_full`, `io_error`; then nothing of it is left.
  public func stage(_ source: any ByteSource) throws(Failure) -> StagedObject {
    let id = ObjectID.random()
    let sink = try staging.create(id)
    do throws(Failure) {
      let encryptor = try AgeEncryptor(to: [recipient], output: sink)
      let hash = SHA256()
      let size = try Self.copy(source, to: hash, encryptor)
      try encryptor.finish()
      try sink.complete()
      let object = StagedObject(id: id, size: size, sha256: hash.finish())
      staged.withLock { $0[id] = object }
      return object
    } catch {
      staging.drop(id)
      throw error
    }
  }

  /// Takes an object out again, as one that turned out to be in the store already.
  public func drop(_ object: StagedObject) {
    guard staged.withLock({ $0.removeValue(forKey: object.id) }) != nil else { return }
    staging.drop(object.id)
  }

  /// How many objects are staged.
  public var count: Int { staged.withLock { $0.count } }

  /// The ids of the staged objects.
  var ids: Set<ObjectID> { staged.withLock { Set($0.keys) } }

  /// Whether `object` was staged here, unchanged.
  func holds(_ object: StagedObject) -> Bool { staged.withLock { $0[object.id] == object } }

  private static func copy(
    _ source: any ByteSource, to hash: SHA256, _ encryptor: AgeEncryptor
  ) throws(Failure) -> Int64 {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var total: Int64 = 0
    while true {
      var span = buffer.mutableSpan
      var target = unsafe span.mutableBytes
      let count = try source.read(into: &target)
      if count == 0 { return total }
      let piece = unsafe buffer.span.bytes.extracting(0..<count)
      hash.write(piece)
      try encryptor.write(piece)
      total += Int64(count)
    }
  }
}
