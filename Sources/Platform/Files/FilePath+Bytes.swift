public import Records
public import SystemPackage

extension FilePath {
  /// A path of these bytes; names on Linux are bytes and need not be UTF-8. A NUL ends it.
  public init(bytes: some Sequence<UInt8>) {
    var characters = bytes.prefix { $0 != 0 }.map { CInterop.PlatformChar(bitPattern: $0) }
    characters.append(0)
    self = unsafe characters.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return FilePath() }
      return unsafe FilePath(platformString: base)
    }
  }

  /// The path's bytes, without a NUL at the end.
  public var bytes: [UInt8] {
    unsafe withPlatformString { start in
      var bytes: [UInt8] = []
      var next = unsafe start
      while unsafe next.pointee != 0 {
        unsafe bytes.append(UInt8(bitPattern: next.pointee))
        unsafe next += 1
      }
      return bytes
    }
  }

  /// The path as text when it is valid UTF-8.
  public var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The path for a message or a table: what is not UTF-8 and what a terminal would act on
  /// (control characters, direction marks) is shown as `\xNN`.
  public var printable: String { Self.printable(bytes) }

  /// The bytes of a name for a message or a table; see `printable` of a path.
  public static func printable(_ bytes: [UInt8]) -> String {
    func escaped(_ bytes: some Sequence<UInt8>) -> String {
      bytes.map { "\\x" + (($0 < 16) ? "0" : "") + String($0, radix: 16) }.joined()
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return bytes.map { (0x20..<0x7F).contains($0) ? String(UnicodeScalar($0)) : escaped([$0]) }.joined()
    }
    return text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: escaped(Array(String(scalar).utf8))
      default: String(scalar)
      }
    }.joined()
  }
}

extension FilePath {
  /// The last part of the path as a record gives it; `FileName.standIn` for a path that ends in no
  /// name, as `/` and `..`.
  public var fileName: FileName {
    lastComponent.flatMap { FileName(bytes: FilePath(root: nil, components: $0).bytes) } ?? .standIn
  }
}

extension RecordedPath {
  /// A path as a record gives it.
  public init(_ path: FilePath) {
    // A path ends before a NUL: it has none.
    self = RecordedPath(bytes: path.bytes) ?? .standIn
  }
}
