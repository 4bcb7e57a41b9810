public import Keys
public import Platform
public import Records
public import SODFormat
public import Storage
public import SystemPackage

/// Makes a store again from the container that a ``StoreExporter`` packed.
public enum StoreImporter {
  /// Whether a container is the backup of a whole store. Not verified.
  public static func isBackup(_ reader: SODReader) -> Bool {
    reader.manifest.entries.contains { $0.kind == .store }
  }

  /// What an import became.
  public struct Outcome {
    /// What was verified of the container.
    public let verdict: SODVerdict
    /// What was verified of the store, and the store in its place.
    public let restored: StoreRestoration.Outcome
  }

  /// Verifies the container and everything in it, then puts the store at `path`. Before that,
  /// nothing is there.
  ///
  /// - Parameters:
  ///   - path: missing, or an empty folder.
  ///   - identity: that of one of the store's members.
  ///   - heads: where the store's newest event is remembered outside of it.
  /// - Throws: what is wrong with the container or the store, `backup_invalid`, `store_exists`,
  ///   `not_a_member`, `disk_full`.
  public static func run(
    _ reader: SODReader, to path: FilePath, identity: Identity, heads: FilePath, time: any TimeSource
  ) throws(Failure) -> Outcome {
    let restoration = try StoreRestoration(at: path)
    let verdict = try reader.readEntries { (entry, source) throws(Failure) in
      switch entry.path {
      case "store/\(WholeStore.database)": try restoration.takeDatabase(source)
      case "store/\(WholeStore.objects)":
        try FileBundle.read(source) { (path, content) throws(Failure) in
          try restoration.takeObject(path, content)
        }
      default:
        throw Failure(.backupInvalid, "the container holds more than a store is made of")
      }
    }
    let restored = try restoration.finish(
      identity: identity, heads: heads, time: time,
      details: [
        "container": .string(verdict.manifest.id.text), "packed_at": .time(verdict.manifest.created),
        "signer": .text(verdict.signature.signer?.fingerprint),
      ])
    return Outcome(verdict: verdict, restored: restored)
  }
}
