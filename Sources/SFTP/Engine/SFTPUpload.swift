public import Records

/// Sends one local file over several connections, so that it can be interrupted at any byte
/// and gone on with later.
///
/// The bytes go to `.part-NAME` in the directory of the final name. Each connection is a
/// thread with a session of its own; all take pieces from one pool. A piece counts when the
/// server has put it onto its disk (`fsync@openssh.com`); on servers without that, and on
/// servers that let no file be opened again, a broken connection begins the transfer anew.
/// A part that somebody else altered is noticed by the hash or by reading back, and not
/// otherwise: `auto` without a hash proves the size alone.
///
/// What Sending keeps beside its state: the last ``TransferCheckpoint`` that the observer was
/// handed. States map to calls: *uploading* until ``TransferObserver/verified()``, *verified*
/// until ``run(_:sha256:to:from:observer:)`` returns, *published* then. Every call with the
/// last checkpoint is idempotent: it finds out what is there and does the rest.
public struct SFTPUpload {
  /// The server.
  public var access: SFTPAccess
  /// Mode, and the part's name, which must stay the same from run to run.
  public var options = UploadOptions()
  /// Connections, rate, time.
  public var limits = TransferLimits()
  /// How the content is proven before it gets its final name.
  public var verification = UploadVerification.auto

  /// An upload with the defaults.
  public init(by access: SFTPAccess) { self.access = access }

  /// Sends the file, or goes on with sending it, and gives it its final name.
  ///
  /// The final name never shows a partial file and never overwrites another one. A first
  /// connection that fails ends the call at once; later breaks are mended for as long as
  /// ``TransferLimits/patience`` says. After a failure the part stays for the next run;
  /// ``discard(_:)`` removes it.
  ///
  /// - Parameters:
  ///   - source: the file; when it changed since the checkpoint, the transfer begins anew.
  ///   - sha256: the hash of its content, 32 bytes, where it is known: compared with the
  ///     server's where that makes one.
  ///   - checkpoint: what an earlier run handed to the observer last.
  /// - Throws: what connecting throws; `remote_exists`, `remote_no_such_file`,
  ///   `remote_permission_denied`, `remote_disk_full`, `remote_size_differs`,
  ///   `remote_content_differs`, `remote_failure`, `changed_while_read`, `connection_lost`,
  ///   `transfer_timeout`, `transfer_cancelled`, and what the observer throws.
  public func run(
    _ source: LocalFileSource, sha256: [UInt8]? = nil, to path: RemotePath,
    from checkpoint: TransferCheckpoint? = nil, observer: any TransferObserver
  ) throws(Failure) -> UploadResult {
    let run = try UploadRun(self, source, source.identity(sha256: sha256), path, checkpoint, observer)
    return try run.run()
  }

  /// Sends something small that no later run goes on with, by one connection: the one in
  /// `standing`, or one that is made and left there for more.
  ///
  /// It gets its name as with ``run(_:sha256:to:from:observer:)``. After a failure the part is
  /// removed, where a connection still stands.
  /// - Throws: what ``run(_:sha256:to:from:observer:)`` throws.
  @discardableResult
  public func send(
    _ source: any PositionedSource, to path: RemotePath, by standing: inout SFTPClient?,
    observer: any TransferObserver = SilentObserver()
  ) throws(Failure) -> UploadResult {
    var upload = self
    upload.limits.connections = 1
    let run = try UploadRun(
      upload, source, FileIdentity(size: source.size, modified: 0), path, nil, observer)
    do throws(Failure) { return try run.run(by: &standing) } catch {
      if run.isBegun, let standing {
        standing.cleanUp(after: error) { () throws(Failure) in try standing.remove(run.part) }
      }
      throw error
    }
  }

  /// Removes the part of a transfer that is not to be gone on with; one that is not there is
  /// no error. The final name is left alone.
  public func discard(_ path: RemotePath) throws(Failure) {
    let client = try access.connect()
    let part = try options.part(of: path)
    if try client.exists(part) { try client.remove(part) }
  }
}
