internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// What lies beside a file while it is fetched: its part, and how far that is.
struct FetchedPart {
  private let target: FilePath

  init(_ target: FilePath) { self.target = target }

  private var path: FilePath { SFTPDownload.part(of: target) }

  /// How far the part is.
  var progress: ProgressFile { ProgressFile(path.appendingToName(".progress")) }

  /// Runs `body` while no other process fetches to the same file: two would write into one part, and
  /// each would take what the other wrote for its own.
  ///
  /// - Throws: `lock_held` when another process does; what `body` throws.
  func alone<Value>(at now: Timestamp, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    let lock: FileLock
    do throws(Failure) { lock = try FileLock(at: path.appendingToName(".lock"), now: now) } catch {
      guard error.code == .lockHeld else { throw error }
      throw Failure(
        .lockHeld, "another so-ftpsend get is at \(target.printable): \(error.message)",
        hint: "wait for it, or fetch to another file with -o FILE")
    }
    defer { lock.removeFile() }
    do throws(Failure) {
      let value = try body()
      progress.remove()
      return value
    } catch {
      removeEmpty()
      throw error
    }
  }

  /// Of a fetch that failed before its first byte nothing is left.
  private func removeEmpty() {
    guard let status = try? FileStatus(at: path, followingLinks: false), status.kind == .regular,
      status.size == 0
    else { return }
    try? FileSystem.removeFile(path)
    progress.remove()
  }
}
