/// A file's name or path as a record gives it: text, and the bytes as well when they are not
/// UTF-8.
///
/// It is data from outside: whoever makes a file of this name sees to it that it has no slash,
/// no NUL, and is not `..`.
public struct FileName: Hashable, Sendable {
  /// The name's bytes.
  public let bytes: [UInt8]

  /// A name of these bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// The name as text; bytes that are not UTF-8 show as U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes in Base64 when they are not UTF-8, else `nil`.
  public var base64: String? {
    String(validating: bytes, as: UTF8.self) == nil ? Base64.encode(bytes) : nil
  }

  /// Reads the fields `key` and `key_base64`; `nil` when both are absent or one is wrong.
  ///
  /// The bytes are taken only where text cannot hold them, and only when they are what the
  /// text shows: else one reader would check one name and the next one use another.
  public init?(_ key: String, reading reader: inout ObjectReader) {
    let text = reader.optionalText(key)
    guard let bytes = reader.optional("\(key)_base64", "canonical Base64", { Base64.decode($0) }) else {
      guard let text else { return nil }
      self.bytes = Array(text.utf8)
      return
    }
    self.bytes = bytes
    guard base64 != nil, text.map({ $0.utf8.elementsEqual(self.text.utf8) }) ?? true else {
      reader.refuse("\(key)_base64", .valueInvalid, "is not the bytes of the text beside it")
      return nil
    }
  }

  /// Reads a name that must be there.
  public static func required(_ key: String, reading reader: inout ObjectReader) -> FileName {
    let before = reader.problems.count
    if let name = FileName(key, reading: &reader) { return name }
    if reader.problems.count == before { reader.refuse(key, .required, "is mandatory") }
    return FileName(bytes: [])
  }
}
