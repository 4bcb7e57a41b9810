import Platform
import Records
import SystemPackage
import TestSupport

@testable import Storage

/// Changes a store behind its back, as somebody with access to the disk and no key can.
extension TestStore {
  var database: FilePath { path.appending("store.db") }

  /// Runs SQL on the database.
  func alter(_ sql: String, _ values: [SQLValue] = []) throws {
    try Database(opening: database, .readWrite).run(sql, values)
  }

  /// A copy of store and heads that can be spoilt.
  func copy() throws -> TestStore {
    let copy = try TestStore(sharing: identity)
    for name in ["store", "heads"] {
      let source = folder(name).string
      let outcome = try StockProgram("cp").run(["-a", source, copy.folder(name).string])
      guard outcome.status == 0 else { throw Failure(.ioError, outcome.errors) }
    }
    return copy
  }

  /// The first problem that opening or verifying finds.
  func finding(objects: ObjectCheck = .content) throws -> Failure.Code? {
    do throws(Failure) {
      return try Store.open(at: path, identity: identity, heads: heads).verify(objects: objects).problem?.code
    } catch {
      return error.code
    }
  }

  /// Replaces bytes of a file.
  func change(_ file: FilePath, _ body: (inout [UInt8]) -> Void) throws {
    var bytes = try TemporaryFolder.bytes(file)
    body(&bytes)
    let descriptor = try OwnedDescriptor(opening: file, .writeOnly, options: [.truncate])
    try DescriptorSink(descriptor.descriptor, name: "file").write(bytes)
  }

  /// The columns of each table, and which of them are its key.
  func tables() throws -> [(table: String, columns: [String], key: [String])] {
    let database = try Database(opening: database, .readOnly)
    var tables: [String] = []
    try database.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { row in
      tables.append(row.text(0))
      return true
    }
    return try tables.map { table in
      var columns: [String] = []
      var key: [String] = []
      try database.query("SELECT name, pk FROM pragma_table_info(?)", [.text(table)]) { row in
        columns.append(row.text(0))
        if row.integer(1) > 0 { key.append(row.text(0)) }
        return true
      }
      return (table, columns, key)
    }
  }

  /// All rows of a table, each value with its column.
  func rows(_ table: String, _ columns: [String]) throws -> [[String: SQLValue]] {
    let database = try Database(opening: database, .readOnly)
    var rows: [[String: SQLValue]] = []
    let types = columns.map { "typeof(\($0))" }.joined(separator: ", ")
    try database.query("SELECT \(columns.joined(separator: ", ")), \(types) FROM \(table)") { row in
      var values: [String: SQLValue] = [:]
      for (index, column) in columns.enumerated() {
        let place = Int32(index)
        switch row.text(place + Int32(columns.count)) {
        case "integer": values[column] = .integer(row.integer(place))
        case "text": values[column] = .text(row.text(place))
        case "blob": values[column] = .blob(row.blob(place))
        default: values[column] = .null
        }
      }
      rows.append(values)
      return true
    }
    return rows
  }
}

extension SQLValue {
  /// The value with its lowest bit flipped, or another one where there is none.
  func altered(for column: String) -> SQLValue {
    switch self {
    case .integer(let number): return .integer(number ^ 1 << 40)
    case .blob(var bytes):
      if bytes.isEmpty { return .blob([1]) }
      bytes[bytes.count / 2] ^= 1
      return .blob(bytes)
    case .text(let text):
      var bytes = Array(text.utf8)
      if bytes.isEmpty { return .text("x") }
      bytes[bytes.count - 1] ^= 1
      return .text(String(decoding: bytes, as: UTF8.self))
    case .null:
      let numbers = ["due"]
      let texts = ["parent", "subject_kind", "subject_id"]
      return numbers.contains(column) ? .integer(1) : texts.contains(column) ? .text("x") : .blob([1])
    }
  }
}
