public import Platform
public import Profile
public import Records
public import Storage

/// What lies in a server's folder, and the removal of what is old (R080).
///
/// Only files of transfers of this store are ever removed, and only while they are what was sent.
public struct ServerContents {
  private let store: Store
  private let server: ServerAccess
  private let folder: any RemoteFolder
  private let time: any TimeSource

  /// Reads the settings of a server.
  ///
  /// - Throws: `setting_missing` and what the settings' users throw.
  public init(
    _ store: Store, _ profile: Profile, server name: ServerName? = nil, time: any TimeSource
  ) throws(Failure) {
    self.store = store
    self.time = time
    server = try ServerAccess(try profile.settings(), profile, server: name)
    folder = try server.folder()
  }

  /// How long files stay by the setting; `nil` where there is none.
  public var retention: TimeSpan? { server.settings.retention }

  /// Everything that lies there, by name.
  ///
  /// - Throws: what asking the server throws.
  public func files() throws(Failure) -> [StoredFile] {
    let entries = try folder.list(prefix: "")
    let transfers = try known()
    return try store.look { (snapshot) throws(Failure) in
      try entries.map { (entry) throws(Failure) in try describe(entry, transfers, snapshot) }
    }
  }

  private func describe(
    _ entry: RemoteEntry, _ transfers: [TransferID: Transfer], _ snapshot: Snapshot
  ) throws(Failure) -> StoredFile {
    let id = RemoteName.transfer(entry.name)
    let transfer = id.flatMap { RemoteName.text(of: $0) == entry.name ? transfers[$0] : nil }
    let kind: StoredFile.Kind =
      transfer != nil
      ? .container : id != nil ? .foreign : ReceiptName.transfer(entry.name) != nil ? .receipt : .other
    let until = transfer?.published.flatMap { published in
      retention.map { published.advanced(bySeconds: $0.seconds) }
    }
    return StoredFile(
      name: entry.name, kind: kind, size: entry.size, modified: entry.modified,
      server: server.name?.text, transfer: transfer, until: until,
      retrieved: try Receipts.received(transfer?.container, in: snapshot))
  }

  /// The transfers of this store to this server.
  private func known() throws(Failure) -> [TransferID: Transfer] {
    var known: [TransferID: Transfer] = [:]
    try Transfers(store).list { transfer in
      if transfer.server == server.name { known[transfer.id] = transfer }
    }
    return known
  }

  /// What became of one file.
  public struct Removal: Sendable {
    /// The file.
    public let file: StoredFile
    /// The transfer as it is now; `nil` when nothing was to be done in earnest, or it failed.
    public let transfer: Transfer?
    /// Why it is still there, if it is.
    public let failure: Failure?
  }

  /// The files of transfers that were published longer ago than `age`: those that were received
  /// first, and then the oldest first. One that is gone from the server already is among them,
  /// for somebody may have ended us between the server and the store.
  public func expired(olderThan age: TimeSpan) throws(Failure) -> [StoredFile] {
    let border = time.now().advanced(bySeconds: -age.seconds)
    let files = try files().filter { $0.transfer != nil }
    let there = Set(files.map(\.name))
    let gone = try known().values.filter { !there.contains(RemoteName.text(of: $0.id)) }
      .map { StoredFile(goneFileOf: $0, on: server.name) }
    return (files + gone).filter { file in
      guard let transfer = file.transfer, let published = transfer.published else { return false }
      // What went to another folder before the settings changed is not in this one.
      return published <= border && TransferRules.successors(of: transfer.state).contains(.expired)
        && transfer.location == server.address(of: file.name)
    }.sorted { left, right in
      let (first, second) = (left.transfer?.state == .received, right.transfer?.state == .received)
      guard first == second else { return first }
      return (left.transfer?.published?.milliseconds ?? 0) < (right.transfer?.published?.milliseconds ?? 0)
    }
  }

  /// The file of one transfer, however long it has been there: the container went to the wrong person.
  ///
  /// - Throws: `transfer_state` when it is not on the server under its name; `link_unknown` when the
  ///   settings lead to another folder by now; what asking the server throws.
  public func file(of transfer: Transfer) throws(Failure) -> StoredFile {
    guard TransferRules.successors(of: transfer.state).contains(.expired) else {
      throw Failure(
        .transferState,
        "\(transfer.id) is \(transfer.state.rawValue): it is not on the server under its name",
        hint: TransferRules.needsCopy(transfer.state) ? "so-ftpsend cancel \(transfer.id)" : nil)
    }
    let name = RemoteName.text(of: transfer.id)
    guard transfer.server == server.name, transfer.location == server.address(of: name) else {
      throw Failure(.linkUnknown, "the settings do not name the server any more that it was sent to")
    }
    guard let entry = try folder.list(prefix: name).first(where: { $0.name == name }) else {
      return StoredFile(goneFileOf: transfer, on: server.name)
    }
    return try store.look { (snapshot) throws(Failure) in
      try describe(entry, [transfer.id: transfer], snapshot)
    }
  }

  /// Removes a file of ours; its transfer is expired then, and who was not told of it will not be.
  ///
  /// A file that has another size than what was sent is somebody else's by now, and stays.
  public func remove(_ file: StoredFile) throws(Failure) -> Removal {
    guard let transfer = file.transfer else {
      throw Failure(.internalError, "a file that no transfer has sent was to be removed")
    }
    if let size = file.size, size != transfer.size {
      return Removal(
        file: file, transfer: nil,
        failure: Failure(
          .remoteChanged, "\(file.name) has \(size) bytes, and \(transfer.size) were sent; it is left alone"))
    }
    do throws(Failure) { try folder.remove(file.name) } catch {
      // It went meanwhile: what was wanted is so.
      guard error.code == .remoteNoSuchFile else { return Removal(file: file, transfer: nil, failure: error) }
    }
    let kept = try store.write { (transaction) throws(Failure) in
      var changed = try transaction.transfer(transfer.id)
      // A link that leads nowhere is worse than none.
      try transaction.giveUpNotices(changed)
      _ = try changed.takeDeliveries(from: transaction)
      changed.enter(.expired, at: transaction.time)
      try transaction.update(changed)
      return changed
    }.value
    return Removal(file: file, transfer: kept, failure: nil)
  }
}
