internal import Records

/// What the sender wants to say, kept from the order to send until the messages are queued. It
/// may name the patient when that was allowed, so reading it is an event.
struct TransferMessage: JSONRecord, Equatable {
  static let schema = "so.transfer-message/1"

  let subject: String?
  let text: String?

  init(subject: String?, text: String?) {
    self.subject = subject
    self.text = text
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    subject = reader.optionalText("subject")
    text = reader.optionalText("text")
  }

  var fields: JSONObject { ["subject": .text(subject), "text": .text(text)] }

  /// Whether there is nothing to keep.
  var isUsual: Bool { subject == nil && text == nil }
}
