/// A record that the tools write.
public protocol WritableRecord: Sendable {
  /// The kind and its version, as in `so.patient/1`.
  static var schema: String { get }

  /// Every field in the documented order, absent values as `null`, without `schema`.
  var fields: JSONObject { get }
}

/// A record of one kind that is read as well: from standard input, or out of a store.
public protocol JSONRecord: WritableRecord {
  /// Reads the record's fields; `init(json:)` adds the check of the schema and of unknown keys.
  init(reading reader: inout ObjectReader) throws(Failure)
}

extension WritableRecord {
  /// The whole record, `schema` first.
  public var json: JSONObject {
    var object: JSONObject = ["schema": .string(Self.schema)]
    for (key, value) in fields.pairs { object[key] = value }
    return object
  }
}

extension JSONRecord {
  /// Reads a record that is exactly of this kind.
  ///
  /// - Throws: `schema_unexpected`, or `record_invalid` with a problem for each field that
  ///   is missing, unknown, of the wrong type or not allowed.
  public init(json: JSONObject) throws(Failure) {
    guard json["schema"] == .string(Self.schema) else {
      throw Failure(.schemaUnexpected, "the record is not of the kind \(Self.schema)")
    }
    var reader = ObjectReader(json, what: Self.schema)
    reader.ignore("schema")
    try self.init(reading: &reader)
    try reader.finish()
  }
}
