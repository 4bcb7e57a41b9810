public import Records

extension FileName {
  /// A name that can be one.
  public init(named text: String) { self.init(named: Array(text.utf8)) }

  /// A name that can be one.
  public init(named bytes: [UInt8]) { self = FileName(bytes: bytes) ?? .standIn }
}
