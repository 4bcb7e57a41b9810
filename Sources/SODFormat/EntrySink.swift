internal import Keys
internal import Platform
internal import Records

/// Takes the content of one entry, of exactly the length that was said of it.
final class EntrySink: ByteSink {
  private let tar: TarWriter
  private let hash: SHA256?
  private let number: Int
  private var left: Int64

  /// The entry is the `number`th, from 1; `hash` gets its bytes, too.
  init(_ tar: TarWriter, _ hash: SHA256? = nil, number: Int, size: Int64) {
    self.tar = tar
    self.hash = hash
    self.number = number
    left = size
  }

  /// - Throws: `changed_while_read` when there are more bytes than was said.
  func write(_ bytes: RawSpan) throws(Failure) {
    left -= Int64(bytes.byteCount)
    guard left >= 0 else { throw changed }
    // One pass while the piece is in the processor's cache: digest, then seal.
    hash?.write(bytes)
    try tar.write(bytes)
  }

  /// Ends the entry.
  ///
  /// - Throws: `changed_while_read` when there were fewer bytes than was said.
  func finish() throws(Failure) {
    guard left == 0 else { throw changed }
    try tar.end()
  }

  private var changed: Failure {
    Failure(.changedWhileRead, "entry \(number) has another size than when packing began")
  }
}
