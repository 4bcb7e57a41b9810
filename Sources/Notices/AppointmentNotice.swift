public import Records
public import Storage

/// The mail that tells one address of an appointment, or that it was called off (R011): its time
/// and its number, nothing about the patient.
public struct AppointmentNotice: Sendable {
  /// Whom it is for.
  public let to: EmailAddress
  let appointment: Appointment

  /// A notice of the appointment as it is now.
  public init(to: EmailAddress, _ appointment: Appointment) {
    self.to = to
    self.appointment = appointment
  }

  private var isCancelled: Bool { appointment.status == .cancelled }

  var mailSubject: String { isCancelled ? "Your appointment was cancelled" : "Your appointment" }

  var mailText: String {
    let time = appointment.localStart
    let clock = "\(time.prefix(10)) at \(time.dropFirst(11).prefix(5)) (\(appointment.zone))"
    let what =
      isCancelled
      ? "Your appointment on \(clock) was cancelled."
      : "You have \(appointment.kind == .virtual ? "a virtual" : "an") appointment on \(clock), "
        + "\(appointment.minutes) minutes."
    return "\(what)\n\nIts number is \(appointment.id.text).\n"
  }

  var event: CalendarEvent {
    CalendarEvent(
      id: appointment.id, sequence: appointment.sequence, start: appointment.start,
      minutes: appointment.minutes, isCancelled: isCancelled, summary: "Appointment")
  }
}

extension WriteTransaction {
  /// Queues a notice about its appointment, to be delivered after this transaction.
  public func queue(_ notice: AppointmentNotice) throws(Failure) {
    let mail = QueuedMail(
      to: notice.to, subject: notice.mailSubject, text: notice.mailText, date: time, event: notice.event)
    try queue(Delivery(channel: "mail", parent: notice.appointment.id.text, payload: mail.json))
  }
}
