internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// A server of the settings: which folder it is, and how to get to it.
struct ServerAccess {
  /// The server's name in the settings; `nil` is the one without a name.
  let name: String?
  /// The folder's address, without a password.
  let url: String
  let kind: Kind

  /// What the server speaks, with what is needed to log in to it.
  enum Kind {
    case sftp(SFTPServer)
  }

  /// Reads the settings.
  ///
  /// - Parameter server: the name of one of several servers.
  /// - Throws: `setting_missing`, `scheme_refused`, `location_invalid`.
  init(_ settings: Settings, _ profile: Profile, server: String? = nil) throws(Failure) {
    name = server
    url = try settings.required(.serverURL)
    kind = .sftp(try SFTPServer(settings, profile))
  }

  /// What is spoken, a plain word: `sftp`.
  var protocolName: String {
    switch kind {
    case .sftp: "sftp"
    }
  }

  /// The folder. Nothing is connected before the first call.
  func folder(_ limits: ServerLimits = ServerLimits()) throws(Failure) -> any RemoteFolder {
    switch kind {
    case .sftp(let server): SFTPFolder(server, url: url, limits)
    }
  }

  /// The address of a file in the folder, without a password.
  func address(of name: String) -> String { Self.address(of: name, in: url) }

  static func address(of name: String, in url: String) -> String {
    (url.hasSuffix("/") ? url : url + "/") + name
  }

  /// Whether an address can be that of a server.
  ///
  /// - Throws: `scheme_refused`, `location_invalid`.
  static func checkLocation(_ text: String) throws(Failure) { try SFTPServer.checkLocation(text) }
}
