extension JSONValue {
  /// The value as compact JSON in UTF-8: one line, no line feed at its end, the keys in
  /// their order. Equal values give equal bytes, so that they can be hashed and signed.
  public var serialized: [UInt8] {
    var out: [UInt8] = []
    write(into: &out)
    return out
  }

  private func write(into out: inout [UInt8]) {
    switch self {
    case .null: out += Array("null".utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .integer(let value): out += Array(String(value).utf8)
    case .string(let value): Self.writeString(value, into: &out)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        value.write(into: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let object):
      out.append(UInt8(ascii: "{"))
      for (index, pair) in object.pairs.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.writeString(pair.key, into: &out)
        out.append(UInt8(ascii: ":"))
        pair.value.write(into: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func writeString(_ text: String, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 0x0A: out += Array("\\n".utf8)
      case 0x0D: out += Array("\\r".utf8)
      case 0x09: out += Array("\\t".utf8)
      // DEL is legal JSON, but a terminal acts on it.
      case 0..<0x20, 0x7F: out += Array("\\u00".utf8) + Array(Hex.encode([byte]).utf8)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

extension JSONObject {
  /// The object as compact JSON in UTF-8; see `JSONValue.serialized`.
  public var serialized: [UInt8] { JSONValue.object(self).serialized }

  /// Reads an object strictly; see `JSONValue.init(parsing:)`.
  ///
  /// - Throws: what that throws, and `json_invalid` when the value is not an object.
  public init(parsing bytes: [UInt8], limit: Int = JSONValue.maximumLength) throws(Failure) {
    guard case .object(let object) = try JSONValue(parsing: bytes, limit: limit) else {
      throw Failure(.jsonInvalid, "at byte 0: a record is a JSON object")
    }
    self = object
  }
}
