import Records
import SystemPackage
import TestSupport
import Testing

@testable import Platform

@Suite struct LocalTimeTests {
  private static func offset(_ zone: String?, system: FilePath = "/usr/share/zoneinfo/Asia/Tokyo") throws
    -> Int
  {
    let environment = ProcessEnvironment(zone.map { ["TZ": $0] } ?? [:])
    return try TimeZoneRules.local(environment, systemFile: system)
      .secondsFromUTC(at: Timestamp(rfc3339: "2026-07-01T00:00:00Z") ?? Timestamp(milliseconds: 0))
  }

  @Test(arguments: [
    ("Europe/Berlin", 7200), (":Europe/Berlin", 7200), ("/usr/share/zoneinfo/America/New_York", -14_400),
    (":/usr/share/zoneinfo/America/New_York", -14_400), ("CET-1CEST,M3.5.0,M10.5.0/3", 7200), ("UTC", 0),
    ("XYZ-3", 10_800), ("UTC0", 0), (nil, 32_400), ("", 32_400),
  ])
  func `the local zone is what TZ says, else the system's`(_ zone: String?, _ seconds: Int) throws {
    #expect(try Self.offset(zone) == seconds)
  }

  @Test func `without any setting the local zone is UTC`() throws {
    #expect(try Self.offset(nil, system: "/nonexistent/localtime") == 0)
  }

  @Test(arguments: ["Nowhere/Land", ":", "../zoneinfo/UTC", "/etc/passwd", "/nonexistent", "Berlin time"])
  func `a TZ that is no zone is refused, never taken for UTC`(_ zone: String) {
    #expect(refusal { try Self.offset(zone) }?.code == .timeZoneUnknown)
  }

  @Test(arguments: [
    ("UTC", "2026-11-24", "2026-11-24T00:00:00.000Z"),
    ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"),
    ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"),
    ("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00.000Z"),
    ("Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00:00.000Z"),
    // Put forward over midnight: the day begins at 01:00.
    ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"),
    ("America/Asuncion", "2023-10-01", "2023-10-01T04:00:00.000Z"),
    // Put forward from 23:30 to 00:30.
    ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00.000Z"),
    // Put back over midnight: the day before ends twice, this one begins once.
    ("America/Sao_Paulo", "2019-02-17", "2019-02-17T03:00:00.000Z"),
    // Put back at 01:00 to 00:00: midnight is twice.
    ("America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"),
    // A day that was left out: the next one begins.
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"),
    ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z"),
  ])
  func `a day begins at the first moment that the zone's calendar shows it`(
    _ zone: String, _ date: String, _ start: String
  ) throws {
    let zone = try TimeZoneRules(named: zone)
    let start = try #require(Timestamp(rfc3339: start))
    #expect(zone.start(of: try #require(CivilDate(iso8601: date))) == start)
    if date != "2011-12-30" { #expect(zone.date(at: start).iso8601 == date) }
    #expect(zone.date(at: Timestamp(milliseconds: start.milliseconds - 1)).iso8601 < date)
  }
}
