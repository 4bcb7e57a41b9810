internal import Folders
internal import Platform
internal import Records
internal import SODFormat
internal import SystemPackage

/// The plain files of a choice, as they are now; each is opened again when its turn comes.
struct PlainFiles {
  private var pieces: [FilePath: PackPlan.Piece] = [:]

  /// - Throws: `empty_file`, and what opening one throws.
  init(_ selection: PackSelection) throws(Failure) {
    for item in selection.items {
      if case .file(let path) = item { pieces[path] = try Self.look(path) }
    }
  }

  /// The file at `path`, one of the choice.
  func piece(_ path: FilePath) throws(Failure) -> PackPlan.Piece {
    guard let piece = pieces[path] else { throw Failure(.internalError, "a file was not looked at") }
    return piece
  }

  private static func look(_ path: FilePath) throws(Failure) -> PackPlan.Piece {
    let file = try InputFile(opening: path)
    guard file.size > 0 else { throw Failure(.emptyFile, "\(path.printable) is empty") }
    let head = try file.head(MediaType.headLength)
    let item = SODItem.document(
      name: path.fileName, size: file.size, mediaType: MediaType(head: head, fileName: path.fileName).name)
    return PackPlan.Piece(item: item) { (body) throws(Failure) in
      let file = try InputFile(opening: path)
      try body(file)
      try file.finish()
    }
  }
}
