internal import CArchive
public import Records

/// A `.tar.gz` of small files, for people: no container, and nothing in it is sealed.
public final class TicketArchive {
  private let writer: TarWriter
  private let gzip: StoredGzip

  /// Begins one; its files bear the time `modified` (seconds since 1970).
  public init(to sink: any ByteSink, modified: Int64) throws(Failure) {
    gzip = try StoredGzip(to: sink)
    writer = try TarWriter(to: gzip, modified: modified)
  }

  /// Adds a file, mode 0600.
  public func add(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    try writer.begin(path, size: Int64(bytes.count))
    try writer.write(unsafe bytes.span.bytes)
    try writer.end()
  }

  /// Writes the end.
  public func finish() throws(Failure) {
    try writer.finish()
    try gzip.finish()
  }

  /// The version of the library that writes it, as in `3.6.2`.
  public static var libraryVersion: String {
    let text = unsafe archive_version_string().map { unsafe String(cString: $0) } ?? "unknown"
    return String(text.drop { !$0.isNumber })
  }
}
