extension JSONValue {
  /// The value as compact JSON in UTF-8: one line, no line feed at its end, the keys in
  /// their order. One value gives the same bytes always, so that they can be hashed and signed;
  /// text is not normalised, so two spellings that Swift calls equal (`é`) keep their own bytes.
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
      // DEL and the C1 controls, in UTF-8 C2 80 to C2 9F, are legal JSON, but a terminal acts
      // on them. C2 is never a second byte, so the one before belongs to this character.
      case 0x80...0x9F where out.last == 0xC2:
        out.removeLast()
        writeEscape(byte, into: &out)
      case 0..<0x20, 0x7F: writeEscape(byte, into: &out)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func writeEscape(_ value: UInt8, into out: inout [UInt8]) {
    out += Array("\\u00".utf8) + Array(Hex.encode([value]).utf8)
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
