public import Platform
public import Records

/// When an appointment begins: a moment, and what a clock shows then.
public struct AppointmentTime: Sendable {
  /// The moment.
  public let start: Timestamp
  /// The zone's name.
  public let zone: String
  /// What the zone's clock shows, with its offset from UTC.
  public let localStart: String

  /// Reads `2026-12-01T10:00`, the time on the zone's clock, or a time with its offset (RFC 3339).
  ///
  /// - Throws: `value_invalid` for text that is no time, and for a time that the clock never
  ///   shows, or shows twice, when it is changed.
  public init(_ text: String, in rules: TimeZoneRules) throws(Failure) {
    if let moment = Timestamp(rfc3339: text) {
      self.init(moment, rules)
      return
    }
    guard text.utf8.count == 16, let local = Timestamp(rfc3339: text + ":00Z") else {
      throw Failure(.valueInvalid, "the start is not a time like 2026-12-01T10:00")
    }
    // Whatever the clock's offset is, it is the one of the day before or of the day after.
    let offsets = Set([-86_400, 86_400].map { rules.secondsFromUTC(at: local.advanced(bySeconds: $0)) })
    let moments = offsets.map { local.advanced(bySeconds: -Int64($0)) }
      .filter { Int64(rules.secondsFromUTC(at: $0)) * 1000 == local.milliseconds - $0.milliseconds }
    guard let first = moments.first else {
      throw Failure(.valueInvalid, "the clock of \(rules.name) never shows that time: it is put forward then")
    }
    guard moments.count == 1 else {
      throw Failure(
        .valueInvalid, "the clock of \(rules.name) shows that time twice: it is put back then",
        hint:
          "give the offset, as in \(moments.sorted().map { rules.wallClock(at: $0) }.joined(separator: " or "))"
      )
    }
    self.init(first, rules)
  }

  private init(_ moment: Timestamp, _ rules: TimeZoneRules) {
    start = moment
    zone = rules.name
    localStart = rules.wallClock(at: moment)
  }
}
