import Records
import TestSupport
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1), ("1969-12-31T23:59:59.999Z", -1),
    ("1969-12-31T00:00:00.000Z", -86_400_000), ("2026-11-24T05:47:34.123Z", 1_795_499_254_123),
    ("2026-11-24t05:47:34.123z", 1_795_499_254_123), ("2026-11-24T05:47:34.1Z", 1_795_499_254_100),
    ("2026-11-24T05:47:34.12Z", 1_795_499_254_120), ("2026-11-24T07:17:34+01:30", 1_795_499_254_000),
    ("2026-11-23T18:17:34-11:30", 1_795_499_254_000), ("2026-11-24T05:47:34-00:00", 1_795_499_254_000),
    ("2024-02-29T23:59:59Z", 1_709_251_199_000), ("2000-02-29T00:00:00Z", 951_782_400_000),
    ("2000-01-01T00:30:00+01:00", 946_683_000_000), ("1999-12-31T23:59:59-23:59", 946_771_139_000),
    ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ("0000-01-01T01:00:00+01:00", -62_167_219_200_000), ("1582-10-15T00:00:00Z", -12_219_292_800_000),
  ])
  func `RFC 3339 is read`(_ text: String, _ milliseconds: Int64) throws {
    #expect(try #require(Timestamp(rfc3339: text)).milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026", "2026-11-24", "2026-11-24T05:47:34", "2026-11-24 05:47:34Z", "2026-11-24T05:47Z",
    "2026-11-24T05:47:34.Z", "2026-11-24T05:47:34.1234Z", "2026-11-24T05:47:34,5Z", "2026-11-24T05:47:34.-1Z",
    "2026-11-24T24:00:00Z", "2026-11-24T05:60:34Z", "2026-11-24T05:47:60Z", "2016-12-31T23:59:60Z",
    "2026-00-24T05:47:34Z", "2026-13-24T05:47:34Z", "2026-11-00T05:47:34Z", "2026-11-31T05:47:34Z",
    "2025-02-29T05:47:34Z", "1900-02-29T05:47:34Z", "2100-02-29T00:00:00Z", "2026-11-24T05:47:34+24:00",
    "2026-11-24T05:47:34+01:60", "2026-11-24T05:47:34+0100", "2026-11-24T05:47:34+01",
    "2026-11-24T05:47:34+1:00",
    "2026-11-24T05:47:34 Z", "2026-11-24T05:47:34Z ", " 2026-11-24T05:47:34Z", "2026-11-24T05:47:34ZZ",
    "+026-11-24T05:47:34Z", "-026-11-24T05:47:34Z", "2026-11-24T+5:47:34Z", "2026-1-24T05:47:34.00Z",
    "2026-W48-2T05:47:34Z", "2026-11-24T05-47-34Z", "2026-11-24T05:47:34\u{2212}01:00",
    "２026-11-24T05:47:34Z",
    "2026-11-24T05:47:3\u{661}Z", "20261124T054734Z", "2026-11-24T05:47:34UTC", "12026-11-24T05:47:34Z",
    // An offset that leads out of the years that can be written.
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:59.999-23:59",
  ])
  func `anything else is refused`(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func `any moment survives being written and read`() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<5000 {
      let moment = Timestamp(
        milliseconds: Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &generator))
      #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
      #expect(moment.rfc3339.utf8.count == 24)
    }
  }

  @Test func `the order of the texts is the order in time`() {
    let moments = [-62_167_219_200_000, -1_000_001, -1, 0, 1, 999, 1000, 253_402_300_799_999].map {
      Timestamp(milliseconds: $0)
    }
    #expect(moments.shuffled().sorted() == moments)
    #expect(moments.map(\.rfc3339).shuffled().sorted() == moments.map(\.rfc3339))
  }

  @Test(arguments: [Int64.min, -62_167_219_200_001, 253_402_300_800_000, .max])
  func `a moment beyond the years 0 to 9999 is held at the last that can be written`(_ milliseconds: Int64) {
    let moment = Timestamp(milliseconds: milliseconds)
    #expect(moment.rfc3339 == (milliseconds < 0 ? "0000-01-01T00:00:00.000Z" : "9999-12-31T23:59:59.999Z"))
    #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
  }

  @Test func `a moment is moved by seconds, and never past the ends`() {
    let moment = Timestamp(milliseconds: 1500)
    #expect(moment.advanced(bySeconds: 2).milliseconds == 3500)
    #expect(moment.advanced(bySeconds: -2).milliseconds == -500)
    #expect(moment.advanced(bySeconds: .max).rfc3339 == "9999-12-31T23:59:59.999Z")
    #expect(moment.advanced(bySeconds: .min).rfc3339 == "0000-01-01T00:00:00.000Z")
  }
}
