internal import AgeFormat
internal import Keys
internal import Platform
public import Records
public import SystemPackage

/// Shows one entry of a container, and leaves nothing of it on any disk (R073).
public enum SODViewer {
  /// Verifies what is left of the container, then writes the one chosen entry's content to `sink`.
  ///
  /// The container is read once, as it may come through a pipe, and nothing of it is shown before
  /// its last byte was verified. Meanwhile the entry waits in a file without a name in `folder`,
  /// sealed by a key that never leaves this process.
  ///
  /// - Returns: the verdict, and the entry.
  /// - Throws: what ``SODReader/readEntries(_:)`` throws, `entry_unknown`, `entry_ambiguous`, and
  ///   what `folder` and `sink` throw.
  public static func show(
    _ choice: EntryChoice, of reader: SODReader, waitingIn folder: FilePath, to sink: any ByteSink
  ) throws(Failure) -> (verdict: SODVerdict, entry: ManifestEntry) {
    let places = try choice.places(in: reader.manifest)
    guard places.count == 1, let place = places.first else {
      throw Failure(
        .entryAmbiguous, "\(places.count) entries of the container are meant, and one is shown at a time",
        hint: "so-sod list FILE")
    }
    let entry = reader.manifest.entries[place]
    let key = X25519PrivateKey.random()
    let file = try NewFile(in: folder)
    let encryptor = try AgeEncryptor(to: [AgeRecipient(key.publicKey)], output: file)
    let verdict = try reader.readEntries { (found, content) throws(Failure) in
      if found.path == entry.path { try content.copyAll(to: encryptor) }
    }
    try encryptor.finish()
    do {
      _ = try file.descriptor.seek(offset: 0, from: .start)
    } catch {
      throw Failure(.ioError, "cannot read what was verified: \(error)")
    }
    let content = try AgeDecryptor(
      source: DescriptorSource(file.descriptor, name: "what was verified"), identities: [key])
    try content.copy(to: sink)
    return (verdict, entry)
  }
}
