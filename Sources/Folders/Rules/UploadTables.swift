public import Records

/// A format that a profile takes: `so.file-format/1` (R032, R041, R042).
public struct FileFormatSummary: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.file-format/1"

  private let format: FileFormat
  private let profile: UploadProfile

  /// A row of the table of `profile`.
  public init(_ format: FileFormat, in profile: UploadProfile) {
    self.format = format
    self.profile = profile
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "profile": .string(profile.rawValue), "name": .string(format.name),
      "media_type": .string(format.mediaType), "endings": .array(format.endings.map(JSONValue.string)),
      "limit_bytes": .number(profile.limitBytes),
      "max_files": .number(profile.documentLimit.map { Int64($0) }),
    ]
  }
}

/// A category and what belongs into it: `so.category/1` (R046, R047).
public struct CategorySummary: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.category/1"

  private let category: DocumentCategory

  /// A row of the table.
  public init(_ category: DocumentCategory) { self.category = category }

  /// Every field in the documented order.
  public var fields: JSONObject {
    ["category": .string(category.rawValue), "meaning": .string(category.meaning)]
  }
}
