internal import AgeFormat
internal import Keys
internal import Records

/// `SHA256SUMS`: a line for the manifest and for every entry, as `sha256sum -c` reads it.
///
/// It is what is signed, so it must name everything: were the manifest signed instead, a
/// co-recipient could change a document and its sum, and both stock checks would pass.
struct ChecksumList {
  private(set) var sums: [(path: String, digest: SHA256Digest)] = []

  mutating func append(_ path: String, _ digest: SHA256Digest) { sums.append((path, digest)) }

  /// Two blanks mark text mode. Names have neither backslash nor line feed (``EntryPath``),
  /// so the escaped form of a line is never needed.
  var file: [UInt8] {
    var text: [UInt8] = []
    for (path, digest) in sums { text += Array("\(digest.hex)  \(path)\n".utf8) }
    return text
  }

  /// The length of the file for entries of these paths.
  static func size(for paths: some Sequence<String>) -> Int64 {
    paths.reduce(0) { $0 + Int64(64 + 2 + $1.utf8.count + 1) }
  }

  /// Says what in `file` is not as computed from the entries themselves. Entries are named
  /// by their place, since a document's name may name its patient.
  func difference(from file: [UInt8]) -> Failure {
    let expected = Dictionary(
      uniqueKeysWithValues: sums.enumerated().map { ($1.path, (place: $0, digest: $1.digest.hex)) })
    var listed: Set<String> = []
    for line in file.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      let path = String(text.unicodeScalars.dropFirst(66))
      guard let entry = expected[path] else {
        return Failure(.missingEntry, "SHA256SUMS lists an entry that the container does not hold")
      }
      guard listed.insert(path).inserted else {
        return Failure(.entryDuplicate, "SHA256SUMS lists \(Self.name(entry.place)) twice")
      }
      guard text.hasPrefix(entry.digest + "  ") else {
        return Failure(
          .altered, "\(Self.name(entry.place)) was altered: its digest is not the one in SHA256SUMS")
      }
    }
    if let missing = sums.firstIndex(where: { !listed.contains($0.path) }) {
      return Failure(.notListed, "\(Self.name(missing)) is not listed in SHA256SUMS")
    }
    return Failure(.altered, "SHA256SUMS was altered: its lines are not in the container's order")
  }

  /// An entry for a message: the manifest, or a number counted from 1.
  static func name(_ place: Int) -> String { place == 0 ? "the manifest" : "entry \(place)" }
}
