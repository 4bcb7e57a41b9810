internal import AgeFormat
internal import Keys
internal import Records

/// How a member gets from its identity to the store's keys.
struct MemberAccess {
  let store: StoreID
  let member: Member
  let keys: KeyRing
  let origin: SHA256Digest
  /// The token with which a member that has no signing key yet names one.
  let claim: [UInt8]?

  /// Reads the signed events about members, holds the rows against them, and unwraps the key
  /// of every epoch.
  ///
  /// - Throws: `store_newer`, `members_altered`, `not_a_member`.
  init(_ backend: any RecordBackend, _ identity: Identity) throws(Failure) {
    let row = try backend.store()
    guard row.format <= Schema.format else {
      throw Failure(.storeNewer, "the store has format \(row.format); these tools know \(Schema.format)")
    }
    let (registry, origin) = try Self.registry(backend)
    guard let store = registry.store, row.id == store.text, row.format == registry.format else {
      throw Self.altered
    }
    let rows = try backend.members()
    let wraps = try backend.wraps()
    guard registry.matches(rows, try backend.epochs(), wraps) else { throw Self.altered }
    guard let id = registry.member(with: identity.recipient), let entry = registry.members[id] else {
      throw registry.isRemoved(identity.recipient)
        ? Self.notAMember("the identity's member was removed from the store")
        : Self.notAMember("the identity is not that of a member of the store")
    }
    guard entry.signer == nil || entry.signer == identity.signing.publicKey else { throw Self.altered }
    let opened = try Self.unwrap(wraps.filter { $0.member == id.text }, identity, registry, store)
    guard let keys = KeyRing(store: store, opened.epochs), keys.all.count == registry.epochs.count else {
      throw Self.altered
    }
    self.store = store
    self.keys = keys
    self.origin = origin
    claim = entry.signer == nil ? opened.token : nil
    guard let own = try Self.members(rows, registry, keys).first(where: { $0.id == id }) else {
      throw Self.altered
    }
    member = own
  }

  private static func registry(_ backend: any RecordBackend) throws(Failure) -> (MemberRegistry, SHA256Digest)
  {
    var registry = MemberRegistry()
    var origin: SHA256Digest?
    for event in try backend.statements() {
      let previous = event.seq == 1 ? EventLine.beginning : try backend.event(event.seq - 1)?.hash
      guard let previous, let text = event.statement, let lines = MemberStatement.parse(text),
        let actor = MemberID(event.actor)
      else { throw altered }
      // Who removes itself signs as the member it still was; who founds or claims, as what it
      // becomes.
      let known = registry.signer(of: actor)
      guard registry.apply(lines, by: actor), let store = registry.store else { throw altered }
      let line = EventLine(event, store: store, previous: previous)
      guard let hash = SHA256Digest(event.hash), line.hash == hash.bytes,
        (known ?? registry.signer(of: actor))?.isValid(event.signature, for: line.bytes) == true
      else { throw altered }
      if event.seq == 1 { origin = hash }
    }
    guard let origin else { throw altered }
    return (registry, origin)
  }

  private static func unwrap(
    _ wraps: [WrapRow], _ identity: Identity, _ registry: MemberRegistry, _ store: StoreID
  ) throws(Failure) -> (epochs: [EpochKeys], token: [UInt8]?) {
    var epochs: [EpochKeys] = []
    var token: [UInt8]?
    for wrap in wraps.sorted(by: { $0.epoch < $1.epoch }) {
      let content = try WrappedKey.unwrap(wrap.wrapped, identity)
      let keys = EpochKeys(epoch: wrap.epoch, storeKey: content.key, store: store)
      guard registry.epochs[wrap.epoch] == keys.commitment else { throw altered }
      epochs.append(keys)
      token = content.token ?? token
    }
    return (epochs, token)
  }

  /// The members, their labels opened.
  static func members(
    _ rows: [MemberRow], _ registry: MemberRegistry, _ keys: KeyRing
  ) throws(Failure) -> [Member] {
    var members: [Member] = []
    for row in rows {
      guard let id = MemberID(row.id), let entry = registry.members[id] else { throw altered }
      let label = try keys.keys(row.epoch).memberLabels().open(
        row.label, context: RecordSeal.labelContext(id, keys.store, row.epoch), "a member's label")
      members.append(
        Member(
          id: id, role: entry.role, recipient: entry.recipient, signer: entry.signer,
          label: String(decoding: label, as: UTF8.self), isActive: entry.isActive))
    }
    return members
  }

  /// Members, epochs and wraps as the rows and the events have them now.
  static func current(_ backend: any RecordBackend, _ keys: KeyRing) throws(Failure) -> [Member] {
    let (registry, _) = try registry(backend)
    let rows = try backend.members()
    guard registry.matches(rows, try backend.epochs(), try backend.wraps()) else { throw altered }
    return try members(rows, registry, keys)
  }

  private static func notAMember(_ message: String) -> Failure {
    Failure(
      .notAMember, message,
      hint: "an owner adds the record that so-sod keygen prints: so-patient staff add --role ROLE -")
  }

  private static var altered: Failure {
    Failure(
      .membersAltered, "the store's members or keys are not what the signed events say",
      hint: "restore the store from a backup; keep the altered copy")
  }
}
