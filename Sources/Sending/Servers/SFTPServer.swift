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
  let fileMode: FilePermissions

  /// Puts the ways to log in together.
  ///
  /// - Throws: `setting_missing` when there is none; `scheme_refused`, `location_invalid`.
  init(_ server: ServerSettings) throws(Failure) {
    location = try SFTPLocation(parsing: server.url)
    guard let user = location.user else { throw Self.userMissing }
    self.user = user
    var credentials: [SSHCredential] = []
    if let file = server.identityFile {
      credentials.append(.privateKey(file, passphrase: server.passphrase))
    }
    if server.usesAgent {
      guard let socket = ProcessEnvironment.current.path("SSH_AUTH_SOCK") else {
        throw Failure(
          .settingMissing, "server.agent is yes, and SSH_AUTH_SOCK names no agent", hint: "ssh-add -l")
      }
      credentials.append(.agent(socket: socket))
    }
    if let password = server.password { credentials.append(.password(password)) }
    guard !credentials.isEmpty else {
      let file = SettingKey.serverIdentityFile.of(server.name).name
      throw Failure(
        .settingMissing, "neither \(file) nor \(SettingKey.serverPassword.of(server.name).name) has a value",
        hint: "so-ftpsend config set \(file) FILE")
    }
    self.credentials = credentials
    knownHosts = server.knownHosts
    fileMode = server.fileMode
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
    return access(settings)
  }

  /// What makes connections.
  func access(_ settings: SFTPSettings) -> SFTPAccess {
    SFTPAccess(
      to: location.endpoint, user: user, credentials: credentials, knownHosts: knownHosts, settings: settings)
  }
}
