extension JSONValue {
  /// The longest text that the reader takes: 1 MiB, in bytes.
  public static let maximumLength = 1 << 20
  /// The deepest nesting of objects and arrays that the reader takes.
  public static let maximumDepth = 32

  /// Reads one JSON value (RFC 8259) that fills all of `bytes`, strictly.
  ///
  /// Two programs that read one text differently are an attack: of two equal keys, for
  /// example, one checks the first and the other uses the last. So whatever readers are
  /// known to disagree on is refused: equal keys, bytes that are not UTF-8, lone
  /// surrogates, a byte order mark, numbers that are not whole 64-bit ones, a zero with a sign.
  ///
  /// - Parameter limit: the longest text that is taken, in bytes; a container's manifest
  ///   may be longer than a line of the tools.
  /// - Throws: `json_invalid`, `utf8_invalid`, `key_duplicate`, `nesting_too_deep`,
  ///   `line_too_long`; the message names the byte, counted from 0, a key at most, and never
  ///   a value.
  public init(parsing bytes: [UInt8], limit: Int = maximumLength) throws(Failure) {
    guard bytes.count <= limit else {
      throw Failure(.lineTooLong, "the JSON text has \(bytes.count) bytes; the limit is \(limit)")
    }
    var reader = JSONReader(bytes: bytes)
    self = try reader.document()
  }
}

/// A recursive-descent reader; its depth is bounded by `JSONValue.maximumDepth`.
struct JSONReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(Failure) -> JSONValue {
    let result = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw invalid("something follows the value") }
    return result
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    skipBlanks()
    guard let first = peek else { throw invalid("the text ends where a value is due") }
    switch first {
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
    default: throw invalid("no value begins here")
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONObject {
    try enter(depth)
    var result = JSONObject()
    // Looking each key up in the list would take hours for a hostile megabyte of keys.
    var seen: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return result }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw invalid("a key is due") }
      let start = position
      let key = try string()
      guard seen.insert(key).inserted else {
        throw Failure(.keyDuplicate, "at byte \(start): the key \"\(Self.printable(key))\" is there twice")
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw invalid("a colon is due") }
      result.append(key, try value(depth: depth))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return result }
      guard take(UInt8(ascii: ",")) else { throw invalid("a comma or a closing brace is due") }
    }
  }

  private mutating func array(depth: Int) throws(Failure) -> [JSONValue] {
    try enter(depth)
    var result: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return result }
    while true {
      result.append(try value(depth: depth))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return result }
      guard take(UInt8(ascii: ",")) else { throw invalid("a comma or a closing bracket is due") }
    }
  }

  private mutating func enter(_ depth: Int) throws(Failure) {
    guard depth <= JSONValue.maximumDepth else {
      throw Failure(.nestingTooDeep, "at byte \(position): more than \(JSONValue.maximumDepth) levels deep")
    }
    position += 1
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
    let text = Array(word.description.utf8)
    guard bytes[position...].starts(with: text) else { throw invalid("no value begins here") }
    position += text.count
    return value
  }

  private mutating func integer() throws(Failure) -> Int64 {
    let start = position
    let negative = take(UInt8(ascii: "-"))
    let firstDigit = position
    var result: Int64 = 0
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      let digit = Int64(byte - UInt8(ascii: "0"))
      let (tens, tooBig) = result.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tens.addingReportingOverflow(negative ? -digit : digit)
      guard !tooBig, !carried else { throw invalid("the number does not fit into 64 bits", at: start) }
      result = sum
      position += 1
    }
    let digits = position - firstDigit
    guard digits > 0 else { throw invalid("a digit is due") }
    guard digits == 1 || bytes[firstDigit] != UInt8(ascii: "0") else {
      throw invalid("a number has a leading zero", at: start)
    }
    guard !(negative && result == 0) else { throw invalid("a zero has a sign", at: start) }
    if let next = peek, next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") {
      throw invalid("the number is not a whole one", at: start)
    }
    return result
  }

  mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  func invalid(_ what: String, at place: Int? = nil) -> Failure {
    Failure(.jsonInvalid, "at byte \(place ?? position): \(what)")
  }

  /// A key for an error message: cut, and without what a terminal would act on, because the
  /// message goes to one.
  static func printable(_ key: String) -> String {
    let safe = key.unicodeScalars.prefix(40).map { $0.isUnprintable ? "?" : String($0) }
    return safe.joined() + (key.unicodeScalars.count > 40 ? "…" : "")
  }
}
