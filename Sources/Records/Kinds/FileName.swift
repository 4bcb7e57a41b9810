/// A name or a path as a record gives it: text, and the bytes as well when they are not UTF-8.
public protocol RecordedName: Hashable, Sendable {
  /// The bytes.
  var bytes: [UInt8] { get }

  /// Takes bytes that can be one; `nil` for others.
  init?(bytes: [UInt8])

  /// What stands where there is none, as in a record that is refused for that.
  static var standIn: Self { get }

  /// What bytes that are refused are not.
  static var meaning: String { get }
}

/// The name of a file: no path, and nothing that would lead out of a folder.
///
/// Names come from outside, as in a container's manifest or in records on standard input. One with a
/// slash or a NUL, an empty one, `.` and `..` are no names, so whoever has a value of this type can
/// make a file of it in a folder, and only there.
public struct FileName: RecordedName {
  /// The name's bytes.
  public let bytes: [UInt8]

  /// A name of these bytes, or `nil` where they are none.
  public init?(bytes: [UInt8]) {
    let dot = UInt8(ascii: ".")
    guard !bytes.isEmpty, bytes != [dot], bytes != [dot, dot],
      !bytes.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
    else { return nil }
    self.bytes = bytes
  }

  private init(plain: StaticString) { bytes = Array(plain.description.utf8) }

  /// The name of what has none, as a path that ends in `..`; no such path is ever a file's.
  public static let standIn = FileName(plain: "unnamed")
  /// For refusals.
  public static let meaning = "the name of a file"
}

/// Where a file was, as a record gives it: any bytes without a NUL.
///
/// It tells people and later runs where something came from. Nothing is to be written there only
/// because a record says so.
public struct RecordedPath: RecordedName {
  /// The path's bytes.
  public let bytes: [UInt8]

  /// A path of these bytes, or `nil` where one is NUL.
  public init?(bytes: [UInt8]) {
    guard !bytes.contains(0) else { return nil }
    self.bytes = bytes
  }

  /// The path of a file in the folder that one is in.
  public init(_ name: FileName) { bytes = name.bytes }

  private init() { bytes = [] }

  /// No path at all.
  public static let standIn = RecordedPath()
  /// For refusals.
  public static let meaning = "a path"
}

extension RecordedName {
  /// As text; bytes that are not UTF-8 show as U+FFFD.
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
    let bytes = reader.optional("\(key)_base64", "canonical Base64", { Base64.decode($0) })
    guard bytes != nil || text != nil else { return nil }
    guard let name = Self(bytes: bytes ?? Array((text ?? "").utf8)) else {
      reader.refuse(bytes == nil ? key : "\(key)_base64", .valueInvalid, "is not \(Self.meaning)")
      return nil
    }
    if bytes != nil {
      guard name.base64 != nil, text.map({ $0.utf8.elementsEqual(name.text.utf8) }) ?? true else {
        reader.refuse("\(key)_base64", .valueInvalid, "is not the bytes of the text beside it")
        return nil
      }
    }
    self = name
  }

  /// Reads one that must be there.
  public static func required(_ key: String, reading reader: inout ObjectReader) -> Self {
    let before = reader.problems.count
    if let name = Self(key, reading: &reader) { return name }
    if reader.problems.count == before { reader.refuse(key, .required, "is mandatory") }
    return .standIn
  }
}
