/// A file that was offered for a request, and whether it is among those that were chosen:
/// `so.file-plan/1` (R052).
public struct FilePlan: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.file-plan/1"

  /// Where the date of a file is from.
  public enum DateSource: String, Sendable {
    /// Its name says it.
    case name
    /// It is that of the last change of its content, in UTC.
    case modified
  }

  /// The file.
  public let path: RecordedPath
  /// Bytes; `nil` when the file cannot be looked at.
  public let size: Int64?
  /// How new it is.
  public let date: CivilDate?
  /// Where the date is from.
  public let dateSource: DateSource?
  /// Whether it was chosen.
  public let selected: Bool
  /// Why it cannot be looked at.
  public let failure: JSONObject?

  /// A file with these values.
  public init(
    path: RecordedPath, size: Int64?, date: CivilDate?, dateSource: DateSource?, selected: Bool,
    failure: Failure? = nil
  ) {
    self.path = path
    self.size = size
    self.date = date
    self.dateSource = dateSource
    self.selected = selected
    self.failure = failure?.json
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    path = RecordedPath.required("path", reading: &reader)
    size = reader.optionalCount("size")
    date = reader.optional("date", "a date, YYYY-MM-DD") { CivilDate(iso8601: $0) }
    dateSource = reader.optional("date_source", "name or modified") { DateSource(rawValue: $0) }
    selected = reader.optionalBool("selected") ?? false
    failure = reader.optionalObject("error")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "path": .string(path.text), "path_base64": .text(path.base64), "size": .number(size),
      "date": .text(date?.iso8601), "date_source": .text(dateSource?.rawValue), "selected": .bool(selected),
      "error": failure.map(JSONValue.object) ?? .null,
    ]
  }
}
