internal import CArchive
internal import Records

/// Turns libarchive's answers into failures.
enum ArchiveError {
  /// The failure for what `archive` says went wrong. libarchive's own words may quote a
  /// name out of the archive, so only its number is passed on.
  static func failure(_ archive: OpaquePointer, _ code: Failure.Code, _ doing: String) -> Failure {
    Failure(code, "\(doing) (libarchive: error \(unsafe archive_errno(archive)))")
  }
}
