internal import AgeFormat
internal import Platform
public import Records

/// What anybody can see of a container without a key.
public struct SODInspection: Hashable, Sendable {
  /// The kinds of the header's stanzas, in their order, as in `X25519`.
  public let stanzas: [String]
  /// The length of the header in bytes.
  public let headerSize: Int64
  /// The length of the whole file in bytes.
  public let size: Int64
  /// The length of the archive inside; `nil` when no archive has such a file, which was
  /// cut or lengthened then.
  public let contentSize: Int64?

  /// Reads a header and, from its end on, nothing but the length.
  ///
  /// - Parameter size: the length of the file where it is known; else `source` is read to
  ///   its end.
  /// - Throws: `age_header_invalid`, `truncated`, and what `source` throws.
  public init(_ source: any ByteSource, size known: Int64? = nil) throws(Failure) {
    let (header, rest) = try AgeHeader.read(from: source)
    stanzas = header.stanzas.map(\.type)
    headerSize = Int64(header.byteCount)
    if let known {
      size = known
    } else {
      let counter = ByteCounter()
      try source.copy(to: counter)
      size = headerSize + Int64(rest.count) + counter.count
    }
    contentSize = AgePayload.plaintextSize(of: size - headerSize)
  }
}

private final class ByteCounter: ByteSink {
  private(set) var count: Int64 = 0
  func write(_ bytes: RawSpan) { count += Int64(bytes.byteCount) }
}
