internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// A server of the settings: which folder it is, and how to get to it.
struct ServerAccess {
  /// What the settings say about the server.
  let settings: ServerSettings
  let kind: Kind

  /// What the server speaks, with what is needed to log in to it.
  enum Kind {
    case sftp(SFTPServer)
    case ftps(FTPSSite)
  }

  /// Reads the settings.
  ///
  /// - Parameter server: the name of one of several servers.
  /// - Throws: `setting_missing`, `scheme_refused`, `location_invalid`.
  init(_ settings: Settings, _ profile: Profile, server: ServerName? = nil) throws(Failure) {
    self.settings = try ServerSettings(settings, profile, server: server)
    do throws(Failure) { kind = try Self.kind(self.settings) } catch { throw error.about(server) }
  }

  private static func kind(_ server: ServerSettings) throws(Failure) -> Kind {
    guard FTPSSite.isAddress(server.url) else { return .sftp(try SFTPServer(server)) }
    guard server.jump == nil else {
      throw Failure(
        .valueInvalid, "\(SettingKey.serverJump.of(server.name).name) leads to SFTP servers only",
        hint: "so-ftpsend config unset \(SettingKey.serverJump.of(server.name).name)")
    }
    return .ftps(try FTPSSite(server))
  }

  /// The server's name in the settings; `nil` is the one without a name.
  var name: ServerName? { settings.name }

  /// The folder's address, without a password.
  var url: String { settings.url }

  /// What is spoken, a plain word: `sftp` or `ftps`.
  var protocolName: String {
    switch kind {
    case .sftp: "sftp"
    case .ftps: "ftps"
    }
  }

  /// The folder. Nothing is connected before the first call.
  ///
  /// - Parameter limits: what the command line says; `nil` is what the settings say.
  func folder(_ limits: ServerLimits? = nil) throws(Failure) -> any RemoteFolder {
    let limits = limits ?? ServerLimits(settings)
    let folder: any RemoteFolder =
      switch kind {
      case .sftp(let server): SFTPFolder(server, url: url, limits)
      case .ftps(let site): try FTPSFolder(site, url: url, limits)
      }
    return name.map { NamedFolder(folder, of: $0) } ?? folder
  }

  /// The address of a file in the folder, without a password.
  func address(of name: String) -> String { Self.address(of: name, in: url) }

  static func address(of name: String, in url: String) -> String {
    (url.hasSuffix("/") ? url : url + "/") + name
  }

  /// Whether an address can be that of a server.
  ///
  /// - Throws: `scheme_refused`, `location_invalid`.
  static func checkLocation(_ text: String) throws(Failure) {
    if FTPSSite.isAddress(text) { return try FTPSSite.checkLocation(text) }
    try SFTPServer.checkLocation(text)
  }
}
