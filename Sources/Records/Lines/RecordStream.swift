/// A stream of records, one JSON object a line, of any kinds mixed.
///
/// A tool takes the kinds it needs and passes over the others, so that tools compose without
/// a filter between them. Lines that hold only blanks are passed over too.
public final class RecordStream {
  private let lines: LineReader

  /// Reads records from `source`.
  public init(_ source: any ByteSource) { lines = LineReader(source) }

  /// The next object; `nil` at the end.
  ///
  /// - Throws: what the strict reader throws, with the number of the line in the message.
  public func next() throws(Failure) -> JSONObject? {
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do { return try JSONObject(parsing: line) } catch { throw error.prefixed("line \(lines.number)") }
    }
    return nil
  }

  /// The number of the line of the object that was returned last, from 1.
  public var lineNumber: Int { lines.number }
}

extension JSONObject {
  /// The record's kind and version; `nil` when the object has none.
  public var schema: String? {
    if case .string(let text)? = self["schema"] { return text }
    return nil
  }
}
