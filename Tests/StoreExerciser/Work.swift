import AgeFormat
import Keys
import Platform
import Records
import Storage

extension RecordKind {
  static let patient = RecordKind("patient")
  static let document = RecordKind("document")
}

extension StoreExerciser {
  /// `write COUNT SIZE`: that many transactions of one record each.
  func write() throws(Failure) {
    let store = try open()
    let content = [UInt8](repeating: 0x20, count: numbers.dropFirst().first ?? 10)
    for _ in 0..<(numbers.first ?? 1) {
      let record = Record(.patient, id: PatientID.random().text, content: content)
      _ = try store.write { tx throws(Failure) in try tx.insert(record, action: EventAction("patient.add")) }
      try acknowledge("put \(record.id)")
    }
  }

  /// `batch GROUPS SIZE`: groups of documents; each group also edits the patient's record and
  /// removes the first document of the group before.
  func batch() throws(Failure) {
    let (groups, size) = (numbers.first ?? 1, numbers.dropFirst().first ?? 3)
    let store = try open()
    let patient = Record(.patient, id: PatientID.random().text, content: Array("0".utf8))
    var current = try store.write { tx throws(Failure) in
      try tx.insert(
        patient,
        index: RecordIndex(card: Array("card".utf8), lookups: [Lookup(LookupKind("mrn"), patient.id)]),
        action: EventAction("patient.add"))
    }.value
    try acknowledge("put \(patient.id)")
    var last: Record?
    for number in 0..<groups {
      (current, last) = try group(number, size, store, current, last)
    }
    try store.sweep()
  }

  private func group(
    _ number: Int, _ size: Int, _ store: Store, _ patient: Record, _ last: Record?
  ) throws(Failure) -> (Record, Record?) {
    let group = try store.beginGroup()
    var staged: [StagedObject] = []
    for place in 0..<size {
      let content = [UInt8](
        repeating: UInt8(truncatingIfNeeded: number * size + place), count: 1000 + 70_000 * place)
      staged.append(try group.stage(MemorySource(content)))
    }
    if let last { try acknowledge("going \(last.id)") }
    var changed = patient
    changed.content = Array("\(number)".utf8)
    let done = try store.commit(group) { tx throws(Failure) in
      var records: [Record] = []
      for object in staged {
        let record = Record(
          .document, id: DocumentID.random().text, parent: patient.id, content: Array(object.sha256.hex.utf8))
        records.append(
          try tx.insert(
            record, attaching: [Attachment("original", object)], action: EventAction("document.put")))
      }
      if let last { try tx.remove(last, action: EventAction("document.remove")) }
      return (try tx.update(changed, action: EventAction("patient.edit")), records)
    }.value
    if let last { try acknowledge("gone \(last.id)") }
    for record in done.1 { try acknowledge("put \(record.id)") }
    return (done.0, done.1.first)
  }

  /// `read`: lists the patients, which takes an event.
  func read() throws(Failure) {
    let store = try open()
    let records = try store.read(EventAction("patient.list")) { view throws(Failure) in
      try view.records(.patient)
    }
    for record in records { try acknowledge("read \(record.id)") }
  }

  /// `hire`: adds one of the staff.
  func hire() throws(Failure) {
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    _ = try open().addMember(
      recipient: other.ageRecipient, signer: other.signing.publicKey, role: .staff, label: "Staff")
    try acknowledge("hired")
  }

  /// `remove`: removes all of the staff, one after the other; an epoch begins with each.
  func remove() throws(Failure) {
    let store = try open()
    for member in try store.members() where member.isActive && member.role == .staff {
      let removal = try store.removeMember(member.id)
      try acknowledge("removed \(member.id) \(removal.value.epoch)")
    }
  }
}
