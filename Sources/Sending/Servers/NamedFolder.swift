internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// The folder of a server with a name, whose failures speak of that server's own settings.
final class NamedFolder: RemoteFolder {
  private let folder: any RemoteFolder
  private let server: ServerName

  init(_ folder: any RemoteFolder, of server: ServerName) {
    self.folder = folder
    self.server = server
  }

  private func named<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) { return try body() } catch { throw error.about(server) }
  }

  func address(of name: String) -> String { folder.address(of: name) }

  func upload(
    _ source: LocalFileSource, sha256: [UInt8], as name: String, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> RemoteUpload {
    try named { () throws(Failure) in
      try folder.upload(source, sha256: sha256, as: name, from: progress, observer: observer)
    }
  }

  func download(
    _ name: String, to path: FilePath, replacing: Bool, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> Int64 {
    try named { () throws(Failure) in
      try folder.download(name, to: path, replacing: replacing, from: progress, observer: observer)
    }
  }

  func discardPart(of name: String) throws(Failure) {
    try named { () throws(Failure) in try folder.discardPart(of: name) }
  }

  func remove(_ name: String) throws(Failure) {
    try named { () throws(Failure) in try folder.remove(name) }
  }

  func exists(_ name: String) throws(Failure) -> Bool {
    try named { () throws(Failure) in try folder.exists(name) }
  }

  func list(prefix: String) throws(Failure) -> [RemoteEntry] {
    try named { () throws(Failure) in try folder.list(prefix: prefix) }
  }

  func readSmall(_ name: String, limit: Int) throws(Failure) -> [UInt8] {
    try named { () throws(Failure) in try folder.readSmall(name, limit: limit) }
  }

  func writeSmall(_ bytes: [UInt8], as name: String) throws(Failure) {
    try named { () throws(Failure) in try folder.writeSmall(bytes, as: name) }
  }
}
