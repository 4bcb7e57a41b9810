internal import NetClient
internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// What the settings say of an FTPS server (R079).
struct FTPSSite {
  /// The folder.
  let path: FTPPath
  let fileMode: UInt32
  private let location: SFTPLocation
  private let encryption: FTPSEncryption
  private let password: String
  private let authority: String?
  private let user: String

  /// Whether an address is one of these.
  static func isAddress(_ text: String) -> Bool { text.lowercased().hasPrefix("ftps://") }

  /// - Throws: `setting_missing` without a password; `location_invalid`; what reading the
  ///   certificates throws.
  init(_ server: ServerSettings) throws(Failure) {
    location = try Self.location(server.url, server.tls == .implicit ? .implicit : .explicit)
    // 990 is the port of implicit TLS, and no server there begins otherwise.
    encryption = server.tls == .implicit || location.endpoint.port == 990 ? .implicit : .explicit
    guard let user = location.user else { throw Self.userMissing }
    self.user = user
    path = try Self.path(location)
    guard let password = server.password else {
      let key = SettingKey.serverPassword.of(server.name).name
      throw Failure(
        .settingMissing, "\(key) has no value", hint: "so-ftpsend config set \(key) --value-file FILE")
    }
    guard let text = String(validating: password, as: UTF8.self) else {
      throw Failure(.authFailed, "the password is not UTF-8")
    }
    self.password = text
    authority = try server.certificates.map { (path) throws(Failure) in try Self.certificates(path) }
    fileMode = server.fileMode.rawValue
  }

  static func certificates(_ path: FilePath) throws(Failure) -> String {
    let excess = Failure(.authorityInvalid, "the file of server.ca_file is too large for certificates")
    do throws(Failure) {
      return String(
        decoding: try InputFile(opening: path).readAll(limit: 512 << 10, excess: excess), as: UTF8.self)
    } catch {
      throw error.hinting("so-ftpsend config set server.ca_file FILE")
    }
  }

  static func checkLocation(_ text: String) throws(Failure) {
    let location = try location(text, .explicit)
    guard location.user != nil else { throw userMissing }
    _ = try path(location)
  }

  static func location(_ text: String, _ encryption: FTPSEncryption) throws(Failure) -> SFTPLocation {
    try SFTPLocation(parsing: text, scheme: "ftps", port: encryption.port)
  }

  static func path(_ location: SFTPLocation) throws(Failure) -> FTPPath {
    if location.path == .home { return .home }
    guard let text = String(validating: location.path.bytes, as: UTF8.self) else {
      throw Failure(.locationInvalid, "the address's path is not UTF-8")
    }
    return try FTPPath(text)
  }

  private static var userMissing: Failure {
    Failure(.locationInvalid, "the address names no user", hint: "write ftps://USER@HOST[:PORT]/PATH")
  }

  /// The server and the login.
  func account(_ limits: ServerLimits) throws(Failure) -> FTPSAccount {
    let endpoint = location.endpoint
    return try FTPSAccount(
      host: endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host, port: endpoint.port,
      encryption: encryption, user: user, password: password, authority: authority,
      limits: FTPSAccount.Limits(limits))
  }
}

extension FTPSAccount.Limits {
  /// What one connection may take, where a program of its own carries it.
  init(_ limits: ServerLimits) {
    self.init()
    if let timeout = limits.timeout {
      let milliseconds = max(1000, Int64(timeout / .milliseconds(1)))
      (connect, answer, stall) = (milliseconds, milliseconds, milliseconds)
    }
    bytesPerSecond = limits.transfer.bytesPerSecond.map { Int64(clamping: $0) }
  }
}
