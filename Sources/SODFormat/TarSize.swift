/// The length of our tar files, computed before they are written.
enum TarSize {
  private static let block: Int64 = 512

  /// A header, an extended one where a plain one cannot hold the entry, and the content.
  static func entry(_ path: String, _ size: Int64) -> Int64 {
    let content = (size + block - 1) / block * block
    return (needsExtension(path, size) ? 3 : 1) * block + content
  }

  /// Two blocks of zeros end the archive.
  static let end = 2 * block

  /// POSIX's plain header holds ASCII names of 100 bytes behind a folder of 155, and sizes
  /// below 8 GiB.
  private static func needsExtension(_ path: String, _ size: Int64) -> Bool {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last?.count ?? 0
    return name > 100 || size >= 1 << 33 || !path.utf8.allSatisfy { $0 < 0x80 }
  }
}
