internal import NetClient
internal import Records

/// An appointment as a calendar keeps it (RFC 5545), sealed in the outbox until its mail is made.
struct CalendarEvent: Equatable {
  let id: AppointmentID
  let sequence: Int64
  let start: Timestamp
  let minutes: Int64
  let isCancelled: Bool
  let summary: String

  init(
    id: AppointmentID, sequence: Int64, start: Timestamp, minutes: Int64, isCancelled: Bool, summary: String
  ) {
    self.id = id
    self.sequence = sequence
    self.start = start
    self.minutes = minutes
    self.isCancelled = isCancelled
    self.summary = summary
  }

  init?(_ json: JSONObject, _ reader: inout ObjectReader) {
    var nested = ObjectReader(json, what: "event", path: reader.name("event."))
    id = nested.identifier("id")
    sequence = nested.count("sequence")
    start = nested.time("start")
    minutes = nested.count("minutes")
    isCancelled = nested.bool("cancelled")
    summary = nested.text("summary")
    do throws(Failure) { try nested.finish() } catch {
      reader.adopt(error.fields)
      return nil
    }
  }

  var json: JSONValue {
    [
      "id": .string(id.text), "sequence": .integer(sequence), "start": .time(start),
      "minutes": .integer(minutes), "cancelled": .bool(isCancelled), "summary": .string(summary),
    ]
  }

  /// The object for one address alone: nobody reads who else is told.
  ///
  /// - Parameter stamp: when it was written, the same at each try.
  func part(from organizer: EmailAddress, to attendee: EmailAddress, stamp: Timestamp) -> CalendarPart {
    let lines = [
      "BEGIN:VCALENDAR", "PRODID:-//Second Opinion//so-patient//EN", "VERSION:2.0",
      "METHOD:\(isCancelled ? "CANCEL" : "REQUEST")", "BEGIN:VEVENT", "UID:\(id.text)",
      "DTSTAMP:\(Self.time(stamp))", "DTSTART:\(Self.time(start))",
      "DTEND:\(Self.time(start.advanced(bySeconds: minutes * 60)))", "SEQUENCE:\(sequence)",
      "STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")", "SUMMARY:\(Self.escaped(summary))",
      "ORGANIZER:mailto:\(organizer.text)",
      "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:\(attendee.text)",
      "END:VEVENT", "END:VCALENDAR",
    ]
    return CalendarPart(
      isCancelled ? .cancel : .request, text: lines.map { Self.folded($0) + "\r\n" }.joined())
  }

  /// In UTC, so that no rules of a zone have to travel along: `20261201T180000Z`.
  static func time(_ moment: Timestamp) -> String {
    moment.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
  }

  /// RFC 5545, 3.3.11.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\n", with: "\\n")
  }

  /// RFC 5545, 3.1: at most 75 bytes a line, no scalar cut in two.
  static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(scalar)
      length += size
    }
    return result
  }
}
