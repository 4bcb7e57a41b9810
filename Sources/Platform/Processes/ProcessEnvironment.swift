internal import Glibc
public import SystemPackage

/// The environment variables of the process, as they were given to it.
public struct ProcessEnvironment: Sendable {
  private let values: [String: [UInt8]]

  /// The variables of this process.
  public static let current = ProcessEnvironment(readingSystem: ())

  /// An environment of these values, for tests and child processes.
  public init(_ values: [String: String]) {
    self.values = values.mapValues { Array($0.utf8) }
  }

  private init(readingSystem: Void) {
    var values: [String: [UInt8]] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let bytes = unsafe Array(UnsafeBufferPointer(start: entry, count: strlen(entry))).map {
        UInt8(bitPattern: $0)
      }
      if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
        values[String(decoding: bytes[..<equals], as: UTF8.self)] = Array(bytes[(equals + 1)...])
      }
      unsafe next += 1
    }
    self.values = values
  }

  /// The variable as text; `nil` when it is not set, empty, or not UTF-8.
  public func text(_ name: String) -> String? {
    guard let bytes = values[name], !bytes.isEmpty else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The variable as a path; `nil` when it is not set or empty.
  public func path(_ name: String) -> FilePath? {
    guard let bytes = values[name], !bytes.isEmpty else { return nil }
    return FilePath(bytes: bytes)
  }

  /// Every variable as `NAME=value` bytes, sorted by name.
  public var entries: [[UInt8]] {
    values.sorted { $0.key < $1.key }.map { Array($0.key.utf8) + [UInt8(ascii: "=")] + $0.value }
  }

  /// The same environment with `name` set to `value`, or removed for `nil`.
  public func setting(_ name: String, to value: String?) -> ProcessEnvironment {
    var changed = values
    changed[name] = value.map { Array($0.utf8) }
    return ProcessEnvironment(values: changed)
  }

  private init(values: [String: [UInt8]]) { self.values = values }
}
