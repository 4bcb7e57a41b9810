/// Writes SFTP packets into one growing buffer (draft-ietf-secsh-filexfer-02, section 3:
/// a length, a type, and fields in network byte order).
struct PacketEncoder {
  private(set) var bytes: [UInt8] = []

  init(reserving capacity: Int = 64) { bytes.reserveCapacity(capacity) }

  /// Appends one packet; `extra` counts bytes that follow the packet's fields and that
  /// the caller appends itself (the data of a WRITE).
  mutating func packet(
    _ type: PacketType, id: UInt32? = nil, extra: Int = 0, _ fields: (inout PacketEncoder) -> Void = { _ in }
  ) {
    let start = bytes.count
    integer(UInt32(0))
    bytes.append(type.rawValue)
    if let id { integer(id) }
    fields(&self)
    let length = UInt32(bytes.count - start - 4 + extra)
    for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * place)) }
  }

  mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) {
    var shift = Value.bitWidth
    while shift > 0 {
      shift -= 8
      bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
    }
  }

  mutating func string(_ text: [UInt8]) {
    integer(UInt32(text.count))
    bytes.append(contentsOf: text)
  }

  mutating func string(_ text: String) { string(Array(text.utf8)) }

  mutating func attributes(_ attributes: FileAttributes) { attributes.encode(into: &self) }
}
