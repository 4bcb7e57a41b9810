internal import CArchive
internal import Records

/// Compresses what is written to it, as `zstd` does.
@safe
final class ZstdSink: ByteSink {
  /// What the callback needs; it outlives the archive.
  fileprivate final class Output {
    let sink: any ByteSink
    var failure: Failure?

    init(_ sink: any ByteSink) { self.sink = sink }
  }

  private let archive: OpaquePointer
  private let output: Output
  private var isFinished = false

  /// Compresses into `sink`.
  init(to sink: any ByteSink) throws(Failure) {
    guard let archive = unsafe archive_write_new() else {
      throw Failure(.internalError, "libarchive is out of memory")
    }
    unsafe self.archive = archive
    output = Output(sink)
    guard unsafe archive_write_add_filter_zstd(archive) == ARCHIVE_OK,
      unsafe archive_write_set_format_raw(archive) == ARCHIVE_OK,
      unsafe archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK,
      unsafe archive_write_open(
        archive, Unmanaged.passUnretained(output).toOpaque(), nil, zstdSinkWrites, nil) == ARCHIVE_OK,
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

/// Called by libarchive with the next compressed bytes.
private func zstdSinkWrites(
  _ archive: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int {
  guard let context = unsafe context else { return -1 }
  let output = unsafe Unmanaged<ZstdSink.Output>.fromOpaque(context).takeUnretainedValue()
  guard output.failure == nil else { return -1 }
  do throws(Failure) {
    try output.sink.write(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: bytes, count: count)))
    return count
  } catch {
    output.failure = error
    return -1
  }
}
