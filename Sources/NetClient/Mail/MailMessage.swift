public import Records

/// A message to one recipient, as it goes over the wire (RFC 5322, RFC 2045).
///
/// One recipient a message: of several in one transaction a mail server may refuse one and
/// take the others, and the answer does not say which (R020).
public struct MailMessage: Hashable, Sendable {
  /// Whom it is from, in the message and to the mail server.
  public let from: Mailbox
  /// Whom it goes to.
  public let to: EmailAddress
  /// The subject, as it was given.
  public let subject: String
  /// The whole message, CR LF between lines, ASCII only.
  public let bytes: [UInt8]

  /// The largest text in bytes.
  public static let maximumTextLength = 256 * 1024

  /// Composes a message.
  ///
  /// - Parameters:
  ///   - text: plain text; its line breaks may be LF, CR LF or CR.
  ///   - date: when it was written; kept by the caller with `id`, so that a second try sends
  ///     the same bytes.
  ///   - calendar: the same thing for a calendar, beside the text.
  /// - Throws: `mail_message_invalid` when the subject is longer than 500 bytes or has a line
  ///   break or other control character, or the text is over `maximumTextLength`.
  public init(
    from: Mailbox, to: EmailAddress, subject: String, text: String, date: Timestamp, id: MessageID,
    calendar: CalendarPart? = nil
  ) throws(Failure) {
    guard HeaderText.isSafe(subject), subject.utf8.count <= 500 else {
      throw Failure(
        .mailMessageInvalid, "the subject is too long or has a line break or another control character")
    }
    guard text.utf8.count <= Self.maximumTextLength else {
      throw Failure(.mailMessageInvalid, "the text is longer than \(Self.maximumTextLength / 1024) KiB")
    }
    self.from = from
    self.to = to
    self.subject = subject
    let boundary = "=_\(id.text.prefix { $0 != "@" }.prefix(60))"
    let form =
      calendar == nil
      ? ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"]
      : ["Content-Type: multipart/alternative; boundary=\"\(boundary)\""]
    let head =
      [
        "Date: \(date.mailDate)",
        "Message-ID: <\(id.text)>",
        "From: \(from.header(indent: "From: ".utf8.count))",
        "To: \(to.text)",
        "Subject: \(HeaderText.unstructured(subject, indent: "Subject: ".utf8.count))",
        "MIME-Version: 1.0",
      ] + form + [
        // RFC 3834: no out-of-office reply to this.
        "Auto-Submitted: auto-generated"
      ]
    bytes =
      Array(head.map { $0 + "\r\n" }.joined().utf8) + [0x0D, 0x0A]
      + (calendar?.body(beside: text, boundary: boundary) ?? QuotedPrintable.encode(text))
  }
}

extension Timestamp {
  /// RFC 5322, 3.3, in UTC: `Tue, 24 Nov 2026 05:47:34 +0000`.
  var mailDate: String {
    let text = rfc3339
    let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    let date = CivilDate(daysSinceEpoch: days)
    // 1970-01-01 was a Thursday.
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int((days % 7 + 7) % 7)]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let time = text.dropFirst(text.count - "05:47:34.123Z".count).prefix(8)
    return "\(weekday), \(date.day) \(months[date.month - 1]) \(text.prefix(4)) \(time) +0000"
  }
}
