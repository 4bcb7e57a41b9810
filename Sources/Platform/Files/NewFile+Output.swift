public import Records
public import SystemPackage

extension NewFile {
  /// Opens a nameless file in the folder of `path`, an output that a person named.
  ///
  /// - Throws: `cannot_create` when that folder is missing, because no input is; and what the
  ///   other initialiser throws.
  public convenience init(for path: FilePath, mode: FilePermissions = .ownerReadWrite) throws(Failure) {
    let folder = path.removingLastComponent()
    if !folder.isEmpty, try FileStatus(at: folder)?.kind != .directory {
      throw Failure(.cannotCreate, "cannot create \(path.printable): there is no folder \(folder.printable)")
    }
    try self.init(in: folder, mode: mode)
  }
}
