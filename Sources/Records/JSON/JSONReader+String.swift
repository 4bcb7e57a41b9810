extension JSONReader {
  /// Reads a string, its opening quote under the cursor.
  mutating func string() throws(Failure) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while true {
      guard let byte = peek else { throw invalid("the string that begins here does not end", at: start) }
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let result = String(validating: text, as: UTF8.self) else {
          throw Failure(.utf8Invalid, "at byte \(start): the string is not valid UTF-8")
        }
        guard !Self.isFloodedWithMarks(result) else {
          throw invalid("a letter of the string that begins here has too many marks", at: start)
        }
        return result
      case UInt8(ascii: "\\"):
        try escape(into: &text)
      case 0..<0x20:
        throw invalid("a control character stands in a string unescaped", at: position - 1)
      default:
        text.append(byte)
      }
    }
  }

  /// Whether more than 30 combining marks follow each other, which no writing system needs and
  /// the Stream-Safe Text Format (UAX #15) excludes.
  ///
  /// Swift compares and hashes text by canonical equivalence and sorts the marks for that, in
  /// time that grows with the square of their number: a megabyte of them takes minutes.
  private static func isFloodedWithMarks(_ text: String) -> Bool {
    var marks = 0
    for scalar in text.unicodeScalars {
      let isMark = scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
      marks = isMark ? marks + 1 : 0
      if marks > 30 { return true }
    }
    return false
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard let kind = peek else { throw invalid("an escape is cut off") }
    position += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(kind)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: Array(Character(try unicodeEscape()).utf8))
    default: throw invalid("no such escape", at: position - 1)
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let start = position - 2
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A lone surrogate has no UTF-8 form; readers replace it, drop it, or keep it.
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw invalid("a surrogate stands alone", at: start)
    }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw invalid("a surrogate stands alone", at: start) }
    return scalar
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var result: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Hex.digit(byte) else {
        throw invalid("four hexadecimal digits are due")
      }
      result = result << 4 | UInt32(digit)
      position += 1
    }
    return result
  }
}
