internal import Keys
internal import Platform
public import Profile
public import Records
internal import SFTP
public import SystemPackage

/// Fetches a container from the server (R070).
public struct Fetcher {
  private let server: ServerAccess
  private let linkBase: LinkBase?

  /// Reads the settings.
  ///
  /// - Throws: `setting_missing` and what the settings' users throw.
  public init(_ profile: Profile) throws(Failure) {
    let settings = try profile.settings()
    server = try ServerAccess(settings, profile)
    linkBase = try settings[.linkBase].map { (text) throws(Failure) in try LinkBase(text) }
  }

  /// A file that was fetched: `so.download/1`.
  public struct Download: WritableRecord {
    /// The kind and its version.
    public static let schema = "so.download/1"
    /// Every field in the documented order.
    public let fields: JSONObject
  }

  /// Fetches what `link` names to `path`, which appears only when it is complete.
  ///
  /// - Parameters:
  ///   - link: a transfer's id, or the link from the mail.
  ///   - replacing: whether a file at `path` may be replaced.
  /// - Throws: `link_unknown` when the link does not lead to the server of the settings:
  ///   our password goes to no other; and what the SFTP room throws.
  public func fetch(
    _ link: String, to path: FilePath, replacing: Bool, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Download {
    let id = try transfer(link)
    guard try FileStatus(at: path.removingLastComponent().isEmpty ? "." : path.removingLastComponent()) != nil
    else { throw Failure(.cannotCreate, "the folder of \(path.printable) does not exist") }
    let progressFile = ProgressFile(path.appendingToName(".part.progress"))
    let size = try withoutActuallyEscaping(progress) { (progress) throws(Failure) in
      try server.folder().download(
        RemoteName.text(of: id), to: path, replacing: replacing, from: progressFile.load(),
        observer: FetchObserver(progressFile, progress))
    }
    progressFile.remove()
    let hash = SHA256()
    try InputFile(opening: path).copy(to: hash)
    let name = FileName(bytes: path.bytes)
    return Download(fields: [
      "id": .string(id.text), "path": .string(name.text), "path_base64": .text(name.base64),
      "size": .integer(size), "sha256": .string(hash.finish().hex),
    ])
  }

  private func transfer(_ link: String) throws(Failure) -> TransferID {
    if let id = TransferID(link) { return id }
    if let id = linkBase?.transfer(of: link) { return id }
    if let id = try? LinkBase(server.url).transfer(of: link) { return id }
    throw Failure(
      .linkUnknown, "the link is neither a transfer's id nor one of link.base or server.url",
      hint: "so-ftpsend config set link.base URL, or server.url SFTP-URL")
  }
}

/// Keeps how far a download is beside its part.
private final class FetchObserver: RemoteObserver {
  private let file: ProgressFile
  private let progress: (Int64, Int64) -> Void

  init(_ file: ProgressFile, _ progress: @escaping (Int64, Int64) -> Void) {
    self.file = file
    self.progress = progress
  }

  func advanced(_ done: Int64, of total: Int64) { progress(done, total) }
  func keep(_ progress: JSONObject) throws(Failure) { try file.keep(progress) }
}
