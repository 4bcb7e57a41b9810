public import Records

/// The date that a file's name says: `MRI_Brain_2025-08-21.pdf`, `IMG_20250821_1015.jpg`
/// (R051, R052).
public enum NameDate {
  /// The newest date in the name that is not after `today`: a name may hold a date of birth, too.
  ///
  /// Year, month and day, with nothing or one of `-`, `_`, `.` between them; a time may follow.
  /// Other orders are dates of two countries (R089) and are not guessed.
  public static func date(in name: FileName, today: CivilDate) -> CivilDate? {
    var newest: CivilDate?
    for date in dates(in: name) where date <= today && date.year >= 1900 {
      newest = max(newest ?? date, date)
    }
    return newest
  }

  private static func dates(in name: FileName) -> [CivilDate] {
    let bytes = name.bytes
    return bytes.indices.compactMap { place in
      // Inside a longer number is no date.
      guard isDigit(bytes[place]), place == 0 || !isDigit(bytes[place - 1]) else { return nil }
      return separated(bytes[place...]) ?? compact(bytes[place...])
    }
  }

  private static func separated(_ bytes: ArraySlice<UInt8>) -> CivilDate? {
    let text = Array(bytes.prefix(11))
    guard text.count >= 10, [0x2D, 0x5F, 0x2E].contains(text[4]), text[7] == text[4],
      text.count == 10 || !isDigit(text[10])
    else { return nil }
    return date(text[0..<4], text[5..<7], text[8..<10])
  }

  /// Eight digits, or fourteen with hours, minutes and seconds.
  private static func compact(_ bytes: ArraySlice<UInt8>) -> CivilDate? {
    let digits = Array(bytes.prefix(while: isDigit))
    guard [8, 12, 14].contains(digits.count) else { return nil }
    return date(digits[0..<4], digits[4..<6], digits[6..<8])
  }

  private static func date(_ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>)
    -> CivilDate?
  {
    let number = { (digits: ArraySlice<UInt8>) in Int(String(decoding: digits, as: UTF8.self)) ?? -1 }
    guard (year + month + day).allSatisfy(isDigit) else { return nil }
    return CivilDate(year: number(year), month: number(month), day: number(day))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
