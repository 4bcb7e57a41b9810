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

extension AppointmentNotice {
  /// The same in one text message: time and number, nothing about the patient.
  static func text(_ appointment: Appointment) -> String {
    let time = appointment.localStart
    let clock = "\(time.prefix(10)) \(time.dropFirst(11).prefix(5)) (\(appointment.zone))"
    let what = appointment.status == .cancelled ? "Cancelled: your appointment on" : "Your appointment:"
    return "\(what) \(clock). Number \(appointment.id.text)"
  }
}

extension WriteTransaction {
  /// Queues a notice about its appointment, to be delivered after this transaction.
  public func queue(_ notice: AppointmentNotice) throws(Failure) {
    let mail = QueuedMail(
      to: notice.to, subject: notice.mailSubject, text: notice.mailText, date: time, event: notice.event)
    try queue(Delivery(channel: "mail", parent: notice.appointment.id.text, payload: mail.json))
  }

  /// Queues a text message about an appointment as it is now (R024).
  ///
  /// - Throws: `sms_invalid` when it does not fit into one message.
  public func queueText(
    to number: PhoneNumber, _ carrier: PhoneCarrier, _ appointment: Appointment
  ) throws(Failure) {
    let text = try QueuedText(
      to: number, carrier, text: AppointmentNotice.text(appointment), date: time)
    try queue(Delivery(channel: "sms", parent: appointment.id.text, payload: text.json))
  }
}
