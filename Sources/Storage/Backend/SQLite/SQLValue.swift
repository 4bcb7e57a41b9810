/// A value as SQLite stores it.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  static func text(orNull text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
  static func integer(orNull integer: Int64?) -> SQLValue { integer.map(SQLValue.integer) ?? .null }
  static func blob(orNull blob: [UInt8]?) -> SQLValue { blob.map(SQLValue.blob) ?? .null }
}
