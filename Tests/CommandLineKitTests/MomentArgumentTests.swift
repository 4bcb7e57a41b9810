import Platform
import Records
import Testing

@testable import CommandLineKit

@Suite struct MomentArgumentTests {
  private static func moment(_ text: String, at now: String, in zone: String) throws -> String? {
    guard let argument = MomentArgument(argument: text) else { return nil }
    let now = try #require(Timestamp(rfc3339: now))
    return try argument.moment(at: now) { () throws(Failure) in try TimeZoneRules(named: zone) }.rfc3339
  }

  /// 00:30 on the 25th in Berlin, still the 24th in UTC.
  private static let now = "2026-11-24T23:30:00.123Z"

  @Test(arguments: [
    ("now", "UTC", "2026-11-24T23:30:00.123Z"),
    ("0s", "UTC", "2026-11-24T23:30:00.123Z"),
    ("90s", "UTC", "2026-11-24T23:28:30.123Z"),
    ("30m", "UTC", "2026-11-24T23:00:00.123Z"),
    ("24h", "Europe/Berlin", "2026-11-23T23:30:00.123Z"),
    ("14d", "Europe/Berlin", "2026-11-10T23:30:00.123Z"),
    ("today", "UTC", "2026-11-24T00:00:00.000Z"),
    ("today", "Europe/Berlin", "2026-11-24T23:00:00.000Z"),
    ("today", "America/New_York", "2026-11-24T05:00:00.000Z"),
    ("yesterday", "UTC", "2026-11-23T00:00:00.000Z"),
    ("yesterday", "Europe/Berlin", "2026-11-23T23:00:00.000Z"),
    ("yesterday", "America/New_York", "2026-11-23T05:00:00.000Z"),
    ("2026-11-20", "UTC", "2026-11-20T00:00:00.000Z"),
    ("2026-11-20", "Europe/Berlin", "2026-11-19T23:00:00.000Z"),
    ("2026-07-20", "Europe/Berlin", "2026-07-19T22:00:00.000Z"),
    ("2026-11-20T10:00:00+02:00", "America/New_York", "2026-11-20T08:00:00.000Z"),
    ("2026-11-20T10:00:00.5Z", "UTC", "2026-11-20T10:00:00.500Z"),
    ("99999999d", "UTC", "0000-01-01T00:00:00.000Z"),
  ])
  func `a point in time is given in one of these forms`(_ text: String, _ zone: String, _ moment: String)
    throws
  {
    #expect(try Self.moment(text, at: Self.now, in: zone) == moment)
  }

  @Test func `yesterday over the change of the clock is not 24 hours long`() throws {
    let text = try Self.moment("yesterday", at: "2026-10-26T12:00:00Z", in: "Europe/Berlin")
    #expect(text == "2026-10-24T22:00:00.000Z")
  }

  @Test(arguments: [
    "", "03/04/1980", "3.4.1980", "04-03-1980", "1980-3-4", "80-03-04", "1980-02-30", "1980-13-01",
    "19800304",
    "2026-11-20T10:00", "2026-11-20T10:00:00", "2026-11-20 10:00:00", "tomorrow", "Yesterday", "TODAY",
    " now",
    "now ", "last week", "h", "24", "24 h", "-24h", "+24h", "1.5h", "24H", "1w", "1M", "999999999d", "24hh",
    "２４h", "2026-11-20T24:00:00Z", "1d12h", "today\0",
  ])
  func `R089 what may mean two times, or none, is refused`(_ text: String) {
    #expect(MomentArgument(argument: text) == nil)
  }

  @Test func `the time zone is looked for only where it matters`() throws {
    let now = try #require(Timestamp(rfc3339: Self.now))
    for text in ["now", "24h", "2026-11-20T10:00:00Z", "today", "2026-11-20"] {
      var isAsked = false
      let argument = try #require(MomentArgument(argument: text))
      _ = try argument.moment(at: now) { () throws(Failure) in
        isAsked = true
        return try TimeZoneRules(named: "UTC")
      }
      #expect(isAsked == ["today", "2026-11-20"].contains(text), "\(text)")
    }
  }

  @Test(arguments: [
    ("90s", 90), ("30m", 1800), ("24h", 86_400), ("14d", 1_209_600), ("0d", 0), ("00000001s", 1),
  ])
  func `a span of time is a number and a unit`(_ text: String, _ seconds: Int64) {
    #expect(SpanArgument(argument: text)?.seconds == seconds)
  }
}
