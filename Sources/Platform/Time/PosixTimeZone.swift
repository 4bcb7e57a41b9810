internal import Records

/// The rule for all years to come at the end of a TZif file, as in `CET-1CEST,M3.5.0,M10.5.0/3`
/// (POSIX `TZ`, with the extensions of RFC 8536 §3.3.1).
struct PosixTimeZone: Sendable {
  private let standard: Int
  private let daylight: (offset: Int, start: Rule, end: Rule)?

  private enum Day: Sendable {
    case weekday(month: Int, week: Int, day: Int)
    case julian(Int)
    case zeroBased(Int)
  }

  private struct Rule: Sendable {
    let day: Day
    let seconds: Int
  }

  init?(_ text: String) {
    var scanner = Scanner(rest: Array(text.utf8)[...])
    guard scanner.name(), let west = scanner.offset() else { return nil }
    standard = -west
    if scanner.rest.isEmpty {
      daylight = nil
      return
    }
    guard scanner.name() else { return nil }
    var offset = standard + 3600
    if scanner.rest.first != UInt8(ascii: ",") {
      guard let west = scanner.offset() else { return nil }
      offset = -west
    }
    guard let start = scanner.rule(), let end = scanner.rule(), scanner.rest.isEmpty else { return nil }
    daylight = (offset, start, end)
  }

  func secondsFromUTC(at seconds: Int64) -> Int {
    guard let daylight else { return standard }
    let year = CivilDate(daysSinceEpoch: (seconds + Int64(standard)).divided(by: 86_400).quotient).year
    let start = Self.seconds(of: daylight.start, year: year) - Int64(standard)
    let end = Self.seconds(of: daylight.end, year: year) - Int64(daylight.offset)
    // South of the equator the summer spans the turn of the year.
    let isDaylight = start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
    return isDaylight ? daylight.offset : standard
  }

  private static func seconds(of rule: Rule, year: Int) -> Int64 {
    let newYear = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
    let isLeap = CivilDate(year: year, month: 2, day: 29) != nil
    let day: Int64
    switch rule.day {
    case .julian(let number): day = newYear + Int64(number - 1 + (isLeap && number >= 60 ? 1 : 0))
    case .zeroBased(let number): day = newYear + Int64(number)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch ?? 0
      // 1970-01-01 was a Thursday, day 4 counted from Sunday.
      let firstWeekday = (first + 4).divided(by: 7).remainder
      var date = first + Int64((weekday - Int(firstWeekday) + 7) % 7 + 7 * (week - 1))
      while CivilDate(daysSinceEpoch: date).month != month { date -= 7 }
      day = date
    }
    return day * 86_400 + Int64(rule.seconds)
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func take(_ character: Character) -> Bool {
      guard let byte = character.asciiValue, rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }

    mutating func name() -> Bool {
      if take("<") {
        while let byte = rest.popFirst() { if byte == UInt8(ascii: ">") { return true } }
        return false
      }
      let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
      rest = rest.dropFirst(letters.count)
      return letters.count >= 3
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      rest = rest.dropFirst(digits.count)
      guard digits.count <= 4 else { return nil }
      return Int(String(decoding: digits, as: UTF8.self))
    }

    mutating func offset() -> Int? {
      let negative = take("-")
      if !negative { _ = take("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where take(":") {
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return negative ? -seconds : seconds
    }

    mutating func rule() -> Rule? {
      guard take(",") else { return nil }
      let day: Day
      if take("M") {
        guard let month = number(), (1...12).contains(month), take("."), let week = number(),
          (1...5).contains(week), take("."), let weekday = number(), (0...6).contains(weekday)
        else { return nil }
        day = .weekday(month: month, week: week, day: weekday)
      } else if take("J") {
        guard let number = number(), (1...365).contains(number) else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(), (0...365).contains(number) else { return nil }
        day = .zeroBased(number)
      }
      guard take("/") else { return Rule(day: day, seconds: 7200) }
      guard let seconds = offset() else { return nil }
      return Rule(day: day, seconds: seconds)
    }
  }
}

extension Int64 {
  /// The quotient rounded down, so that the remainder is never negative.
  func divided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
