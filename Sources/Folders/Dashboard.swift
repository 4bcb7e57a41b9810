internal import Platform
public import Records
internal import Storage

/// Something that waits for somebody: `so.waiting/1` (R002).
public struct WaitingItem: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.waiting/1"

  /// What it is.
  public enum Kind: String, CaseIterable, Sendable {
    /// An appointment that is to come, or goes on now.
    case appointment
    /// A folder with documents of the last days.
    case documents
    /// A video or a thumbnail that is not made yet, or could not be made.
    case conversion
    /// A message that was not delivered yet, or could not be.
    case message
  }

  /// What it is.
  public let kind: Kind
  /// The folder; `nil` for a message about none.
  public var patient: PatientID?
  /// The appointment's, the document's or the message's id; `nil` for documents.
  public var id: String?
  /// When the appointment begins, the last document came, or the last attempt was made.
  public var at: Timestamp
  /// How many documents there are; 1 for anything else.
  public var count: Int64 = 1
  /// `scheduled`, `new`, `queued`, `working` or `sending`, or `failed`.
  public var state: String
  /// The code word of the last failure.
  public var code: String?

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "kind": .string(kind.rawValue), "patient_id": .text(patient?.text), "id": .text(id), "at": .time(at),
      "count": .integer(count), "state": .string(state), "code": .text(code),
    ]
  }
}

extension PatientFolders {
  /// For how many days a document is new.
  public static let newDays: Int64 = 7
  /// For how many days something that was given up is shown: nobody can settle it.
  public static let failedDays: Int64 = 30

  /// Hands what waits to `body`: appointments, the next first; folders with new documents, the
  /// longest waiting first; conversions and messages that wait or failed. Looking is one event.
  public func dashboard(at now: Timestamp, _ body: (WaitingItem) throws(Failure) -> Void) throws(Failure) {
    try store.read(.dashboardShow) { (snapshot) throws(Failure) in
      for item in try snapshot.comingAppointments(now) { try body(item) }
      for item in try snapshot.newDocuments(since: now.advanced(bySeconds: -Self.newDays * 86_400)) {
        try body(item)
      }
      let cutoff = now.advanced(bySeconds: -Self.failedDays * 86_400)
      try snapshot.waitingConversions(since: cutoff, body)
      try snapshot.waitingMessages(since: cutoff, body)
    }
  }
}

extension Snapshot {
  fileprivate func comingAppointments(_ now: Timestamp) throws(Failure) -> [WaitingItem] {
    var found: [WaitingItem] = []
    for record in try comingAppointments(at: now) {
      let appointment = try record.value(as: Appointment.self)
      found.append(
        WaitingItem(
          kind: .appointment, patient: try owner(.patient, appointment.patient.text), id: record.id,
          at: appointment.start, state: record.state))
    }
    return found.sorted { $0.at < $1.at }
  }

  fileprivate func newDocuments(since cutoff: Timestamp) throws(Failure) -> [WaitingItem] {
    var found: [PatientID: WaitingItem] = [:]
    var order: [PatientID] = []
    var last = try serial(.document, before: cutoff)
    while true {
      let page = try headers(.document, after: last)
      for header in page where header.created >= cutoff {
        guard let parent = header.parent, let patient = try owner(.patient, parent) else { continue }
        if var item = found[patient] {
          item.count += 1
          item.at = max(item.at, header.created)
          found[patient] = item
        } else {
          order.append(patient)
          found[patient] = WaitingItem(kind: .documents, patient: patient, at: header.created, state: "new")
        }
      }
      guard let end = page.last else { break }
      last = end.serial
    }
    return order.compactMap { found[$0] }
  }

  /// A place in the order of creation with all records behind it that came at `cutoff` or later:
  /// halved towards, since a clinic has too many documents to look at each.
  private func serial(_ kind: RecordKind, before cutoff: Timestamp) throws(Failure) -> Int64 {
    func isOld(behind serial: Int64) throws(Failure) -> Bool {
      guard let next = try headers(kind, after: serial, limit: 1).first else { return false }
      return next.created < cutoff
    }
    var step: Int64 = 1
    while try isOld(behind: step) { step *= 2 }
    var (low, high) = (Int64(0), step)
    while high - low > 1 {
      let middle = (low + high) / 2
      if try isOld(behind: middle) { low = middle } else { high = middle }
    }
    return low
  }

  fileprivate func waitingConversions(
    since cutoff: Timestamp, _ body: (WaitingItem) throws(Failure) -> Void
  ) throws(Failure) {
    for state in [MediaJob.State.failed, .working, .queued] {
      try forEachHeader(.mediaJob, state: state.rawValue) { (header) throws(Failure) in
        guard state != .failed || header.updated >= cutoff,
          let record = try record(.mediaJob, header.id), let document = try self.header(.document, header.id)
        else { return }
        try body(
          WaitingItem(
            kind: .conversion,
            patient: try document.parent.flatMap { (id) throws(Failure) in
              try owner(.patient, id)
            }, id: header.id, at: header.updated, state: state.rawValue, code: try MediaJob(record).code))
      }
    }
  }

  fileprivate func waitingMessages(
    since cutoff: Timestamp, _ body: (WaitingItem) throws(Failure) -> Void
  ) throws(Failure) {
    for state in [Delivery.State.failed, .sending, .queued] {
      try forEachHeader(.delivery, state: state.rawValue) { (header) throws(Failure) in
        guard state != .failed || header.updated >= cutoff, let id = DeliveryID(header.id),
          let delivery = try delivery(id)
        else { return }
        // A test was seen to fail by the person who made it.
        if let parent = delivery.parent, try self.header(.patient, parent) != nil { return }
        let folder = try delivery.parent.flatMap { (id) throws(Failure) in
          try self.header(.appointment, id)?.parent
        }
        try body(
          WaitingItem(
            kind: .message, patient: try folder.flatMap { (id) throws(Failure) in try owner(.patient, id) },
            id: header.id, at: header.updated, state: state.rawValue, code: delivery.code))
      }
    }
  }

  private func forEachHeader(
    _ kind: RecordKind, state: String, _ body: (RecordHeader) throws(Failure) -> Void
  ) throws(Failure) {
    var last: Int64 = 0
    while true {
      let page = try headers(kind, state: state, after: last)
      for header in page { try body(header) }
      guard let end = page.last else { return }
      last = end.serial
    }
  }

  /// The folder, or the one that it was merged into.
  private func owner(_ kind: RecordKind, _ id: String) throws(Failure) -> PatientID? {
    PatientID(try header(kind, id)?.parent ?? id)
  }
}
