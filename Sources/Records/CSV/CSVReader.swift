/// Cuts a table of comma-separated values into rows (RFC 4180), in memory that does not grow
/// with the table.
///
/// Lines end with CRLF or LF, a field in double quotes may hold both, a comma, and quotes
/// doubled. A UTF-8 byte order mark in front is passed over, and so are empty lines. Fields are
/// bytes: a path need not be UTF-8. A quote inside a field that is not quoted, and anything but
/// a comma or a line's end behind a closing quote, are errors: a guess about where a field ends
/// could send a document into another patient's folder.
public final class CSVReader {
  /// One row.
  public struct Row: Equatable, Sendable {
    /// The number of the line on which it begins, from 1.
    public let line: Int
    /// Its fields, at least one.
    public let fields: [[UInt8]]
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  private let lines: LineReader
  private let limit: Int
  private var isAtFront = true
  /// What is left of the line that is being taken apart.
  private var rest: ArraySlice<UInt8> = []

  /// Reads `source`.
  ///
  /// - Parameter limit: the longest row in bytes.
  public init(_ source: any ByteSource, limit: Int = 1 << 16) {
    lines = LineReader(source, limit: limit)
    self.limit = limit
  }

  /// The next row; `nil` at the end.
  ///
  /// - Throws: `csv_invalid`, with the line in the message; the next call goes on behind the
  ///   line in which that was found. `line_too_long`, and what the source throws.
  public func next() throws(Failure) -> Row? {
    repeat {
      guard let line = try lines.next() else { return nil }
      rest = line[...]
      if isAtFront, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
      isAtFront = false
    } while rest.isEmpty || rest.elementsEqual([0x0D])
    let begin = lines.number
    var fields: [[UInt8]] = []
    while true {
      fields.append(rest.first == Self.quote ? try quoted(begin) : try plain())
      guard rest.popFirst() != nil else { return Row(line: begin, fields: fields) }
    }
  }

  /// A field without quotes; `rest` begins with the comma behind it then, or is empty.
  private func plain() throws(Failure) -> [UInt8] {
    var field = rest.prefix { $0 != Self.comma }
    rest = rest[field.endIndex...]
    if rest.isEmpty, field.last == 0x0D { field.removeLast() }
    guard !field.contains(Self.quote) else {
      throw invalid("a quote stands in a field that does not begin with one")
    }
    return Array(field)
  }

  private func quoted(_ begin: Int) throws(Failure) -> [UInt8] {
    var field: [UInt8] = []
    rest.removeFirst()
    while true {
      let part = rest.prefix { $0 != Self.quote }
      field += part
      guard part.endIndex == rest.endIndex else {
        rest = rest[(part.endIndex + 1)...]
        guard rest.first == Self.quote else { break }
        field.append(Self.quote)
        rest.removeFirst()
        continue
      }
      guard field.count <= limit else {
        throw Failure(
          .csvInvalid, "line \(begin): a row is longer than \(limit) bytes; a quote may be missing")
      }
      guard let line = try lines.next() else {
        throw Failure(.csvInvalid, "line \(begin): a quoted field has no end")
      }
      field.append(0x0A)
      rest = line[...]
    }
    if rest.elementsEqual([0x0D]) { rest = [] }
    guard rest.isEmpty || rest.first == Self.comma else {
      throw invalid("something stands behind the closing quote of a field")
    }
    return field
  }

  private func invalid(_ what: String) -> Failure {
    Failure(.csvInvalid, "line \(lines.number): \(what)")
  }
}

extension Failure.Code {
  /// The text is no table of comma-separated values.
  public static let csvInvalid = Failure.Code(
    "csv_invalid", .dataError, "the input is not a table of comma-separated values")
}
