internal import CArchive
internal import Records

/// Decompresses zstd from a source, in constant memory, and never more than it is told: a few
/// bytes of zstd can stand for terabytes.
@safe
final class ZstdSource: ByteSource {
  /// The most bytes that are given out.
  var limit: Int64
  private let archive: OpaquePointer
  private let input: ArchiveInput
  private var count: Int64 = 0

  /// Begins to decompress `source`.
  init(_ source: any ByteSource, limit: Int64) throws(Failure) {
    guard let archive = unsafe archive_read_new() else {
      throw Failure(.internalError, "libarchive is out of memory")
    }
    unsafe self.archive = archive
    self.limit = limit
    input = ArchiveInput(source, pieceSize: 1 << 17)
    var entry: OpaquePointer?
    // A warning would mean that it starts a program for it.
    guard unsafe archive_read_support_filter_zstd(archive) == ARCHIVE_OK,
      unsafe archive_read_support_format_raw(archive) == ARCHIVE_OK
    else { throw Failure(.internalError, "libarchive was built without zstd") }
    guard
      unsafe archive_read_open(
        archive, Unmanaged.passUnretained(input).toOpaque(), nil, archiveInputReads, nil) == ARCHIVE_OK,
      unsafe archive_read_next_header(archive, &entry) == ARCHIVE_OK
    else { throw failure }
  }

  deinit { unsafe archive_read_free(archive) }

  /// Fills the front of `buffer`; 0 is the end.
  ///
  /// - Throws: `compression_bomb`, `container_invalid`, and what the source throws.
  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let got = unsafe buffer.withUnsafeMutableBytes {
      unsafe archive_read_data(archive, $0.baseAddress, $0.count)
    }
    guard got >= 0 else { throw failure }
    count += Int64(got)
    guard count <= limit else {
      throw Failure(
        .compressionBomb,
        "the container decompresses to more than the \(limit) bytes that its manifest allows")
    }
    return got
  }

  private var failure: Failure {
    unsafe input.failure
      ?? ArchiveError.failure(archive, .containerInvalid, "the compressed content is malformed")
  }
}
