/// Builds bytes that are the same only for the same list of values, for hashes, seals and
/// signatures.
///
/// Each value stands behind its type and length: without them, `("ab", "c")` and
/// `("a", "bc")` would be sealed alike, and one could be passed off as the other.
struct CanonicalBytes {
  private(set) var bytes: [UInt8]

  /// Begins with the name of the use, so that no two uses ever make the same bytes.
  init(_ use: StaticString) {
    bytes = []
    add(use.description)
  }

  mutating func add(_ text: String) { append(UInt8(ascii: "t"), Array(text.utf8)) }
  mutating func add(_ blob: [UInt8]) { append(UInt8(ascii: "b"), blob) }

  mutating func add(_ number: Int64) {
    bytes.append(UInt8(ascii: "i"))
    append(fixed: UInt64(bitPattern: number))
  }

  mutating func add(_ text: String?) {
    if let text { add(text) } else { bytes.append(UInt8(ascii: "n")) }
  }

  mutating func add(_ number: Int64?) {
    if let number { add(number) } else { bytes.append(UInt8(ascii: "n")) }
  }

  private mutating func append(_ type: UInt8, _ value: [UInt8]) {
    bytes.append(type)
    append(fixed: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func append(fixed number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
