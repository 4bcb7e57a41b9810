internal import AgeFormat
internal import Exchange
internal import Keys
internal import Platform
internal import Records
internal import SystemPackage

/// A transfer's own copy of its container, so that it does not matter what becomes of the
/// file that was given, or that it came through a pipe.
struct OwnCopy {
  let size: Int64
  let sha256: SHA256Digest
  /// The SHA-256 of the age header: it names a container that was given; `nil` for one that was
  /// packed for this transfer.
  let headerHash: SHA256Digest?
  /// The container that was packed for this transfer; that it is complete is kept with the transfer.
  let packed: Packer.Outcome?

  /// Copies `source` to the transfer's place.
  ///
  /// - Throws: `not_a_container` when it is not an age file, `changed_while_read`; nothing is
  ///   left then.
  init(_ id: TransferID, from source: any ByteSource, in place: TransferPlace) throws(Failure) {
    let file = try NewFile(in: place.folder)
    let hash = SHA256()
    let header: AgeHeader
    // What is read to find the header, through an armour or not, is copied as it comes.
    let copied = CopiedSource(source, file, hash)
    do throws(Failure) {
      header = try AgeHeader.read(from: try AgeInput(copied).source).header
    } catch {
      guard [.ageHeaderInvalid, .truncated, .armorInvalid].contains(error.code) else { throw error }
      throw Failure(.notAContainer, "the input is not a .sod container: \(error.message)")
    }
    try copied.readRest()
    // A file that is still being written or copied.
    if let input = source as? InputFile { try input.finish() }
    headerHash = SHA256.digest(of: header.serialized)
    packed = nil
    size = file.size
    sha256 = hash.finish()
    try file.publish(at: place.copy(id))
  }

  /// Packs into the transfer's place.
  init(
    _ id: TransferID, packing selection: PackSelection, by packer: Packer, in place: TransferPlace,
    progress: (Int64, Int64) -> Void
  ) throws(Failure) {
    let file = try NewFile(in: place.folder)
    let outcome = try packer.begin(selection, to: file, progress: progress)
    packed = outcome
    size = outcome.size
    sha256 = outcome.sha256
    headerHash = nil
    try file.publish(at: place.copy(id))
  }

  /// Writes to a file and a hash whatever is read.
  private final class CopiedSource: ByteSource {
    private let source: any ByteSource
    private let file: NewFile
    private let hash: SHA256

    init(_ source: any ByteSource, _ file: NewFile, _ hash: SHA256) {
      self.source = source
      self.file = file
      self.hash = hash
    }

    func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
      let count = try source.read(into: &buffer)
      let bytes = buffer.bytes.extracting(first: count)
      hash.write(bytes)
      try file.write(bytes)
      return count
    }

    func readRest() throws(Failure) {
      var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
      while try buffer.withMutableRawSpan({ (bytes) throws(Failure) in try read(into: &bytes) }) > 0 {}
    }
  }
}
