internal import AgeFormat
internal import Keys
internal import Records

/// Whether the archive in a container is compressed: a zstd frame in the place of a tar.
///
/// Only where its sender asked for it, since `tar -x` in a pipe takes no compressed archive. A
/// stanza, `-> sod-zstd`, says so to those who have no key; a passphrase's has to be alone.
enum Compression {
  static let type = "sod-zstd"

  /// How much longer than a manifest allows an archive may be: other writers fill up to a record.
  private static let slack: Int64 = 1 << 20
  private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  static func isMark(_ stanza: AgeStanza) -> Bool { stanza.type == type }

  static func mark() throws(Failure) -> AgeStanza {
    guard let stanza = AgeStanza(type: type, arguments: [], body: []) else {
      throw Failure(.internalError, "a stanza of plain words is refused")
    }
    return stanza
  }

  /// The archive in `source`, and what limits it where it is compressed.
  ///
  /// Until the manifest is known, no more is decompressed than one can have.
  static func open(_ source: any ByteSource) throws(Failure) -> (
    archive: any ByteSource, limiter: ZstdSource?
  ) {
    var front = [UInt8](repeating: 0, count: magic.count)
    let count = try front.withMutableRawSpan { (bytes) throws(Failure) in try source.fill(&bytes) }
    let whole = PrefixedSource(Array(front.prefix(count)), source)
    guard front == magic else { return (whole, nil) }
    let zstd = try ZstdSource(whole, limit: Int64(SODLimits.manifestSize) + slack)
    return (zstd, zstd)
  }

  /// What may be decompressed of an archive with a manifest that states so many bytes.
  static func limit(for stated: Int64) -> Int64 { stated + slack }

  /// Closes the compressed archive: a skippable frame of zstd, which every reader passes over.
  ///
  /// By it a cut container is told from an altered one; without it only one whose size is known
  /// could be.
  static let end: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 8, 0, 0, 0] + Array("sod end\n".utf8)

  /// Whether the unchecked bytes of a sole chunk are the front of a compressed archive that ends
  /// later; for the wording of a refusal only.
  static func isCut(_ bytes: RawSpan) -> Bool {
    bytes.byteCount >= magic.count && magic.indices.allSatisfy { bytes.byte($0) == magic[$0] }
      && !endsWhole(bytes)
  }

  /// Whether the unchecked bytes of a last chunk are the end of a compressed archive.
  static func endsWhole(_ bytes: RawSpan) -> Bool {
    let start = bytes.byteCount - end.count
    return start >= 0 && end.indices.allSatisfy { bytes.byte(start + $0) == end[$0] }
  }
}
