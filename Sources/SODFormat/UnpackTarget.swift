internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// The folder that a container is unpacked into.
final class UnpackTarget {
  /// Where nameless files are made: on the same file system as the folder.
  let staging: FilePath

  private let folder: FilePath
  private let exists: Bool

  /// Looks, before anything is read, whether something is in the way.
  init(_ folder: FilePath, for paths: [String]) throws(Failure) {
    self.folder = folder
    let status = try FileStatus(at: folder)
    exists = status != nil
    if let status, status.kind != .directory {
      throw Failure(.alreadyExists, "\(folder.printable) is there and is not a folder")
    }
    let parent = folder.removingLastComponent()
    staging = exists ? folder : parent.isEmpty ? "." : parent
    guard exists else {
      // As for every other output: no input is missing.
      guard try FileStatus(at: staging)?.kind == .directory else {
        throw Failure(
          .cannotCreate, "cannot create \(folder.printable): there is no folder \(staging.printable)",
          hint: "mkdir -p \(staging.printable)")
      }
      return
    }
    for name in EntryPath.folders {
      let status = try FileStatus(at: folder.appending(name), followingLinks: false)
      guard status == nil || status?.kind == .directory else {
        throw Failure(.unsafePath, "\(folder.appending(name).printable) is there and is not a folder")
      }
    }
    for name in paths where try FileStatus(at: folder.pushing(FilePath(name)), followingLinks: false) != nil {
      throw Self.occupied(folder)
    }
  }

  /// Lets the process hold `count` files open: a nameless file lives as long as it is open.
  func raiseFileLimit(to count: Int) throws(Failure) {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    // Beside those that are open already, and some that may be opened meanwhile.
    let wanted = rlim_t(count + (try FileSystem.names(in: "/proc/self/fd").count) + 256)
    guard limit.rlim_cur < wanted else { return }
    guard limit.rlim_max >= wanted else {
      throw Failure(
        .tooManyEntries,
        "\(count) files cannot be open at once on this system; the limit is \(limit.rlim_max)",
        hint: "raise the hard limit (ulimit -Hn), or use age -d and tar -x")
    }
    limit.rlim_cur = wanted
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Gives every staged file its name: all of them, or none.
  func publish(_ staged: [StagedEntry], durable: Bool) throws(Failure) {
    if durable { try FileSystem.synchronizeEverything(containing: staging) }
    do throws(Failure) {
      var placing = try FilePlacing(in: staging)
      var root = placing.base
      if !exists, let name = folder.lastComponent {
        root = placing.folder(FilePath(root: nil, [name]).bytes, in: root)
      }
      var folders: [Substring: FilePlacing.Folder] = [:]
      for entry in staged {
        let parts = entry.path.split(separator: "/")
        guard let name = parts.last else { continue }
        var parent = root
        if parts.count > 1 {
          parent = folders[parts[0]] ?? placing.folder(Array(parts[0].utf8), in: root)
          folders[parts[0]] = parent
        }
        placing.add(entry.file, as: Array(name.utf8), in: parent)
      }
      try placing.run(durable: durable)
    } catch {
      throw error.code == .alreadyExists ? Self.occupied(folder) : error
    }
  }

  private static func occupied(_ folder: FilePath) -> Failure {
    Failure(
      .alreadyExists, "\(folder.printable) already holds a file that the container would make",
      hint: "unpack into an empty folder")
  }
}
