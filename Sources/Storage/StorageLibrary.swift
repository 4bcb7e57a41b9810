internal import CSQLite

/// The library behind this room.
public enum StorageLibrary {
  /// Its version, as in `3.40.1`.
  public static var version: String { unsafe String(cString: sqlite3_libversion()) }
}
