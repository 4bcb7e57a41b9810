internal import CArchive
internal import Records

/// Compresses what is written to it, as `zstd` does.
@safe
final class ZstdSink: ByteSink {
  private let archive: OpaquePointer
  private let output: ArchiveOutput
  private var isFinished = false

  /// Compresses into `sink`.
  init(to sink: any ByteSink) throws(Failure) {
    guard let archive = unsafe archive_write_new() else {
      throw Failure(.internalError, "libarchive is out of memory")
    }
    unsafe self.archive = archive
    output = ArchiveOutput(sink)
    guard unsafe archive_write_add_filter_zstd(archive) == ARCHIVE_OK,
      unsafe archive_write_set_format_raw(archive) == ARCHIVE_OK,
      unsafe archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK,
      unsafe archive_write_open(
        archive, Unmanaged.passUnretained(output).toOpaque(), nil, archiveOutputWrites, nil) == ARCHIVE_OK,
      let entry = unsafe archive_entry_new()
    else { throw failure }
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_filetype(entry, so_archive_regular_file())
    guard unsafe archive_write_header(archive, entry) == ARCHIVE_OK else { throw failure }
  }

  deinit {
    // Freeing alone would write the end as if it were complete.
    if !isFinished { unsafe archive_write_fail(archive) }
    unsafe archive_write_free(archive)
  }

  func write(_ bytes: RawSpan) throws(Failure) {
    let written = unsafe bytes.withUnsafeBytes {
      unsafe archive_write_data(archive, $0.baseAddress, $0.count)
    }
    guard written == bytes.byteCount else { throw failure }
  }

  /// Ends the compressed stream.
  func finish() throws(Failure) {
    guard unsafe archive_write_close(archive) == ARCHIVE_OK else { throw failure }
    isFinished = true
  }

  private var failure: Failure {
    unsafe output.failure ?? ArchiveError.failure(archive, .internalError, "cannot compress with zstd")
  }
}
