internal import CArchive
internal import Records

/// Writes a pax-restricted tar archive into a sink, without buffering what it is given.
@safe
final class TarWriter {
  private let archive: OpaquePointer
  private let output: ArchiveOutput
  private let modified: Int64
  private var isFinished = false

  /// Begins an archive whose entries all bear the time `modified` (seconds since 1970): the
  /// times of the sender's files are nobody's business.
  init(to sink: any ByteSink, modified: Int64) throws(Failure) {
    guard let archive = unsafe archive_write_new() else {
      throw Failure(.internalError, "libarchive is out of memory")
    }
    unsafe self.archive = archive
    self.modified = modified
    output = ArchiveOutput(sink)
    let opened = try TarLocale.with { () throws(Failure) in
      // A block length of 0 hands every piece to the callback where it lies.
      unsafe archive_write_set_format_pax_restricted(archive) == ARCHIVE_OK
        && archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK
        && archive_write_open(
          archive, Unmanaged.passUnretained(output).toOpaque(), nil, archiveOutputWrites, nil) == ARCHIVE_OK
    }
    guard opened else { throw failure("cannot begin the archive") }
  }

  deinit {
    // Freeing alone would write the end of the archive as if it were complete.
    if !isFinished { unsafe archive_write_fail(archive) }
    unsafe archive_write_free(archive)
  }

  /// Begins an entry of `size` bytes.
  func begin(_ path: String, size: Int64) throws(Failure) {
    guard let entry = unsafe archive_entry_new() else {
      throw Failure(.internalError, "libarchive is out of memory")
    }
    defer { unsafe archive_entry_free(entry) }
    let status = try TarLocale.with { () throws(Failure) in
      unsafe archive_entry_set_pathname(entry, path)
      unsafe archive_entry_set_size(entry, size)
      unsafe archive_entry_set_filetype(entry, so_archive_regular_file())
      unsafe archive_entry_set_perm(entry, 0o600)
      unsafe archive_entry_set_mtime(entry, Int(modified), 0)
      return unsafe archive_write_header(archive, entry)
    }
    guard status == ARCHIVE_OK else { throw failure("cannot write an entry") }
  }

  /// Adds bytes to the entry.
  func write(_ bytes: RawSpan) throws(Failure) {
    let written = unsafe bytes.withUnsafeBytes { buffer in
      unsafe archive_write_data(archive, buffer.baseAddress, buffer.count)
    }
    guard written == bytes.byteCount else { throw failure("cannot write an entry") }
  }

  /// Ends the entry, and fills it up to whole blocks.
  func end() throws(Failure) {
    guard unsafe archive_write_finish_entry(archive) == ARCHIVE_OK else {
      throw failure("cannot end an entry")
    }
  }

  /// Writes the end of the archive.
  func finish() throws(Failure) {
    let status = try TarLocale.with { () throws(Failure) in unsafe archive_write_close(archive) }
    guard status == ARCHIVE_OK else { throw failure("cannot end the archive") }
    isFinished = true
  }

  private func failure(_ doing: String) -> Failure {
    unsafe output.failure ?? ArchiveError.failure(archive, .internalError, doing)
  }
}
