internal import Glibc
internal import Records

/// Which entries of a container are meant: each pattern is a document's id, or a glob (fnmatch(3))
/// over an entry's path or its own name.
public struct EntryChoice: Hashable, Sendable {
  /// The patterns as they were given.
  public let patterns: [String]

  /// A choice by at least one pattern, none of them empty.
  public init?(_ patterns: [String]) {
    guard !patterns.isEmpty, patterns.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else { return nil }
    self.patterns = patterns
  }

  /// The places of the chosen entries in the manifest, in its order.
  ///
  /// - Throws: `entry_unknown` when a pattern means no entry: who asked for three documents must
  ///   not take two for all of them.
  func places(in manifest: ContainerManifest) throws(Failure) -> [Int] {
    for pattern in patterns where !manifest.entries.contains(where: { Self.matches(pattern, $0) }) {
      throw Failure(
        .entryUnknown, "no entry of the container is meant by \(pattern.debugDescription)",
        hint: "so-sod list FILE")
    }
    return manifest.entries.indices.filter { place in
      patterns.contains { Self.matches($0, manifest.entries[place]) }
    }
  }

  private static func matches(_ pattern: String, _ entry: ManifestEntry) -> Bool {
    if let id = DocumentID(pattern) { return entry.documentID == id }
    return glob(pattern, Array(entry.path.utf8)) || glob(pattern, entry.name.bytes)
  }

  private static func glob(_ pattern: String, _ text: [UInt8]) -> Bool {
    let text = text + [0]
    return unsafe text.withUnsafeBufferPointer { buffer in
      guard let start = unsafe UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
      else { return false }
      return unsafe fnmatch(pattern, start, 0) == 0
    }
  }
}
