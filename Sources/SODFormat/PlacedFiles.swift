internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// A folder that is held open, so that it stays the one that was looked at, whatever its
/// name means by now.
final class OpenFolder {
  /// A path through the open descriptor.
  let path: FilePath
  private let owned: OwnedDescriptor

  /// Opens a folder; a link in its place is refused.
  init(_ path: FilePath, followingLinks: Bool) throws(Failure) {
    let options: FileDescriptor.OpenOptions = followingLinks ? [.directory] : [.directory, .noFollow]
    owned = try OwnedDescriptor(opening: path, .readOnly, options: options)
    self.path = FilePath("/proc/self/fd/\(owned.descriptor.rawValue)")
  }
}

/// What an unpacking has put in place so far, and how to take it back.
struct PlacedFiles {
  private var files: [FilePath] = []
  private var made: [FilePath] = []
  /// The paths above lead through these descriptors.
  private var open: [OpenFolder] = []

  /// Opens a folder, and makes it before if there is none.
  mutating func openFolder(_ path: FilePath, making: Bool) throws(Failure) -> OpenFolder {
    if making {
      if unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 {
        made.append(path)
      } else if Errno.current != .fileExists {
        throw Failure(.current, "cannot create the folder", path)
      }
    }
    // The target itself may be reached through a link; a link inside of it leads out.
    let folder = try OpenFolder(path, followingLinks: open.isEmpty)
    open.append(folder)
    return folder
  }

  /// Gives a staged file its name.
  mutating func publish(_ file: NewFile, _ name: String, in folder: OpenFolder) throws(Failure) {
    let path = folder.path.appending(name)
    try file.publish(at: path, durable: false)
    files.append(path)
  }

  /// Removes what was put in place, best as can be: the error that led here is the one to tell.
  mutating func removeAll() {
    for path in files { try? FileSystem.removeFile(path) }
    for path in made.reversed() { _ = unsafe path.withPlatformString { unsafe rmdir($0) } }
    files = []
    made = []
  }
}
