import Records
import SystemPackage

@testable import SFTP

extension SFTPClient {
  /// Sends a file by this one connection, in one attempt, as small things are sent.
  func upload(
    _ source: any PositionedSource, to path: RemotePath, options: UploadOptions = UploadOptions(),
    progress: @escaping (TransferProgress) -> Void = { _ in }
  ) throws(Failure) -> UploadResult {
    var upload = SFTPUpload(
      by: SFTPAccess(to: endpoint, user: "nobody", credentials: [], knownHosts: "/dev/null"))
    upload.options = options
    upload.limits.patience = .zero
    let recorder = Recorder()
    recorder.onProgress = progress
    var standing: SFTPClient? = self
    return try upload.send(source, to: path, by: &standing, observer: recorder)
  }
}
