public import AgeFormat
public import Keys
internal import Platform
public import Records

extension Store {
  /// The members, in the order of their ids.
  ///
  /// - Throws: `members_altered`.
  public func members() throws(Failure) -> [Member] {
    try backend.reading { () throws(Failure) in
      try refreshKeys()
      return try MemberAccess.current(backend, keys)
    }
  }

  /// Whether a key that is kept elsewhere can open the store when all others are lost.
  public func hasRecoveryRecipient() throws(Failure) -> Bool {
    try members().contains { $0.isActive && $0.role == .recovery }
  }

  /// Adds a member and wraps the keys of all epochs to it.
  ///
  /// Somebody who was removed comes back as another member, under a new id: what was done before
  /// and what is done after stay apart.
  ///
  /// - Throws: `role_forbids` unless the actor is an owner or the recovery member;
  ///   `value_invalid` when the recipient is a member already or of a kind that opens no store.
  public func addMember(
    recipient: AgeRecipient, signer: Ed25519PublicKey, role: MemberRole, label: String
  ) throws(Failure) -> Committed<Member> {
    try add(recipient, signer, role, label)
  }

  /// Adds a recipient whose identity is kept elsewhere and opens the store when the others are
  /// lost. Its signing key need not be known: the identity names it when it first opens the
  /// store, and proves itself by a token that only it can unwrap.
  ///
  /// - Throws: what ``addMember(recipient:signer:role:label:)`` throws.
  public func addRecoveryRecipient(
    _ recipient: AgeRecipient, signer: Ed25519PublicKey? = nil, label: String = ""
  ) throws(Failure) -> Committed<Member> {
    try add(recipient, signer, .recovery, label)
  }

  private func add(
    _ recipient: AgeRecipient, _ signer: Ed25519PublicKey?, _ role: MemberRole, _ label: String
  ) throws(Failure) -> Committed<Member> {
    guard let recipient = X25519PublicKey(ageText: recipient.text) else {
      throw Failure(.valueInvalid, "a member's recipient is an X25519 one, age1…")
    }
    guard member.role.managesMembers else {
      throw Failure(
        .roleForbids, "only an owner adds members; your role is \(member.role.rawValue)",
        hint: "so-patient staff list tells who is one")
    }
    return try write { tx throws(Failure) in
      guard
        try !MemberAccess.current(backend, keys).contains(where: { $0.isActive && $0.recipient == recipient })
      else {
        throw Failure(
          .valueInvalid, "the recipient belongs to a member already", hint: "so-patient staff list")
      }
      return try insert(recipient, signer, role, label, tx)
    }
  }

  private func insert(
    _ recipient: X25519PublicKey, _ signer: Ed25519PublicKey?, _ role: MemberRole, _ label: String,
    _ tx: WriteTransaction
  ) throws(Failure) -> Member {
    let id = MemberID.random()
    let token = signer == nil ? SecureRandom.bytes(WrappedKey.tokenLength) : nil
    let claim = token.map { SHA256.digest(of: $0).bytes }
    let epoch = keys.current.epoch
    let sealed = try keys.current.memberLabels().seal(
      Array(label.utf8), context: RecordSeal.labelContext(id, self.id, epoch))
    try backend.set(
      MemberRow(
        id: id.text, role: role.rawValue, state: MemberRegistry.state(true), recipient: recipient.ageText,
        signer: signer?.bytes, claim: claim, epoch: epoch, label: sealed))
    var statement: [MemberStatement] = [
      .member(id, role, recipient, signer: signer, claim: claim, label: SHA256.digest(of: sealed).bytes)
    ]
    for keys in keys.all {
      let wrapped = try WrappedKey.wrap(keys.storeKey, token: token, to: recipient)
      try backend.insert(WrapRow(epoch: keys.epoch, member: id.text, wrapped: wrapped))
      statement.append(.wrap(epoch: keys.epoch, id, SHA256.digest(of: wrapped)))
    }
    try tx.append(
      .memberAdd, Subject(.member, id.text), .none, statement: MemberStatement.bytes(statement))
    return Member(id: id, role: role, recipient: recipient, signer: signer, label: label, isActive: true)
  }

  /// Names the own signing key, once, for a member that was added without one.
  func claimMembership(_ token: [UInt8]?) throws(Failure) {
    guard let token else { return }
    let signer = identity.signing.publicKey
    let statement: [MemberStatement] = [.claim(member.id, signer, token: token)]
    do throws(Failure) {
      _ = try write { tx throws(Failure) in
        guard var row = try backend.members().first(where: { $0.id == member.id.text }) else { return }
        // Two processes may open the store for the first time at once.
        guard row.signer == nil else { return }
        row.signer = signer.bytes
        try backend.set(row)
        try tx.append(
          .memberClaim, Subject(.member, member.id.text), .none, statement: MemberStatement.bytes(statement))
      }
    } catch  where error.code == .readOnly {
      // A read-only store can still be verified; reading it is refused anyway.
      return
    }
    member = Member(
      id: member.id, role: member.role, recipient: member.recipient, signer: signer, label: member.label,
      isActive: true)
  }
}
