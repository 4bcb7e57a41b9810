internal import Platform
public import Records
public import SystemPackage

extension SFTPClient {
  /// Fetches a file into `sink`, at whatever places the answers belong.
  ///
  /// - Returns: the size in bytes; exactly that many were written.
  /// - Throws: `remote_no_such_file`, `remote_not_a_file`, `remote_permission_denied`,
  ///   `remote_changed`, `connection_lost`, `transfer_cancelled`, `sftp_protocol`.
  @discardableResult
  public func download(
    _ path: RemotePath, to sink: any PositionedSink, progress: (TransferProgress) -> Void = { _ in }
  ) throws(Failure) -> UInt64 {
    let named = try attributes(of: path)
    guard named.isRegularFile else {
      throw Failure(.remoteNotAFile, "\(path) is a directory or no regular file on the server")
    }
    let file = try open(path, .reading)
    do throws(Failure) {
      let before = try attributes(of: file)
      guard let size = before.size else {
        throw Failure(.remoteUnsupported, "the server does not tell the size of \(path)")
      }
      var done: UInt64 = 0
      try read(file, 0..<size, to: sink) {
        done += $0
        progress(TransferProgress(done: done, total: size))
      }
      let after = try attributes(of: file)
      guard after.size == size, after.modified == before.modified else {
        throw Failure(.remoteChanged, "\(path) changed on the server while it was fetched")
      }
      try close(file)
      return size
    } catch {
      cleanUp(after: error) { () throws(Failure) in try close(file) }
      throw error
    }
  }

  /// Fetches a file under a name on this machine, which appears only when everything has
  /// arrived; after a failure nothing is left.
  ///
  /// - Parameter replacing: whether a file of that name may be replaced; else it is
  ///   `already_exists`.
  /// - Returns: the size in bytes.
  @discardableResult
  public func download(
    _ path: RemotePath, to local: FilePath, replacing: Bool = false,
    progress: (TransferProgress) -> Void = { _ in }
  ) throws(Failure) -> UInt64 {
    if !replacing, try FileStatus(at: local, followingLinks: false) != nil {
      throw Failure(.alreadyExists, "\(local.printable) already exists; nothing is overwritten")
    }
    let file = try NewFile(for: local)
    let size = try download(path, to: LocalFileSink(file), progress: progress)
    let written = try FileStatus(file.descriptor).size
    guard UInt64(written) == size else {
      throw Failure(.ioError, "\(local.printable) has \(written) bytes; \(size) were fetched")
    }
    try file.publish(at: local, replacing: replacing)
    return size
  }
}
