internal import Notices
public import Records
public import Storage

extension Snapshot {
  /// Hands every appointment of a folder, with its notifications, to `body` in the order in
  /// which they were made; those of folders that were merged into it follow.
  ///
  /// - Throws: `patient_unknown`.
  public func appointments(of id: PatientID, _ body: (Appointment) throws(Failure) -> Void) throws(Failure) {
    for folder in try folderAndMerged(id) {
      var last: Int64 = 0
      while true {
        let page = try records(.appointment, parent: folder, after: last)
        for record in page {
          var appointment = try record.value(as: Appointment.self)
          appointment.notifications = try Notifier.notices(about: record.id, in: self)
          try body(appointment)
        }
        guard let end = page.last else { break }
        last = end.serial
      }
    }
  }

  /// The appointments that are not over at `time`, the next first: a clinic has too many that are to
  /// open each, so the cards tell which.
  func comingAppointments(at time: Timestamp) throws(Failure) -> [Record] {
    var coming: [(id: String, end: Int64)] = []
    try scanCards(.appointment) { (id, card) throws(Failure) in
      guard let end = AppointmentCard.end(card) else {
        throw Failure(.recordAltered, "the card of an appointment is malformed")
      }
      if end > time.milliseconds { coming.append((id(), end)) }
      return true
    }
    var records: [Record] = []
    for (id, _) in coming {
      let record = try required(.appointment, id)
      if record.state == Appointment.Status.scheduled.rawValue { records.append(record) }
    }
    return records
  }
}
