internal import CArchive
internal import Glibc
internal import Records

/// Reads a tar archive from a source, in one pass: regular files and folders, nothing else.
@safe
final class TarReader {
  /// The header of an entry that is a file.
  struct Entry {
    let path: String
    let size: Int64
  }

  /// Knows where each piece lies in the archive.
  private final class Input: ArchiveInput {
    /// Set behind the last entry: from there on only zeros may come.
    var mustBeZero = false
    /// Where the piece that libarchive works on begins in the archive.
    private(set) var pieceStart: Int64 = 0
    private var count = 0

    override func next() throws(Failure) -> Int {
      pieceStart += Int64(count)
      count = try super.next()
      if mustBeZero { try checkZero(from: pieceStart) }
      return count
    }

    /// Refuses anything but zeros in the piece from the archive's byte `position` on.
    func checkZero(from position: Int64) throws(Failure) {
      let start = Int(max(0, position - pieceStart))
      guard start < count else { return }
      guard unsafe piece[start..<count].allSatisfy({ $0 == 0 }) else {
        throw Failure(.notListed, "the container holds bytes behind its last entry")
      }
    }
  }

  private let archive: OpaquePointer
  private let input: Input
  private var entryOffset: Int64 = 0
  private var ended = false

  /// Begins to read an archive.
  init(from source: any ByteSource) throws(Failure) {
    guard let archive = unsafe archive_read_new() else {
      throw Failure(.internalError, "libarchive is out of memory")
    }
    unsafe self.archive = archive
    input = Input(source, pieceSize: 1 << 18)
    let opened = try TarLocale.with { () throws(Failure) in
      // Nothing but tar, and no decompressor: the other readers are a large, hostile surface.
      unsafe archive_read_support_format_tar(archive) == ARCHIVE_OK
        && archive_read_open(
          archive, Unmanaged.passUnretained(input).toOpaque(), nil, archiveInputReads, nil) == ARCHIVE_OK
    }
    guard opened else { throw failure("the content is not a tar archive") }
  }

  deinit { unsafe archive_read_free(archive) }

  /// The next file; `nil` at the end of the archive.
  ///
  /// - Throws: `entry_type_refused`, `unsafe_path`, `container_invalid`, and what the source throws.
  func next() throws(Failure) -> Entry? {
    // libarchive takes a second look behind the end for a fault of ours.
    if ended { return nil }
    return try TarLocale.with { () throws(Failure) in
      while true {
        var entry: OpaquePointer?
        let status = unsafe archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF {
          if let failure = input.failure { throw failure }
          ended = true
          return nil
        }
        // A warning is a name that could not be converted, or a header with two meanings.
        guard status == ARCHIVE_OK, let entry = unsafe entry else {
          throw failure("the tar archive is malformed")
        }
        entryOffset = 0
        if let file = try unsafe file(entry) { return file }
      }
    }
  }

  /// Lends the next bytes of the current entry to `body`; `false` at the entry's end.
  func nextBlock(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) -> Bool {
    var start: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    let status = unsafe archive_read_data_block(archive, &start, &count, &offset)
    if status == ARCHIVE_EOF { return false }
    guard status == ARCHIVE_OK else { throw failure("the tar archive is malformed") }
    guard offset == entryOffset else { throw Self.sparse }
    entryOffset += Int64(count)
    try body(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: start, count: count)))
    return true
  }

  /// Reads on to the end of the source, which must hold nothing but zeros: bytes that no
  /// program unpacks are bytes that nobody signed.
  func finish() throws(Failure) {
    input.mustBeZero = true
    try input.checkZero(from: unsafe archive_filter_bytes(archive, -1))
    guard try next() == nil else {
      throw Failure(.notListed, "the container holds an entry behind its signature")
    }
    while try input.next() > 0 {}
  }

  private func file(_ entry: OpaquePointer) throws(Failure) -> Entry? {
    guard let name = unsafe archive_entry_pathname(entry) else {
      throw Failure(.unsafePath, "an entry's name is not fit for a file")
    }
    var bytes = unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    let type = unsafe archive_entry_filetype(entry)
    guard unsafe archive_entry_hardlink(entry) == nil, unsafe archive_entry_symlink(entry) == nil else {
      throw Self.typeRefused
    }
    if type == so_archive_directory() {
      while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
      guard EntryPath.folders.contains(try EntryPath.checked(bytes)) else {
        throw Failure(.notListed, "the container holds a folder of its own")
      }
      return nil
    }
    guard type == so_archive_regular_file() else { throw Self.typeRefused }
    guard unsafe archive_entry_sparse_count(entry) == 0 else { throw Self.sparse }
    return Entry(path: try EntryPath.checked(bytes), size: unsafe archive_entry_size(entry))
  }

  private func failure(_ doing: String) -> Failure {
    unsafe input.failure ?? ArchiveError.failure(archive, .containerInvalid, doing)
  }

  private static var typeRefused: Failure {
    Failure(.entryTypeRefused, "the container holds a link, a device or the like")
  }

  /// A few bytes of a sparse entry can stand for terabytes.
  private static var sparse: Failure {
    Failure(.entryTypeRefused, "the container holds a file with holes")
  }
}
