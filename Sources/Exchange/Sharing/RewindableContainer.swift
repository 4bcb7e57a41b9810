internal import Platform
public import Records
public import SystemPackage

/// A container that is read twice: once to verify all of it, once to copy its payload.
///
/// The header comes first and holds the digest of what comes last, so one pass is not enough.
/// What comes through a pipe waits, as sealed as it came, in a file without a name.
public final class RewindableContainer {
  private enum Origin {
    case file(InputFile)
    case spool(NewFile)
  }

  private let origin: Origin

  /// The file at `path`; the same open file is read both times, whatever becomes of the name.
  ///
  /// - Throws: what opening it throws.
  public init(_ path: FilePath) throws(Failure) { origin = .file(try InputFile(opening: path)) }

  /// Takes all of `source`, and keeps it in a nameless file in `folder`.
  ///
  /// - Throws: `disk_full`, and what reading throws.
  public init(spooling source: any ByteSource, in folder: FilePath) throws(Failure) {
    let spool = try NewFile(in: folder)
    try source.copy(to: spool)
    origin = .spool(spool)
    _ = try again()
  }

  /// The container, from where it was read to.
  var source: any ByteSource {
    switch origin {
    case .file(let file): file
    case .spool(let spool): DescriptorSource(spool.descriptor, name: "the container")
    }
  }

  /// The container once more, from its front.
  func again() throws(Failure) -> any ByteSource {
    switch origin {
    case .file(let file): try file.rewind()
    case .spool(let spool):
      _ = try systemCall("cannot read the container once more") {
        try spool.descriptor.seek(offset: 0, from: .start)
      }
    }
    return source
  }

  /// - Throws: `changed_while_read` when the file is not any more what was verified.
  func finish() throws(Failure) { if case .file(let file) = origin { try file.finish() } }
}
