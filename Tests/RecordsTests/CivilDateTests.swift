import Records
import Testing

@Suite struct CivilDateTests {
  @Test
  func `every day of the years 0 to 9999 follows the one before it, and survives its number and its text`()
    throws
  {
    // Counted by hand here, so that the arithmetic under test is held against something plainer.
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var number: Int64 = -719_528
    var wrong = 0
    for year in 0...9999 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for month in 1...12 {
        for day in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
          let date = CivilDate(daysSinceEpoch: number)
          if date.year != year || date.month != month || date.day != day || date.daysSinceEpoch != number {
            wrong += 1
          }
          number += 1
        }
      }
    }
    #expect(wrong == 0)
    #expect(number == 2_932_897)
  }

  @Test(arguments: [
    ("0000-01-01", -719_528), ("0000-02-29", -719_469), ("1970-01-01", 0), ("1969-12-31", -1),
    ("2000-02-29", 11_016),
    ("2024-02-29", 19_782), ("1900-03-01", -25_508), ("9999-12-31", 2_932_896),
  ])
  func `a date is read, written and counted`(_ text: String, _ days: Int64) throws {
    let date = try #require(CivilDate(iso8601: text))
    #expect(date.iso8601 == text)
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == date)
  }

  @Test(arguments: [
    "", "1980", "1980-04", "1980-4-3", "03/04/1980", "1980/03/04", "03-04-1980", "19800304", "1980-03-04 ",
    " 1980-03-04", "1980-03-04T00:00:00Z", "1980-00-04", "1980-13-04", "1980-03-00", "1980-03-32",
    "1980-04-31",
    "1981-02-29", "1900-02-29", "2100-02-29", "-980-03-04", "+980-03-04", "1980-+3-04", "198O-03-04",
    "１980-03-04", "1980-03-0\u{661}", "1980-03-0é", "80-03-04", "01980-03-04",
  ])
  func `R089 anything but a day of the calendar as YYYY-MM-DD is refused`(_ text: String) {
    #expect(CivilDate(iso8601: text) == nil)
  }

  @Test func `a date beyond the years 0 to 9999 is refused, and a number held`() {
    #expect(CivilDate(year: -1, month: 1, day: 1) == nil)
    #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
    #expect(CivilDate(year: .min, month: .max, day: .min) == nil)
    #expect(CivilDate(daysSinceEpoch: .min).iso8601 == "0000-01-01")
    #expect(CivilDate(daysSinceEpoch: .max).iso8601 == "9999-12-31")
  }

  @Test func `dates are ordered`() throws {
    let texts = ["0001-01-01", "1980-03-04", "1980-03-05", "1980-04-01", "1981-01-01"]
    let dates = try texts.map { try #require(CivilDate(iso8601: $0)) }
    #expect(dates.shuffled().sorted() == dates)
  }
}
