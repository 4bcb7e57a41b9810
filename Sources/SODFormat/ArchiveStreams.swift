internal import CArchive
internal import Records

/// Where libarchive gets its bytes from; it must outlive the archive that reads from it.
///
/// A failure of the source cannot go through C: it waits here, and libarchive gets no more.
@safe
class ArchiveInput {
  /// The source; a subclass counts or judges what it gives.
  let source: any ByteSource
  /// What the source threw.
  fileprivate(set) var failure: Failure?
  /// The piece that libarchive works on, valid until the next one is read.
  let piece: UnsafeMutableRawBufferPointer

  init(_ source: any ByteSource, pieceSize: Int) {
    self.source = source
    unsafe piece = .allocate(byteCount: pieceSize, alignment: 64)
  }

  deinit { unsafe piece.deallocate() }

  /// Reads the next piece and returns its length in bytes; 0 is the end.
  func next() throws(Failure) -> Int {
    var span = unsafe MutableRawSpan(_unsafeBytes: piece)
    return try source.read(into: &span)
  }
}

/// Called by libarchive for the next piece.
func archiveInputReads(
  _ archive: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ start: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let context = unsafe context, let start = unsafe start else { return -1 }
  let input = unsafe Unmanaged<ArchiveInput>.fromOpaque(context).takeUnretainedValue()
  guard input.failure == nil else { return -1 }
  do throws(Failure) {
    let count = try input.next()
    unsafe start.pointee = unsafe UnsafeRawPointer(input.piece.baseAddress)
    return count
  } catch {
    input.failure = error
    return -1
  }
}

/// Where libarchive puts its bytes; it must outlive the archive that writes to it.
///
/// A failure of the sink waits here, as one of a source does in ``ArchiveInput``.
final class ArchiveOutput {
  fileprivate let sink: any ByteSink
  /// What the sink threw.
  fileprivate(set) var failure: Failure?

  init(_ sink: any ByteSink) { self.sink = sink }
}

/// Called by libarchive with the next bytes.
func archiveOutputWrites(
  _ archive: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int {
  guard let context = unsafe context else { return -1 }
  let output = unsafe Unmanaged<ArchiveOutput>.fromOpaque(context).takeUnretainedValue()
  guard output.failure == nil else { return -1 }
  do throws(Failure) {
    try output.sink.write(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: bytes, count: count)))
    return count
  } catch {
    output.failure = error
    return -1
  }
}
