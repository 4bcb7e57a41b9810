internal import CSQLite
internal import Platform
internal import Records
internal import SystemPackage

/// Turns SQLite's result codes into failures with a code word of their own.
enum SQLiteFailure {
  /// The failure for `result`; `connection` knows the system's error behind it.
  static func make(_ result: Int32, _ connection: OpaquePointer?, _ doing: String) -> Failure {
    let systemError = unsafe connection.map { unsafe sqlite3_system_errno($0) } ?? 0
    return make(result, systemError: Errno(rawValue: systemError), doing)
  }

  static func make(_ result: Int32, systemError: Errno, _ doing: String) -> Failure {
    let text = unsafe sqlite3_errstr(result).map { unsafe String(cString: $0) } ?? "unknown error"
    let what = "cannot \(doing): \(text) (SQLite \(result))"
    switch result & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
      return Failure(.storeBusy, "another process keeps the store locked", hint: "try again when it is done")
    case SQLITE_FULL:
      return Failure(.diskFull, "the disk of the store is full")
    case SQLITE_READONLY:
      return Failure(.readOnly, "the store cannot be written: \(text)")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      return damaged(what)
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
      return system(systemError, result) ?? Failure(.ioError, what)
    case SQLITE_TOOBIG:
      return Failure(.recordTooLarge, "the record is larger than the store takes")
    default:
      return Failure(.internalError, what)
    }
  }

  static func damaged(_ what: String) -> Failure {
    Failure(.storeDamaged, what, hint: "restore the store from a backup; keep the damaged copy")
  }

  private static func system(_ error: Errno, _ result: Int32) -> Failure? {
    switch error {
    case .noSpace, Errno(rawValue: 122): Failure(.diskFull, "the disk of the store is full")
    case .readOnlyFileSystem: Failure(.readOnly, "the store is on a read-only file system")
    case .permissionDenied, .notPermitted: Failure(.permissionDenied, "permission to use the store is denied")
    default: nil
    }
  }
}
