/// A file's name as a record gives it: text, and the bytes as well when they are not UTF-8.
public struct FileName: Hashable, Sendable {
  /// The name's bytes, without slashes.
  public let bytes: [UInt8]

  /// A name of these bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// The name as text; bytes that are not UTF-8 show as U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes in Base64 when they are not UTF-8, else `nil`.
  public var base64: String? {
    String(validating: bytes, as: UTF8.self) == nil ? Base64.encode(bytes) : nil
  }

  /// Reads the fields `key` and `key_base64`; `nil` when both are absent.
  public init?(_ key: String, reading reader: inout ObjectReader) {
    let text = reader.optionalText(key)
    let bytes = reader.optional("\(key)_base64", "canonical Base64") { Base64.decode($0) }
    guard let bytes = bytes ?? text.map({ Array($0.utf8) }) else { return nil }
    self.bytes = bytes
  }
}
