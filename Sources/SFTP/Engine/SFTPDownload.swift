public import Records
public import SystemPackage

/// Fetches one file over several connections, so that it can be interrupted at any byte and
/// gone on with later.
///
/// The bytes go to `NAME.part` beside the final name. A piece counts when this machine has
/// put it onto its disk. The file is taken for unchanged while its size and its time of
/// change, which servers tell in whole seconds, stay the same.
public struct SFTPDownload {
  /// The server.
  public var access: SFTPAccess
  /// Connections, rate, time.
  public var limits = TransferLimits()

  /// A download with the defaults.
  public init(by access: SFTPAccess) { self.access = access }

  /// Fetches the file, or goes on with fetching it; its name here appears only when
  /// everything has arrived and is on the disk.
  ///
  /// - Parameters:
  ///   - replacing: whether a file of that name may be replaced; else it is `already_exists`.
  ///   - checkpoint: what an earlier run handed to the observer last; when the file on the
  ///     server changed since then, the transfer begins anew.
  /// - Returns: the size in bytes.
  /// - Throws: what connecting throws; `already_exists`, `remote_no_such_file`,
  ///   `remote_not_a_file`, `remote_permission_denied`, `remote_changed`,
  ///   `remote_unsupported`, `disk_full`, `connection_lost`, `transfer_timeout`,
  ///   `transfer_cancelled`, and what the observer throws.
  @discardableResult
  public func run(
    _ path: RemotePath, to local: FilePath, replacing: Bool = false,
    from checkpoint: TransferCheckpoint? = nil, observer: any TransferObserver
  ) throws(Failure) -> UInt64 {
    try DownloadRun(self, path, local, checkpoint, observer).run(replacing: replacing)
  }

  /// The name under which a file is collected until it is whole.
  public static func part(of local: FilePath) -> FilePath {
    FilePath(local.string + ".part")
  }
}
