internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// The server of the settings, and how to log in to it.
struct ServerAccess {
  let location: SFTPLocation
  let url: String
  private let user: String
  private let credentials: [SSHCredential]
  private let knownHosts: FilePath

  /// Reads the settings.
  ///
  /// - Throws: `setting_missing`, `scheme_refused`, `location_invalid`.
  init(_ settings: Settings, _ profile: Profile) throws(Failure) {
    url = try settings.required(.serverURL)
    location = try SFTPLocation(parsing: url)
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

  /// Connects and logs in.
  func connect() throws(Failure) -> SFTPClient {
    try SFTPClient(
      connecting: location.endpoint, user: user, credentials: credentials, knownHosts: knownHosts)
  }

  /// Where a transfer's file lies on the server.
  func path(of id: TransferID) throws(Failure) -> RemotePath {
    guard let path = location.path.appending(Array(RemoteName.text(of: id).utf8)) else {
      throw Failure(.locationInvalid, "server.url names no folder")
    }
    return path
  }

  /// The address of a transfer's file, without a password.
  func address(of id: TransferID) -> String {
    (url.hasSuffix("/") ? url : url + "/") + RemoteName.text(of: id)
  }
}
