import Records
import SystemPackage
import TestSupport
import Testing

@testable import Platform

@Suite struct TimeZoneTests {
  @Test func `every zone has the offsets that Python's reader finds, long ago and in far years`() throws {
    let script = FilePath(#filePath).removingLastComponent().appending("zones.py")
    let outcome = try StockProgram("python3").run([script.string])
    try #require(outcome.status == 0, "\(outcome.errors)")
    var zone = try TimeZoneRules(named: "UTC")
    var lines = 0
    for line in outcome.text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let seconds = try #require(Int64(parts[1]))
      if zone.name != parts[0] { zone = try TimeZoneRules(named: String(parts[0])) }
      let offset = zone.secondsFromUTC(at: Timestamp(milliseconds: seconds * 1000))
      lines += 1
      if offset != Int(parts[2]) { Issue.record("\(line), but here \(offset)") }
    }
    #expect(lines > 10_000)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-07-01T12:00:00Z", "2026-07-01T14:00:00+02:00"),
    ("Europe/Berlin", "2026-12-31T23:30:00.999Z", "2027-01-01T00:30:00+01:00"),
    ("America/St_Johns", "2026-01-01T00:00:00Z", "2025-12-31T20:30:00-03:30"),
    ("Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T05:45:00+05:45"),
    ("Pacific/Kiritimati", "2026-01-01T00:00:00Z", "2026-01-01T14:00:00+14:00"),
    ("UTC", "1969-12-31T23:59:59.500Z", "1969-12-31T23:59:59+00:00"),
  ])
  func `the wall clock is written with its offset`(_ zone: String, _ moment: String, _ clock: String) throws {
    let moment = try #require(Timestamp(rfc3339: moment))
    #expect(try TimeZoneRules(named: zone).wallClock(at: moment) == clock)
  }

  @Test func `a moment within the second before a change is before it, also before 1970`() throws {
    // The clocks of New York went forward on 1969-04-27 at 07:00 UTC.
    let change = try #require(Timestamp(rfc3339: "1969-04-27T07:00:00Z"))
    let zone = try TimeZoneRules(named: "America/New_York")
    #expect(zone.secondsFromUTC(at: Timestamp(milliseconds: change.milliseconds - 1)) == -18_000)
    #expect(zone.secondsFromUTC(at: change) == -14_400)
  }

  @Test(arguments: [
    "", ".", "..", "../zoneinfo/UTC", "Europe/../UTC", "/UTC", "UTC/", "Europe//Berlin", "/etc/passwd",
    "Europe",
    "Nowhere/Land", "UTC\0", "UTC\n", "zone.tab", "zone1970.tab", "tzdata.zi", "Ｕ", "Europe/Berlin ",
    "leapseconds",
  ])
  func `a name that is no zone, or leads elsewhere, is refused`(_ name: String) {
    let failure = refusal { try TimeZoneRules(named: name) }
    #expect(failure?.code == .timeZoneUnknown)
  }

  private static func zone(_ bytes: [UInt8], in folder: TemporaryFolder) -> TimeZoneRules? {
    _ = try? folder.file("Zone", bytes)
    return try? TimeZoneRules(named: "Zone", folder: folder.path)
  }

  @Test func `a file that is cut anywhere before its rule is refused`() throws {
    let bytes = try TemporaryFolder.bytes("/usr/share/zoneinfo/Europe/Berlin")
    let folder = try TemporaryFolder()
    #expect(Self.zone(bytes, in: folder) != nil)
    let footer = try #require(bytes.dropLast().lastIndex(of: 0x0A))
    for length in stride(from: 0, to: footer, by: 17) {
      #expect(Self.zone(Array(bytes[..<length]), in: folder) == nil, "\(length) bytes")
    }
    #expect(Self.zone(Array(bytes[..<footer]), in: folder) == nil)
  }

  /// A file of one change to one type, with the 64-bit part alone filled; the numbers are those
  /// of its header.
  private static func made(
    times: Int32 = 1, types: Int32 = 1, characters: Int32 = 4, leaps: Int32 = 0, type: UInt8 = 0,
    version: UInt8 = 0x32
  ) -> [UInt8] {
    func header(_ counts: [Int32]) -> [UInt8] {
      Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        + counts.flatMap { count in (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } }
    }
    let change: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 9]
    let body = change + [type] + [0, 0, 0x0E, 0x10, 0, 0] + Array("XYZ\0".utf8)
    return header([0, 0, 0, 0, 0, 0]) + header([0, 0, leaps, times, types, characters]) + body
      + Array("\n\n".utf8)
  }

  @Test func `a file of another version, or that does not fit itself, is refused`() throws {
    let folder = try TemporaryFolder()
    let zone = try #require(Self.zone(Self.made(), in: folder))
    #expect(zone.secondsFromUTC(at: Timestamp(milliseconds: 0)) == 3600)
    #expect(zone.secondsFromUTC(at: Timestamp(milliseconds: .max)) == 3600)
    let wrong: [[UInt8]] = [
      Self.made(version: 0), Self.made(type: 1), Self.made(type: 255), Self.made(types: 0),
      Self.made(types: 2),
      Self.made(characters: 3), Self.made(characters: 6), Self.made(times: 0), Self.made(times: 2),
      Self.made(leaps: 1),
      Self.made(times: -1), Self.made(types: -1), Self.made(characters: -1), Self.made(leaps: -1),
      Self.made(times: .max), Self.made(types: .max), Self.made(characters: .max), Self.made(leaps: .max), [],
      Array("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 100), Array("TZif2".utf8),
    ]
    for (index, bytes) in wrong.enumerated() {
      #expect(Self.zone(bytes, in: folder) == nil, "number \(index)")
    }
  }

  @Test func `damaged files never crash the reader`() throws {
    let whole = try TemporaryFolder.bytes("/usr/share/zoneinfo/Europe/Dublin")
    let moments = [Int64.min, -3_000_000_000_000, 0, 1_795_499_254_123, 20_000_000_000_000, .max].map {
      Timestamp(milliseconds: $0)
    }
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        // The headers and the rule at the end decide most.
        let place =
          [0..<44, bytes.count - 40..<bytes.count, 0..<bytes.count].randomElement(using: &generator) ?? 0..<1
        bytes[Int.random(in: place, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
      }
      var reader = TZifReader(bytes: bytes)
      guard let parsed = reader.parse() else { continue }
      let footer = PosixTimeZone(parsed.footer)
      for moment in moments { _ = footer?.secondsFromUTC(at: moment.milliseconds / 1000) }
    }
  }

  @Test(arguments: [
    "", "C", "CE1", "CET", "CET-", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,",
    "CET-1CEST,M13.1.0,M1.1.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1CEST,J0,J1",
    "CET-1CEST,J366,J1",
    "CET-1CEST,366,1", "CET-1CEST,M3.5.0,M10.5.0,", "CET-1CEST,M3.5.0,M10.5.0x", "<CET-1", "CET99999",
    "CET-1:",
    "CET-1CEST,M3.5.0/,M10.5.0", "-1", "é-1", "CET-1 CEST",
  ])
  func `a rule that is not understood is no rule`(_ text: String) {
    #expect(PosixTimeZone(text) == nil)
  }

  @Test(arguments: [
    ("UTC0", "2026-07-01T00:00:00Z", 0), ("<-03>3", "2026-07-01T00:00:00Z", -10_800),
    ("<+0545>-5:45", "2026-01-01T00:00:00Z", 20_700),
    ("XXX-1:02:03", "2026-01-01T00:00:00Z", 3723),
    // The examples of RFC 8536: hours beyond the day, and daylight saving all year.
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200),
    ("XXX3EDT4,0/0,J365/23", "2026-01-01T03:00:00Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2026-12-31T23:59:59Z", -14_400),
    // J counts no 29 February, a plain number does.
    ("AAA0BBB,J60/0,J61/0", "2024-03-01T12:00:00Z", 3600), ("AAA0BBB,J60/0,J61/0", "2024-02-29T12:00:00Z", 0),
    ("AAA0BBB,59/0,60/0", "2024-02-29T12:00:00Z", 3600), ("AAA0BBB,59/0,60/0", "2025-03-01T12:00:00Z", 3600),
    // The fifth Sunday of a month with four.
    ("AAA0BBB,M2.5.0/0,M3.1.0/0", "2026-02-22T00:00:00Z", 3600),
    ("AAA0BBB,M2.5.0/0,M3.1.0/0", "2026-02-21T23:59:59Z", 0),
  ])
  func `a rule is applied`(_ text: String, _ moment: String, _ offset: Int) throws {
    let moment = try #require(Timestamp(rfc3339: moment))
    #expect(try #require(PosixTimeZone(text)).secondsFromUTC(at: moment.milliseconds / 1000) == offset)
  }
}
