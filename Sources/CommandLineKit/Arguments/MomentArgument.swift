public import ArgumentParser
public import Platform
public import Records

/// A point in time on the command line: RFC 3339, a date (its first moment on the local
/// calendar), `now`, `today`, `yesterday`, or an age like `24h`, which counts back from now.
///
/// `03/04/1980` is two dates in two countries and is refused (R089), as is a time without its
/// offset from UTC.
public struct MomentArgument: ExpressibleByArgument, Hashable, Sendable {
  private enum Form: Hashable, Sendable {
    case moment(Timestamp)
    case date(CivilDate)
    /// The first moment of the day so many days ago.
    case day(ago: Int64)
    case age(seconds: Int64)
  }

  private let form: Form

  /// What the forms are, for an option's help.
  public static let forms = "a time (RFC 3339), a date, now, today, yesterday, or an age like 24h or 14d"

  /// Takes one of the forms, and nothing else.
  public init?(argument: String) {
    switch argument {
    case "now": form = .age(seconds: 0)
    case "today": form = .day(ago: 0)
    case "yesterday": form = .day(ago: 1)
    default:
      if let span = SpanArgument(argument: argument) {
        form = .age(seconds: span.seconds)
      } else if let date = CivilDate(iso8601: argument) {
        form = .date(date)
      } else if let moment = Timestamp(rfc3339: argument) {
        form = .moment(moment)
      } else {
        return nil
      }
    }
  }

  /// The moment that is meant at `now`, with the calendar of `zone`, which is asked for only
  /// where it matters.
  ///
  /// - Throws: what `zone` throws.
  public func moment(at now: Timestamp, in zone: () throws(Failure) -> TimeZoneRules) throws(Failure)
    -> Timestamp
  {
    switch form {
    case .moment(let moment): return moment
    case .age(let seconds): return now.advanced(bySeconds: -seconds)
    case .date(let date): return try zone().start(of: date)
    case .day(let days):
      let zone = try zone()
      return zone.start(of: CivilDate(daysSinceEpoch: zone.date(at: now).daysSinceEpoch - days))
    }
  }
}

extension CommandContext {
  /// The moment that an argument means by this clock and in the local time zone.
  ///
  /// - Throws: `time_zone_unknown`.
  public func moment(_ argument: MomentArgument) throws(Failure) -> Timestamp {
    try argument.moment(at: time.now()) { () throws(Failure) in try TimeZoneRules.local(environment) }
  }
}
