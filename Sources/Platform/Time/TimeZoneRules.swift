public import Records
public import SystemPackage

/// A time zone's offsets from UTC, read from the system's TZif files (RFC 8536).
///
/// The Swift library knows no zones without ICU; the files are in Debian's `tzdata`.
public struct TimeZoneRules: Sendable {
  /// The zone's name, as in `Europe/Berlin`.
  public let name: String
  private let transitions: [(at: Int64, type: Int)]
  private let types: [(offset: Int, abbreviation: String)]
  private let footer: PosixTimeZone?

  /// The zone of this name.
  ///
  /// - Throws: `time_zone_unknown` when there is no such file, or none that can be read.
  public init(named name: String, folder: FilePath = "/usr/share/zoneinfo") throws(Failure) {
    let unknown = Failure(
      .timeZoneUnknown, "there is no time zone of that name in \(folder.printable)",
      hint: "a zone is named as in Europe/Berlin or America/New_York")
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    // A name is data from outside; it must not lead out of the folder.
    guard !parts.isEmpty, parts.allSatisfy({ Self.isSafe($0) }) else { throw unknown }
    try self.init(reading: folder.pushing(FilePath(name)), name: name, unknown)
  }

  /// The zone in a file that the user or the system names.
  ///
  /// - Throws: `time_zone_unknown`.
  init(file: FilePath, name: String) throws(Failure) {
    let unknown = Failure(.timeZoneUnknown, "\(file.printable) holds no time zone")
    try self.init(reading: file, name: name, unknown)
  }

  /// The zone that a rule gives for all years; UTC without one.
  init(name: String, rule: PosixTimeZone?) {
    self.name = name
    transitions = []
    types = []
    footer = rule
  }

  private init(reading file: FilePath, name: String, _ unknown: Failure) throws(Failure) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile(opening: file).readAll(limit: 1 << 20, excess: unknown)
    } catch { throw unknown }
    var reader = TZifReader(bytes: bytes)
    guard let parsed = reader.parse() else { throw unknown }
    self.name = name
    transitions = parsed.transitions
    types = parsed.types
    footer = PosixTimeZone(parsed.footer)
  }

  private static func isSafe(_ part: Substring) -> Bool {
    !part.isEmpty
      && part.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
          true
        default: false
        }
      }
  }

  /// Seconds to add to UTC for the wall clock of this zone at `moment`.
  public func secondsFromUTC(at moment: Timestamp) -> Int {
    let seconds = moment.milliseconds.divided(by: 1000).quotient
    if let last = transitions.last, seconds >= last.at, let footer {
      return footer.secondsFromUTC(at: seconds)
    }
    guard let index = transitions.lastIndex(where: { $0.at <= seconds }) else {
      if transitions.isEmpty, let footer { return footer.secondsFromUTC(at: seconds) }
      return types.first?.offset ?? 0
    }
    return types[transitions[index].type].offset
  }

  /// The wall clock of this zone at `moment`, as RFC 3339 with its offset and without decimals.
  public func wallClock(at moment: Timestamp) -> String {
    let offset = secondsFromUTC(at: moment)
    let shifted = moment.advanced(bySeconds: Int64(offset)).rfc3339.prefix(19)
    let minutes = abs(offset) / 60
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(shifted)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
