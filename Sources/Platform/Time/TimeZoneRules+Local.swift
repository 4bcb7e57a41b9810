public import Records
public import SystemPackage

extension TimeZoneRules {
  /// The zone of the person at the machine: what `TZ` says, else `/etc/localtime`, else UTC.
  ///
  /// `TZ` is a zone's name, a path to its file, either behind a colon, or a rule as in
  /// `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX).
  ///
  /// - Throws: `time_zone_unknown` when `TZ` is none of these: the C library then takes UTC
  ///   without a word, and `yesterday` would be another day.
  public static func local(
    _ environment: ProcessEnvironment, folder: FilePath = "/usr/share/zoneinfo",
    systemFile: FilePath = "/etc/localtime"
  ) throws(Failure) -> TimeZoneRules {
    guard let setting = environment.text("TZ") else {
      return try FileStatus(at: systemFile) == nil ? .utc : TimeZoneRules(file: systemFile, name: "localtime")
    }
    let name = setting.hasPrefix(":") ? String(setting.dropFirst()) : setting
    if let rule = PosixTimeZone(name) { return TimeZoneRules(name: name, rule: rule) }
    if name.hasPrefix("/") { return try TimeZoneRules(file: FilePath(name), name: name) }
    return try TimeZoneRules(named: name, folder: folder)
  }

  private static let utc = TimeZoneRules(name: "UTC", rule: nil)

  /// The date on this zone's calendar at `moment`.
  public func date(at moment: Timestamp) -> CivilDate {
    moment.advanced(bySeconds: Int64(secondsFromUTC(at: moment))).date
  }

  /// The first moment of `date`: midnight, or where the clock is put forward over midnight the
  /// moment of that; where it is put back over midnight, the earlier of the two.
  public func start(of date: CivilDate) -> Timestamp {
    let midnight = Timestamp(milliseconds: date.daysSinceEpoch * 86_400_000)
    // Whatever the offset is at that midnight, it is the one of the day before or the day after.
    let offsets = [-86_400, 86_400].map { secondsFromUTC(at: midnight.advanced(bySeconds: $0)) }
    let moments = offsets.map { midnight.advanced(bySeconds: -Int64($0)) }
    let valid = moments.filter {
      $0.advanced(bySeconds: Int64(secondsFromUTC(at: $0))) == midnight
    }
    if let first = valid.min() { return first }
    // The clock never shows it: with the old offset midnight is at or behind the change.
    var (before, behind) = (moments[0].advanced(bySeconds: -86_400), moments[0])
    while behind.milliseconds - before.milliseconds > 1000 {
      let middle = Timestamp(milliseconds: (before.milliseconds + behind.milliseconds) / 2)
      if secondsFromUTC(at: middle) == offsets[0] { before = middle } else { behind = middle }
    }
    // The change is at a full second.
    return Timestamp(milliseconds: behind.milliseconds.divided(by: 1000).quotient * 1000)
  }
}
