internal import Records

/// A mail in the outbox, sealed: everything that its bytes are made of.
struct QueuedMail: JSONRecord {
  static let schema = "so.queued-mail/1"

  let to: EmailAddress
  let subject: String
  let text: String
  let date: Timestamp

  init(to: EmailAddress, subject: String, text: String, date: Timestamp) {
    self.to = to
    self.subject = subject
    self.text = text
    self.date = date
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    subject = reader.text("subject")
    text = reader.text("text")
    date = reader.time("date")
    guard let address = reader.optional("to", "an e-mail address", { EmailAddress($0) }) else {
      throw Failure(.recordInvalid, "a queued mail has no address")
    }
    to = address
  }

  var fields: JSONObject {
    ["to": .string(to.text), "subject": .string(subject), "text": .string(text), "date": .time(date)]
  }
}
