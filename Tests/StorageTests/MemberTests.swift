import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct MemberTests {
  private let second = Identity.generate(at: Timestamp(milliseconds: 0))
  private let recovery = Identity.generate(at: Timestamp(milliseconds: 0))

  /// A store with a founder, a specialist and a recovery recipient.
  private func shared() throws -> TestStore {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    _ = try store.addMember(
      recipient: second.ageRecipient, signer: second.signing.publicKey, role: .specialist, label: "Dr. Second"
    )
    _ = try store.addRecoveryRecipient(recovery.ageRecipient)
    return test
  }

  @Test func `two members and the recovery identity open the store and read the same`() throws {
    let test = try shared()
    let patient = try test.open().addPatient("Ada Example")
    let document = try test.open().putDocuments([[1, 2, 3]], of: patient.id).value[0]
    for identity in [test.identity, second, recovery] {
      let store = try test.open(as: identity)
      #expect(try store.patient(patient.id) == patient)
      #expect(try store.content(of: document.id) == [1, 2, 3])
      #expect(try store.verify(objects: .content).problem == nil)
    }
    #expect(Set(try test.open().members().map(\.role)) == [.owner, .specialist, .recovery])
    #expect(try test.open().members().map(\.label).sorted() == ["", "Dr. Founder", "Dr. Second"])
  }

  @Test func `events name the member whose identity opened the store`() throws {
    let test = try shared()
    let store = try test.open(as: second)
    try store.addPatient("Ada Example")
    let event = try #require(
      try store.look { view throws(Failure) in try view.events(EventFilter(action: .add)) }.first)
    #expect(event.actor == store.member.id && store.member.role == .specialist)
  }

  @Test func `a recovery recipient is known to be there`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    #expect(try !store.hasRecoveryRecipient())
    _ = try store.addRecoveryRecipient(recovery.ageRecipient)
    #expect(try test.open().hasRecoveryRecipient())
  }

  @Test func `the recovery identity names its signing key once, when it first opens the store`() throws {
    let test = try shared()
    #expect(try test.open().members().first { $0.role == .recovery }?.signer == nil)
    let store = try test.open(as: recovery)
    #expect(store.member.signer == recovery.signing.publicKey)
    let claims = {
      try test.open().look { view throws(Failure) in try view.events(EventFilter(action: .memberClaim)) }
    }
    #expect(try claims().count == 1)
    _ = try test.open(as: recovery)
    #expect(try claims().count == 1)
    try store.addPatient("After the fire")
    #expect(try test.finding() == nil)
  }

  @Test func `the recovery member can add an owner again`() throws {
    let test = try shared()
    let next = Identity.generate(at: Timestamp(milliseconds: 0))
    _ = try test.open(as: recovery).addMember(
      recipient: next.ageRecipient, signer: next.signing.publicKey, role: .owner, label: "New")
    #expect(try test.open(as: next).verify().problem == nil)
  }

  @Test func `an identity that is no member's is refused (78) with a hint`() throws {
    let test = try shared()
    let failure = refusal { try test.open(as: Identity.generate(at: Timestamp(milliseconds: 0))) }
    #expect(failure?.code == .notAMember && failure?.code.exit == .configuration && failure?.hint != nil)
  }

  @Test func `only an owner and the recovery member add members`() throws {
    let test = try shared()
    let next = Identity.generate(at: Timestamp(milliseconds: 0))
    #expect(
      refusal {
        try test.open(as: second).addMember(
          recipient: next.ageRecipient, signer: next.signing.publicKey, role: .staff, label: "")
      }?.code == .roleForbids)
  }

  @Test func `nobody is added twice`() throws {
    let test = try shared()
    #expect(
      refusal {
        try test.open().addMember(
          recipient: second.ageRecipient, signer: second.signing.publicKey, role: .staff, label: "")
      }?.code == .valueInvalid)
  }

  @Test func `a member that was slipped in without an event is found on opening`() throws {
    let test = try shared()
    let intruder = Identity.generate(at: Timestamp(milliseconds: 0))
    try test.alter(
      "UPDATE members SET recipient = ? WHERE role = 'specialist'", [.text(intruder.recipientText)])
    #expect(refusal { try test.open() }?.code == .membersAltered)
  }

  @Test func `a key that somebody else chose is not used`() throws {
    // Who can write the database knows every recipient, and could wrap a key of their own:
    // then all that is written from now on would be open to them.
    let test = try shared()
    let wrapped = try WrappedKey.wrap(SealingKey.random(), token: nil, to: test.identity.recipient)
    let id = try test.open().member.id.text
    try test.alter("UPDATE wraps SET wrapped = ? WHERE member = ?", [.blob(wrapped), .text(id)])
    #expect(refusal { try test.open() }?.code == .membersAltered)
  }

  @Test func `a key that is not the one its epoch names is not used, though an owner signed for it`() throws {
    let test = try shared()
    let store = try test.open()
    let next = Identity.generate(at: Timestamp(milliseconds: 0))
    let id = MemberID.random()
    let wrapped = try WrappedKey.wrap(SealingKey.random(), token: nil, to: next.recipient)
    let label = try store.keys.current.memberLabels().seal(
      [], context: RecordSeal.labelContext(id, store.id, 1))
    let key = next.signing.publicKey
    _ = try store.write { tx throws(Failure) in
      try store.backend.set(
        MemberRow(
          id: id.text, role: "staff", state: "active", recipient: next.recipientText, signer: key.bytes,
          claim: nil, epoch: 1, label: label))
      try store.backend.insert(WrapRow(epoch: 1, member: id.text, wrapped: wrapped))
      try tx.append(
        .memberAdd, Subject(.member, id.text), .none,
        statement: MemberStatement.bytes([
          .member(
            id, .staff, next.recipient, signer: key, claim: nil, label: SHA256.digest(of: label).bytes),
          .wrap(epoch: 1, id, SHA256.digest(of: wrapped)),
        ]))
    }
    #expect(refusal { try test.open(as: next) }?.code == .membersAltered)
  }

  @Test func `a statement of an outsider about members is not believed`() throws {
    let test = try shared()
    let intruder = Identity.generate(at: Timestamp(milliseconds: 0))
    let lines: [MemberStatement] = [
      .member(
        MemberID.random(), .owner, intruder.recipient, signer: intruder.signing.publicKey, claim: nil,
        label: SHA256.digest(of: [1]).bytes)
    ]
    let backend = try SQLiteBackend(opening: test.database)
    let last = try #require(try backend.lastEvent())
    var event = last
    event.seq += 1
    event.statement = MemberStatement.bytes(lines)
    let line = EventLine(event, store: try test.open().id, previous: last.hash)
    event.hash = line.hash
    event.signature = try intruder.signing.sign(line.bytes)
    try backend.insert(event)
    #expect(refusal { try test.open() }?.code == .membersAltered)
  }

  @Test func `what a member signs about members without the right to is found, and refused on opening`()
    throws
  {
    let test = try shared()
    let store = try test.open()
    let intruder = Identity.generate(at: Timestamp(milliseconds: 0))
    let lines: [MemberStatement] = [
      .member(
        MemberID.random(), .owner, intruder.recipient, signer: intruder.signing.publicKey, claim: nil,
        label: SHA256.digest(of: [1]).bytes)
    ]
    let head = try test.open(as: second).write { tx throws(Failure) in
      try tx.append(.memberAdd, nil, .none, statement: MemberStatement.bytes(lines))
    }.head
    let problem = try store.verify().problem
    #expect(problem?.code == .auditForged && problem?.seq == head.seq)
    #expect(refusal { try test.open() }?.code == .membersAltered)
  }

  @Test func `a member cannot claim another's place`() throws {
    let test = try shared()
    var registry = MemberRegistry()
    for event in try SQLiteBackend(opening: test.database).statements() {
      let lines = try #require(event.statement.flatMap(MemberStatement.parse))
      let isTaken = registry.apply(lines, by: try #require(MemberID(event.actor)))
      #expect(isTaken)
    }
    let open = try #require(registry.members.first { $0.value.signer == nil }?.key)
    let other = try #require(registry.members.first { $0.value.role == .specialist }?.key)
    let key = second.signing.publicKey
    let guesses: [(MemberStatement, MemberID)] = [
      (.claim(open, key, token: [UInt8](repeating: 0, count: 32)), open),
      (.claim(open, key, token: []), other),
      (.claim(other, key, token: []), other),
      (.epoch(3, commitment: [1]), other),
      (.store(StoreID.random(), format: 1), other),
    ]
    for (line, actor) in guesses {
      let isTaken = registry.apply([line], by: actor)
      #expect(!isTaken, "\(line)")
    }
  }

  @Test func `statements are read in one way only`() throws {
    let id = MemberID.random()
    let lines: [MemberStatement] = [
      .store(StoreID.random(), format: 1), .epoch(1, commitment: [1, 2]),
      .member(id, .owner, second.recipient, signer: second.signing.publicKey, claim: nil, label: [3]),
      .member(id, .recovery, second.recipient, signer: nil, claim: [4], label: [5]),
      .wrap(epoch: 1, id, SHA256.digest(of: [6])), .claim(id, second.signing.publicKey, token: [7]),
      .label(id, SHA256.digest(of: [8])), .removal(id),
    ]
    let bytes = MemberStatement.bytes(lines)
    #expect(MemberStatement.parse(bytes) == lines)
    #expect(MemberStatement.parse(Array(bytes.dropLast())) == nil)
    #expect(MemberStatement.parse(bytes + .init(text: "\n")) == nil)
    #expect(MemberStatement.parse(.init(text: "epoch 01 aa\n")) == nil)
    #expect(MemberStatement.parse(.init(text: "epoch 1 AA\n")) == nil)
    #expect(MemberStatement.parse(.init(text: "epoch 1  aa\n")) == nil)
    #expect(MemberStatement.parse(.init(text: "wish 1 aa\n")) == nil)
  }
}
