internal import CSQLite
internal import Records

/// Owns one prepared statement.
@safe
final class Statement {
  private let handle: OpaquePointer

  /// Takes over `handle`, which is finalised with this object.
  init(owning handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Binds `values` to the parameters in order.
  func bind(_ values: [SQLValue]) throws(Failure) {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let result =
        switch value {
        case .null: unsafe sqlite3_bind_null(handle, place)
        case .integer(let number): unsafe sqlite3_bind_int64(handle, place, number)
        case .text(let text): bindText(text, place)
        case .blob(let bytes): bindBlob(bytes, place)
        }
      guard result == SQLITE_OK else { throw failure(result, "bind a value") }
    }
  }

  /// Goes to the next row; `false` at the end.
  func step() throws(Failure) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let result: throw failure(result, "use the database")
    }
  }

  /// Makes the statement ready for its next use and drops what was bound.
  func reset() {
    // What it returns is the failure of the last step, which was thrown there.
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }

  /// The number in a column of the current row; 0 for null.
  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  /// Whether a column of the current row is null.
  func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// Lends the bytes of a text or blob column, valid only during the call.
  func withBytes<R, E: Error>(_ column: Int32, _ body: (RawSpan) throws(E) -> R) throws(E) -> R {
    // The pointer first: asking for the length first could convert the value under it.
    let start = unsafe sqlite3_column_blob(handle, column)
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    let buffer = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    return try body(unsafe RawSpan(_unsafeBytes: buffer))
  }

  /// A copy of a blob column; empty for null.
  func blob(_ column: Int32) -> [UInt8] {
    withBytes(column) { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
  }

  /// A text column; a damaged database may give bytes that are not UTF-8, which are replaced
  /// here and then fail the record's seal.
  func text(_ column: Int32) -> String {
    withBytes(column) { bytes in
      unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  private func bindText(_ text: String, _ place: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      unsafe sqlite3_bind_text(
        handle, place, UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self) ?? Self.empty,
        Int32(bytes.count), Self.copied)
    }
  }

  private func bindBlob(_ bytes: [UInt8], _ place: Int32) -> Int32 {
    // A blob of no bytes at a null address would be bound as NULL.
    guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, place, 0) }
    return unsafe sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count), Self.copied)
  }

  private func failure(_ result: Int32, _ doing: String) -> Failure {
    unsafe SQLiteFailure.make(result, unsafe sqlite3_db_handle(handle), doing)
  }

  /// `SQLITE_TRANSIENT`, a cast that the importer does not carry over.
  private static var copied: sqlite3_destructor_type? {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
  }

  private static var empty: UnsafePointer<CChar> {
    unsafe UnsafePointer(bitPattern: 1).unsafelyUnwrapped
  }
}
