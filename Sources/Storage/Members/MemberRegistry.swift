internal import Keys
internal import Records

/// Who belongs to the store and which keys it has, as the signed events tell it in order.
///
/// Anybody who can write the database can put rows of members and wraps into it; only what
/// a member signed enters here, back to the founder, whose first event each member's head
/// file remembers.
struct MemberRegistry {
  struct Entry: Hashable {
    let role: MemberRole
    let recipient: X25519PublicKey
    var signer: Ed25519PublicKey?
    let claim: [UInt8]?
    var label: [UInt8]
    var isActive = true
  }

  struct WrapKey: Hashable {
    let epoch: Int64
    let member: MemberID
  }

  private(set) var store: StoreID?
  private(set) var format: Int64 = 0
  private(set) var members: [MemberID: Entry] = [:]
  private(set) var epochs: [Int64: [UInt8]] = [:]
  private(set) var wraps: [WrapKey: SHA256Digest] = [:]

  /// The key that `actor` signs with, when it is a member that may act.
  func signer(of actor: MemberID) -> Ed25519PublicKey? {
    guard let entry = members[actor], entry.isActive else { return nil }
    return entry.signer
  }

  /// The member with the given recipient.
  func member(with recipient: X25519PublicKey) -> MemberID? {
    members.first { $0.value.recipient == recipient && $0.value.isActive }?.key
  }

  /// Whether the recipient was a member's and is nobody's now.
  func isRemoved(_ recipient: X25519PublicKey) -> Bool {
    member(with: recipient) == nil && members.values.contains { $0.recipient == recipient }
  }

  /// Takes in what `actor` says; `false`, with nothing changed, when it may not say that.
  mutating func apply(_ lines: [MemberStatement], by actor: MemberID) -> Bool {
    var next = self
    if store == nil {
      guard next.found(lines, by: actor) else { return false }
    } else {
      for line in lines {
        guard next.apply(line, by: actor) else { return false }
      }
    }
    guard next.follows(self) else { return false }
    self = next
    return true
  }

  /// Whether the rules hold that concern a statement as a whole.
  private func follows(_ before: MemberRegistry) -> Bool {
    let active = members.filter { $0.value.isActive }
    guard active.contains(where: { $0.value.role == .owner }) else { return false }
    let begun = epochs.keys.filter { before.epochs[$0] == nil }
    // A member who is gone knows the key; only a new one keeps what comes from that member.
    let hasRemoved = before.members.contains { $0.value.isActive && members[$0.key]?.isActive == false }
    guard !hasRemoved || !begun.isEmpty else { return false }
    return begun.allSatisfy { epoch in
      active.keys.allSatisfy { wraps[WrapKey(epoch: epoch, member: $0)] != nil }
    }
  }

  /// The founder speaks of itself, and its claim is checked by its own signature.
  private mutating func found(_ lines: [MemberStatement], by actor: MemberID) -> Bool {
    guard case .store(let id, let format)? = lines.first else { return false }
    store = id
    self.format = format
    for line in lines.dropFirst() {
      switch line {
      case .epoch(1, let commitment): epochs[1] = commitment
      case .member(actor, .owner, let recipient, let signer?, claim: nil, let label):
        members[actor] = Entry(role: .owner, recipient: recipient, signer: signer, claim: nil, label: label)
      case .wrap(epoch: 1, actor, let hash): wraps[WrapKey(epoch: 1, member: actor)] = hash
      default: return false
      }
    }
    return members.count == 1 && epochs.count == 1 && wraps.count == 1
  }

  private mutating func apply(_ line: MemberStatement, by actor: MemberID) -> Bool {
    if case .claim(let id, let signer, let token) = line {
      guard id == actor, let entry = members[id], entry.isActive, entry.signer == nil,
        SHA256.digest(of: token).bytes == entry.claim
      else { return false }
      members[id]?.signer = signer
      return true
    }
    guard let speaker = members[actor], speaker.isActive, speaker.role.managesMembers else { return false }
    switch line {
    case .store, .claim: return false
    case .epoch(let number, let commitment):
      guard number == Int64(epochs.count) + 1 else { return false }
      epochs[number] = commitment
    case .member(let id, let role, let recipient, let signer, let claim, let label):
      guard members[id] == nil, member(with: recipient) == nil, (signer == nil) == (claim != nil) else {
        return false
      }
      members[id] = Entry(role: role, recipient: recipient, signer: signer, claim: claim, label: label)
    case .wrap(let epoch, let member, let hash):
      let key = WrapKey(epoch: epoch, member: member)
      guard epochs[epoch] != nil, members[member]?.isActive == true, wraps[key] == nil else { return false }
      wraps[key] = hash
    case .label(let id, let hash):
      guard members[id] != nil else { return false }
      members[id]?.label = hash.bytes
    case .removal(let id):
      guard members[id]?.isActive == true else { return false }
      members[id]?.isActive = false
      wraps = wraps.filter { $0.key.member != id }
    }
    return true
  }

  /// Whether the rows of the database say the same.
  func matches(_ rows: [MemberRow], _ epochRows: [EpochRow], _ wrapRows: [WrapRow]) -> Bool {
    guard rows.count == members.count, epochRows.count == epochs.count, wrapRows.count == wraps.count else {
      return false
    }
    return rows.allSatisfy(matches) && epochRows.allSatisfy { epochs[$0.number] == $0.commitment }
      && wrapRows.allSatisfy { row in
        guard let member = MemberID(row.member), member.text == row.member else { return false }
        return wraps[WrapKey(epoch: row.epoch, member: member)] == SHA256.digest(of: row.wrapped)
      }
  }

  private func matches(_ row: MemberRow) -> Bool {
    guard let id = MemberID(row.id), id.text == row.id, let entry = members[id] else { return false }
    return row.role == entry.role.rawValue && row.state == Self.state(entry.isActive)
      && row.recipient == entry.recipient.ageText && row.signer == entry.signer?.bytes
      && row.claim == entry.claim && SHA256.digest(of: row.label).bytes == entry.label
  }

  /// The word for a row.
  static func state(_ isActive: Bool) -> String { isActive ? "active" : "removed" }
}
