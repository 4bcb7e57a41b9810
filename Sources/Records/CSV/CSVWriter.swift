/// Writes a table of comma-separated values (RFC 4180): lines end with CRLF, and a field is
/// quoted where it has to be.
///
/// A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as
/// a formula, quoted or not, and whoever names a file names a cell. Such a field gets an
/// apostrophe in front, as OWASP advises against CSV injection; so does one that begins with an
/// apostrophe, or nobody could tell what was put there from what was there. A program that
/// reads the table takes one apostrophe off: ``original(_:)``.
public struct CSVWriter {
  private let sink: any ByteSink

  /// Writes to `sink`.
  public init(_ sink: any ByteSink) { self.sink = sink }

  /// Writes a row.
  public func write(_ fields: [String]) throws(Failure) {
    try sink.write(Self.row(fields).utf8.map(\.self))
  }

  /// One row with its end.
  public static func row(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// A field as it stands in a table.
  static func field(_ text: String) -> String {
    let safe = isDangerous(text) ? "'" + text : text
    // Scalars, since CR and LF together are one character.
    guard safe.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// What a field was before it was written.
  public static func original(_ field: String) -> String {
    field.unicodeScalars.first == "'" ? String(field.unicodeScalars.dropFirst()) : field
  }

  private static func isDangerous(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    // The full-width signs are taken for the plain ones where a table is read as East Asian.
    let signs: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠"]
    return signs.contains(first)
  }
}
