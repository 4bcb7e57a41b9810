internal import NetClient
internal import Records

/// A text message in the outbox, sealed.
struct QueuedText: JSONRecord {
  static let schema = "so.queued-text/1"

  let to: PhoneNumber
  /// Whose gateway takes it where there is no service.
  let carrier: PhoneCarrier
  let text: String
  let date: Timestamp

  /// - Throws: `sms_invalid` for a text that is more than one message.
  init(to: PhoneNumber, _ carrier: PhoneCarrier, text: String, date: Timestamp) throws(Failure) {
    self.to = to
    self.carrier = carrier
    self.text = try SMSText(text).text
    self.date = date
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    text = reader.text("text")
    date = reader.time("date")
    let number = reader.optional("to", "a telephone number") { PhoneNumber($0) }
    let carrier = reader.optional("carrier", "a carrier's id") { PhoneCarrier($0) }
    guard let number, let carrier else {
      throw Failure(.recordInvalid, "a queued text message has no number or no carrier")
    }
    to = number
    self.carrier = carrier
  }

  var fields: JSONObject {
    [
      "to": .string(to.text), "carrier": .string(carrier.id), "text": .string(text), "date": .time(date),
    ]
  }

  /// The message for the service.
  var message: SMSMessage {
    get throws(Failure) { SMSMessage(to: try SMSNumber(to), try SMSText(text)) }
  }
}
