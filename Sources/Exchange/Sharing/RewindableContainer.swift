internal import Platform
public import Records
public import SystemPackage

/// A container that is read twice: once to verify all of it, once to copy its payload.
///
/// The header comes first and holds the digest of what comes last, so one pass is not enough.
/// What comes through a pipe waits, as sealed as it came, in a file without a name.
public final class RewindableContainer {
  private let file: InputFile?
  private let spool: NewFile?
  private let descriptor: FileDescriptor
  private let name: String

  /// The file at `path`; the same open file is read both times, whatever becomes of the name.
  ///
  /// - Throws: what opening it throws.
  public init(_ path: FilePath) throws(Failure) {
    let file = try InputFile(opening: path)
    self.file = file
    spool = nil
    descriptor = file.descriptor
    name = path.printable
  }

  /// Takes all of `source`, and keeps it in a nameless file in `folder`.
  ///
  /// - Throws: `disk_full`, and what reading throws.
  public init(spooling source: any ByteSource, in folder: FilePath) throws(Failure) {
    let spool = try NewFile(in: folder)
    try source.copy(to: spool)
    self.spool = spool
    file = nil
    descriptor = spool.descriptor
    name = "the container"
    try rewind()
  }

  /// The container, from where it was read to.
  var source: any ByteSource { file ?? DescriptorSource(descriptor, name: name) }

  /// The container once more, from its front.
  func again() throws(Failure) -> any ByteSource {
    try rewind()
    return DescriptorSource(descriptor, name: name)
  }

  /// - Throws: `changed_while_read` when the file is not any more what was verified.
  func finish() throws(Failure) { try file?.finish() }

  private func rewind() throws(Failure) {
    do { _ = try descriptor.seek(offset: 0, from: .start) } catch {
      throw Failure(.ioError, "cannot read \(name) once more: \(error)")
    }
  }
}
