internal import Keys
public import Platform
public import Profile
public import Records
internal import SFTP
public import SystemPackage

/// Fetches a container: from a server of the settings, or by a link that anybody may follow (R070).
public struct Fetcher {
  private let settings: Settings
  private let profile: Profile
  private let server: ServerName?
  private let wishes: LimitWishes
  private let time: any TimeSource

  /// Reads the settings.
  ///
  /// - Parameter server: which of several servers a bare number is fetched from.
  /// - Throws: what reading the settings throws.
  public init(
    _ profile: Profile, server: ServerName? = nil, wishes: LimitWishes = LimitWishes(), time: any TimeSource
  ) throws(Failure) {
    settings = try profile.settings()
    self.profile = profile
    self.server = server
    self.wishes = wishes.masking(settings)
    self.time = time
  }

  /// A file that was fetched: `so.download/1`.
  public struct Download: WritableRecord {
    /// The kind and its version.
    public static let schema = "so.download/1"
    /// Every field in the documented order.
    public let fields: JSONObject
  }

  /// Where a link leads.
  private enum Place {
    /// To a server of the settings, with its login.
    case server(ServerAccess, TransferID)
    /// To a web server, with no login at all.
    case web(String, ServerSettings?)
  }

  /// Fetches what `link` names to a file, which appears only when it is complete. What an earlier
  /// call has fetched lies in `FILE.part`, and is gone on with.
  ///
  /// - Parameters:
  ///   - link: a transfer's id, the link from the mail, the address of a transfer's file on a server
  ///     of the settings, or any `https` link.
  ///   - given: where to; `nil` for the link's own file name, in the folder that is current.
  ///   - replacing: whether a file of that name may be replaced.
  /// - Throws: `link_unknown` when a link with a login does not lead to a server of the settings:
  ///   our password goes to no other; and what fetching throws.
  public func fetch(
    _ link: String, to given: FilePath?, replacing: Bool, progress: (Int64, Int64) -> Void = { _, _ in },
    note: (String) -> Void = { _ in }
  ) throws(Failure) -> Download {
    let place = try place(link)
    let path: FilePath
    if let given { path = given } else { path = try Self.ownName(of: place) }
    let folder = path.removingLastComponent()
    guard try FileStatus(at: folder.isEmpty ? "." : folder) != nil else {
      throw Failure(.cannotCreate, "the folder of \(path.printable) does not exist")
    }
    let part = FetchedPart(path)
    let size = try part.alone(at: time.now()) { () throws(Failure) -> Int64 in
      try withoutActuallyEscaping(progress) { (progress) throws(Failure) -> Int64 in
        try withoutActuallyEscaping(note) { (note) throws(Failure) -> Int64 in
          do throws(Failure) {
            return try fetch(
              place, to: path, replacing, part.progress, FetchObserver(part.progress, progress, note))
          } catch {
            guard [.transferCancelled, .transferTimeout, .interrupted].contains(error.code) else {
              throw error
            }
            throw error.hinting("the same command goes on where it stopped")
          }
        }
      }
    }
    let hash = SHA256()
    try InputFile(opening: path).copy(to: hash)
    let name = RecordedPath(path)
    return Download(fields: [
      "id": .text(Self.transfer(place)?.text), "path": .string(name.text), "path_base64": .text(name.base64),
      "size": .integer(size), "sha256": .string(hash.finish().hex),
    ])
  }

  private func fetch(
    _ place: Place, to path: FilePath, _ replacing: Bool, _ file: ProgressFile, _ observer: FetchObserver
  ) throws(Failure) -> Int64 {
    switch place {
    case .server(let server, let id):
      return try server.folder(ServerLimits(server.settings, wishes)).download(
        RemoteName.text(of: id), to: path, replacing: replacing, from: file.load(), observer: observer)
    case .web(let url, let own):
      do throws(Failure) {
        let authority = try own?.certificates.map { (path) throws(Failure) in try FTPSSite.certificates(path)
        }
        let limits = own.map { ServerLimits($0, wishes) } ?? ServerLimits(wishes)
        return try WebDownloadRun(
          url, to: path, trusting: authority, limits, from: file.load(), observer: observer
        ).run(replacing: replacing)
      } catch { throw error.about(own?.name) }
    }
  }

  /// Finds out where a link leads; nothing is connected.
  private func place(_ link: String) throws(Failure) -> Place {
    if let id = TransferID(link) { return .server(try ServerAccess(settings, profile, server: server), id) }
    let names = [server] + [nil] + settings.servers
    for name in names where settings[.serverURL.of(name)] != nil {
      // Compared first: what is wrong with the settings of another server is no matter here.
      if let id = Self.transfer(link, below: [settings[.serverURL.of(name)], settings[.linkBase.of(name)]]) {
        return .server(try ServerAccess(settings, profile, server: name), id)
      }
    }
    let lower = link.lowercased()
    if lower.hasPrefix("https://") {
      // The site's own web server may have an authority of its own; nobody else's may.
      let isOwn = settings[.linkBase.of(server)].map { link.hasPrefix($0) } ?? false
      return .web(link, isOwn ? try? ServerSettings(settings, profile, server: server) : nil)
    }
    if lower.hasPrefix("http://") {
      throw Failure(.schemeRefused, "a link without TLS is not followed", hint: "ask for an https:// link")
    }
    throw Failure(
      .linkUnknown, "the link is neither a transfer's id nor one of a server of the settings",
      hint: LinkBase.advice(link, "so-ftpsend get", server)
    ).about(server)
  }

  private static func transfer(_ link: String, below bases: [String?]) -> TransferID? {
    for base in bases.compactMap({ $0 }) {
      if let id = try? LinkBase(base).transfer(of: link) { return id }
    }
    return nil
  }

  private static func transfer(_ place: Place) -> TransferID? {
    switch place {
    case .server(_, let id): id
    case .web(let url, _): RemoteName.transfer(lastName(of: url))
    }
  }

  private static func lastName(of url: String) -> String {
    String(url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last ?? "")
  }

  /// The name that the file has there, when it is harmless here.
  private static func ownName(of place: Place) throws(Failure) -> FilePath {
    switch place {
    case .server(_, let id): return FilePath(RemoteName.text(of: id))
    case .web(let url, _):
      let name = lastName(of: url)
      let isPlain = name.utf8.allSatisfy { byte in
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._".utf8.contains(byte)
      }
      guard isPlain, name.hasSuffix(".sod"), !name.hasPrefix("."), !name.hasPrefix("-"),
        name.utf8.count <= 200
      else {
        throw Failure(
          .usage, "the link names no .sod file; say where it is to go", hint: "so-ftpsend get -o FILE LINK")
      }
      return FilePath(name)
    }
  }
}

/// Keeps how far a download is beside its part.
private final class FetchObserver: RemoteObserver {
  private let file: ProgressFile
  private let progress: (Int64, Int64) -> Void
  private let noted: (String) -> Void

  init(
    _ file: ProgressFile, _ progress: @escaping (Int64, Int64) -> Void, _ noted: @escaping (String) -> Void
  ) {
    self.file = file
    self.progress = progress
    self.noted = noted
  }

  func advanced(_ done: Int64, of total: Int64) { progress(done, total) }
  func keep(_ progress: JSONObject) throws(Failure) { try file.keep(progress) }
  func note(_ text: String) { noted(text) }
}
