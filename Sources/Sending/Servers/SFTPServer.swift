internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// What the settings say of an SFTP server.
struct SFTPServer {
  let location: SFTPLocation
  let user: String
  let credentials: [SSHCredential]
  let knownHosts: FilePath

  /// - Throws: `setting_missing`, `scheme_refused`, `location_invalid`.
  init(_ settings: Settings, _ profile: Profile) throws(Failure) {
    location = try SFTPLocation(parsing: try settings.required(.serverURL))
    guard let user = location.user else { throw Self.userMissing }
    self.user = user
    var credentials: [SSHCredential] = []
    if let file = settings[.serverIdentityFile] { credentials.append(.privateKey(FilePath(file))) }
    if let password = settings[.serverPassword] { credentials.append(.password(Array(password.utf8))) }
    guard !credentials.isEmpty else {
      throw Failure(
        .settingMissing, "neither server.identity_file nor server.password has a value",
        hint: "so-ftpsend config set server.identity_file FILE")
    }
    self.credentials = credentials
    knownHosts = Self.knownHosts(settings, profile)
  }

  static func knownHosts(_ settings: Settings, _ profile: Profile) -> FilePath {
    settings[.serverKnownHosts].map { FilePath($0) } ?? profile.knownHostsPath
  }

  static func checkLocation(_ text: String) throws(Failure) {
    guard try SFTPLocation(parsing: text).user != nil else { throw userMissing }
  }

  private static var userMissing: Failure {
    Failure(.locationInvalid, "the address names no user", hint: "write sftp://USER@HOST[:PORT]/PATH")
  }

  /// What makes connections.
  func access(_ limits: ServerLimits) -> SFTPAccess {
    var settings = SFTPSettings()
    if let timeout = limits.timeout {
      settings.connectTimeout = timeout
      settings.answerTimeout = timeout
      settings.stallTimeout = timeout
    }
    settings.isCancelled = limits.isCancelled
    return SFTPAccess(
      to: location.endpoint, user: user, credentials: credentials, knownHosts: knownHosts, settings: settings)
  }
}
