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
  /// The host by which it is reached.
  let jump: SSHJump?
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
    jump = try Self.jump(server, credentials)
    fileMode = server.fileMode
  }

  /// The jump host is logged in to by the keys alone: the server's password is none of its business.
  private static func jump(
    _ server: ServerSettings, _ credentials: [SSHCredential]
  ) throws(Failure) -> SSHJump? {
    guard let text = server.jump else { return nil }
    let (user, endpoint) = try jumpLocation(text)
    let keys = credentials.filter { if case .password = $0 { false } else { true } }
    guard !keys.isEmpty else {
      let file = SettingKey.serverIdentityFile.of(server.name).name
      throw Failure(
        .settingMissing,
        "\(SettingKey.serverJump.of(server.name).name) is logged in to by key, and \(file) has no value",
        hint: "so-ftpsend config set \(file) FILE")
    }
    return SSHJump(to: endpoint, user: user, credentials: keys, knownHosts: server.knownHosts)
  }

  /// Reads `USER@HOST[:PORT]`.
  ///
  /// - Throws: `location_invalid`.
  static func jumpLocation(_ text: String) throws(Failure) -> (user: String, endpoint: SSHEndpoint) {
    // One host: several, or a path, are not to be taken for a long name of a user.
    guard !text.contains("/"), text.utf8.count(where: { $0 == UInt8(ascii: "@") }) == 1,
      let location = try? SFTPLocation(parsing: "sftp://\(text)"), let user = location.user
    else {
      throw Failure(.locationInvalid, "the jump host is not USER@HOST[:PORT]", hint: "write USER@HOST[:PORT]")
    }
    return (user, location.endpoint)
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
    settings.events = limits.log
    return access(settings)
  }

  /// What makes connections.
  func access(_ settings: SFTPSettings) -> SFTPAccess {
    SFTPAccess(
      to: location.endpoint, user: user, credentials: credentials, knownHosts: knownHosts, by: jump,
      settings: settings)
  }
}
