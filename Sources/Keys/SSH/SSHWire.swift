/// Reads the length-prefixed fields of SSH's data formats (RFC 4251 §5).
package struct SSHWireReader {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Whether everything was read.
  package var isAtEnd: Bool { rest.isEmpty }

  /// The next `count` bytes, or `nil` when there are fewer.
  package mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// A `uint32`.
  package mutating func integer() -> UInt32? {
    bytes(4)?.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A `string`: its length, then its bytes.
  package mutating func string() -> [UInt8]? {
    guard let count = integer() else { return nil }
    return bytes(Int(count))
  }
}

/// Writes the fields of SSH's data formats (RFC 4251 §5).
package struct SSHWireWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Bytes as they are.
  package mutating func raw(_ value: [UInt8]) { bytes += value }

  /// A `uint32`.
  package mutating func integer(_ value: UInt32) {
    for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// A `string`: its length, then its bytes.
  package mutating func string(_ value: [UInt8]) {
    integer(UInt32(value.count))
    bytes += value
  }

  /// A `string` of ASCII.
  package mutating func string(_ value: String) { string(Array(value.utf8)) }
}
