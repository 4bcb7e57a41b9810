internal import Keys

/// Tells a cut container from an altered one where it is so short that it lies in a single
/// chunk, which does not open in either case.
///
/// The bytes are unchecked and serve for the wording of a refusal only.
enum ArchiveFront {
  private static let start = Array("\(EntryPath.manifest)\0".utf8)
  private static let footer = Array("-----END SSH SIGNATURE-----\n".utf8)

  /// Whether the archive begins as ours do and does not end as ours do: with the footer of
  /// the signature, filled up to a block, and the two blocks that end an archive.
  static func isCut(_ archive: RawSpan) -> Bool {
    let filling = (512 - Int(ContainerManifest.signatureSize) % 512) % 512 + Int(TarSize.end)
    let start = Array(start.prefix(archive.byteCount))
    return holds(archive, start, at: 0)
      && !holds(archive, footer, at: archive.byteCount - filling - footer.count)
  }

  private static func holds(_ archive: RawSpan, _ text: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + text.count <= archive.byteCount else { return false }
    return text.indices.allSatisfy { archive.byte(offset + $0) == text[$0] }
  }
}
