public import Records

/// How far a task is: kind `so.net.progress/1`, any number of lines before the response, at least
/// one every few seconds while something is awaited, so that a helper at work differs from one
/// that hangs.
public struct NetProgress: JSONRecord {
  /// The kind.
  public static let schema = "so.net.progress/1"

  /// The request's id.
  public let id: Int64
  /// Where in the file the task is, in bytes.
  public let done: Int64
  /// For a download, the size of the whole file, where the server tells.
  public let size: Int64?
  /// For a download, what the server calls the content.
  public let validator: String?

  /// A sign of life.
  public init(id: Int64, done: Int64, size: Int64? = nil, validator: String? = nil) {
    self.id = id
    self.done = done
    self.size = size
    self.validator = validator
  }

  /// Reads one.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.integer("id")
    done = reader.integer("done")
    size = reader.optionalInteger("size")
    validator = reader.optionalText("validator")
  }

  /// The fields.
  public var fields: JSONObject {
    [
      "id": .integer(id), "done": .integer(done), "size": size.map { .integer($0) } ?? .null,
      "validator": .text(validator),
    ]
  }
}
