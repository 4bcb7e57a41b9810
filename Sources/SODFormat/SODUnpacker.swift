internal import Platform
public import Records
public import SystemPackage

/// Unpacks a container into a folder, all of it or nothing.
///
/// Every entry is staged in a file without a name, and gets its name only after the whole
/// container was verified, by a process of its own: a refusal or a `kill -9` at any instant leaves
/// everything or nothing. Where a file system has no nameless files, a kill can leave hidden ones.
///
/// The folder then holds what `tar -x` would have left, so the stock checks
/// (`sha256sum -c`, `ssh-keygen -Y verify`) work in it.
public enum SODUnpacker {
  /// Verifies what is left of `reader`'s container and unpacks it into `folder`, which is
  /// made when it is missing.
  ///
  /// - Parameters:
  ///   - choice: which entries are unpacked, all of them when it is `nil`. What is not is verified
  ///     all the same; manifest, sums and signature are unpacked only with everything.
  ///   - durable: whether the files are also made durable, by one `syncfs`.
  /// - Returns: the verdict.
  /// - Throws: what ``SODReader/readEntries(_:)`` throws; `already_exists` when a file to be
  ///   made is there (nothing is overwritten), `unsafe_path` when a folder in `folder` is a
  ///   link, `disk_full` and the like.
  public static func unpack(
    _ reader: SODReader, into folder: FilePath, only choice: EntryChoice? = nil, durable: Bool = false
  ) throws(Failure) -> SODVerdict {
    let chosen = try choice?.places(in: reader.manifest).map { reader.manifest.entries[$0].path }
    let ownNames = [EntryPath.manifest, EntryPath.sums, EntryPath.signature]
    let paths = chosen ?? ownNames + reader.manifest.entries.map(\.path)
    let target = try UnpackTarget(folder, for: paths)
    try target.raiseFileLimit(to: paths.count + 64)
    let wanted = Set(paths)
    var staged: [StagedEntry] = []
    let verdict = try reader.readEntries { (entry, content) throws(Failure) in
      guard wanted.contains(entry.path) else { return }
      let file = try NewFile(in: target.staging)
      file.writesEarly = durable
      // The digest is made of each piece here, while the one before it is written there.
      let writing = BackgroundSink(file, name: "write")
      try content.copyAll(to: writing)
      try writing.finish()
      staged.append(StagedEntry(path: entry.path, file: file))
    }
    for (path, content) in reader.ownFiles where wanted.contains(path) {
      let file = try NewFile(in: target.staging)
      try file.write(content)
      staged.append(StagedEntry(path: path, file: file))
    }
    try target.publish(staged, durable: durable)
    return verdict
  }
}

/// An entry whose content is there, without a name yet.
struct StagedEntry {
  let path: String
  let file: NewFile
}
