internal import Records

/// A mail in the outbox, sealed: everything that its bytes are made of.
struct QueuedMail: JSONRecord {
  static let schema = "so.queued-mail/1"

  let to: EmailAddress
  let subject: String
  let text: String
  let date: Timestamp
  /// What a calendar can keep of it.
  let event: CalendarEvent?

  init(to: EmailAddress, subject: String, text: String, date: Timestamp, event: CalendarEvent? = nil) {
    self.to = to
    self.subject = subject
    self.text = text
    self.date = date
    self.event = event
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    subject = reader.text("subject")
    text = reader.text("text")
    date = reader.time("date")
    event = reader.optionalObject("event").flatMap { CalendarEvent($0, &reader) }
    guard let address = reader.optional("to", "an e-mail address", { EmailAddress($0) }) else {
      throw Failure(.recordInvalid, "a queued mail has no address")
    }
    to = address
  }

  var fields: JSONObject {
    [
      "to": .string(to.text), "subject": .string(subject), "text": .string(text), "date": .time(date),
      "event": event?.json ?? .null,
    ]
  }
}
