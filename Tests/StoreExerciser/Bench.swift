import AgeFormat
import Glibc
import Keys
import Platform
import Records
import Storage
import SystemPackage

extension StoreExerciser {
  /// `bench CARDS` makes that many folders and times the search, the look-up and the opening;
  /// `bench 0` puts the files named on standard input, NUL-separated, into the store.
  func bench() throws(Failure) {
    if let count = numbers.first, count > 0 { try benchSearch(count) } else { try benchPut() }
  }

  /// Prints how long `body` took by the clock, and how much of that on a processor: on a
  /// busy machine only the second can be compared.
  private func report(_ name: String, _ body: () throws(Failure) -> Void) throws(Failure) {
    let start = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
    try body()
    let end = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
    try acknowledge("\(name): \(end.0 - start.0) us, processor \(end.1 - start.1) us")
  }

  private static func peakMemory() -> Int {
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  private static func now(_ clock: clockid_t) -> Int {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }

  private func benchSearch(_ count: Int) throws(Failure) {
    let store = try open()
    try report(
      "fill",
      { () throws(Failure) in
        for block in stride(from: 0, to: count, by: 1000) {
          _ = try store.write { tx throws(Failure) in
            for number in block..<min(block + 1000, count) { try folder(number, tx) }
          }
        }
      })
    for _ in 0..<5 {
      try report("open") { () throws(Failure) in _ = try open() }
      var found = 0
      try report(
        "find",
        { () throws(Failure) in
          try store.read(EventAction("patient.find")) { view throws(Failure) in
            try view.scanCards(.patient) { id, card throws(Failure) in
              if unsafe card.withUnsafeBytes({ unsafe $0.contains(0x7F) }) { found += id().utf8.count }
              return true
            }
          }
        })
      try report(
        "mrn",
        { () throws(Failure) in
          try store.read(EventAction("patient.find")) { view throws(Failure) in
            for id in try view.lookUp(Lookup(LookupKind("mrn"), "MRN-\(count / 2)"), in: .patient) {
              _ = try view.required(.patient, id)
            }
          }
        })
    }
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    let member = try store.addMember(
      recipient: other.ageRecipient, signer: other.signing.publicKey, role: .staff, label: "Leaver"
    ).value.id
    try report("remove a member") { () throws(Failure) in _ = try store.removeMember(member) }
    try acknowledge("peak memory: \(Self.peakMemory()) kB")
    guard numbers.count < 2 else { return }
    try report("verify") { () throws(Failure) in
      guard try store.verify().problem == nil else {
        throw Failure(.internalError, "the store does not verify")
      }
    }
  }

  private func folder(_ number: Int, _ tx: WriteTransaction) throws(Failure) {
    let filler = String(repeating: "x", count: 900)
    try tx.insert(
      Record(
        .patient, id: PatientID.random().text, state: "active",
        content: Array("{\"n\":\(number),\"f\":\"\(filler)\"}".utf8)),
      index: RecordIndex(
        card: Array("familyname \(number)|givenname|1970-01-01|\(number)".utf8),
        lookups: [
          Lookup(LookupKind("mrn"), "MRN-\(number)"), Lookup(LookupKind("email"), "a\(number)@example.org"),
        ]),
      action: EventAction("patient.add"))
  }

  private func benchPut() throws(Failure) {
    let tooLarge = Failure(.usage, "too many files")
    let names = try DescriptorSource.standardInput().readAll(limit: 1 << 24, excess: tooLarge).split(
      separator: 0)
    let store = try open()
    try report(
      "put",
      { () throws(Failure) in
        var rest = names[...]
        while !rest.isEmpty {
          let group = try store.beginGroup()
          var staged: [StagedObject] = []
          for name in rest.prefix(numbers.dropFirst().first ?? 128) {
            staged.append(try group.stage(InputFile(opening: FilePath(bytes: name))))
          }
          rest = rest.dropFirst(staged.count)
          _ = try store.commit(group) { tx throws(Failure) in
            for object in staged {
              let record = Record(
                .document, id: DocumentID.random().text, content: Array(object.sha256.hex.utf8))
              try tx.insert(
                record, attaching: [Attachment("original", object)], action: EventAction("document.put"))
            }
          }
        }
      })
  }
}
