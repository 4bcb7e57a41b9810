internal import Platform
public import Records
public import SystemPackage

/// What the settings say about one server, in the types of its use.
public struct ServerSettings: Sendable {
  /// How TLS begins with an FTPS server.
  public enum TLS: String, CaseIterable, Sendable {
    /// On the plain port, by a command.
    case explicit
    /// With the first byte, on a port of its own.
    case implicit
  }

  /// The server's name; `nil` for the one without.
  public let name: ServerName?
  /// The folder to send to.
  public let url: String
  /// The private SSH key.
  public let identityFile: FilePath?
  /// The key's passphrase, UTF-8.
  public let passphrase: [UInt8]?
  /// The password, UTF-8.
  public let password: [UInt8]?
  /// Whether the keys of the SSH agent are tried.
  public let usesAgent: Bool
  /// The host by which it is reached, `USER@HOST[:PORT]`; `nil` for none.
  public let jump: String?
  /// The file of known host keys.
  public let knownHosts: FilePath
  /// The mode of a file on the server.
  public let fileMode: FilePermissions
  /// The certificates to trust, PEM; `nil` for the system's.
  public let certificates: FilePath?
  /// How TLS begins.
  public let tls: TLS
  /// Connections, 1–32; `nil` is for the engine to say, by the delay of the line.
  public let connections: Int?
  /// The rate at most; `nil` is without a limit.
  public let bandwidth: ByteRate?
  /// How long to wait for a connection and for each answer; `nil` is for the engine to say.
  public let timeout: Duration?
  /// How long a file stays on the server before it is removed (R080).
  public let retention: TimeSpan?
  /// The front of links, as it stands in the settings; `nil` when the site has no public address.
  public let linkBase: String?

  /// Reads the settings of one server. A named one takes nothing from the one without a name: no
  /// password goes to another server.
  ///
  /// - Throws: `setting_missing` when it has no address; `value_invalid`.
  public init(_ settings: Settings, _ profile: Profile, server name: ServerName? = nil) throws(Failure) {
    func text(_ key: SettingKey) -> String? { settings[key.of(name)] }
    func value<Value>(_ key: SettingKey, _ parse: (String) -> Value?) throws(Failure) -> Value? {
      guard let text = text(key) else { return nil }
      if let value = parse(text) { return value }
      throw Failure(.valueInvalid, "the value of \(key.of(name).name) is not \(key.rule)")
    }
    self.name = name
    url = try settings.required(.serverURL.of(name))
    identityFile = text(.serverIdentityFile).map { FilePath($0) }
    passphrase = text(.serverPassphrase).map { Array($0.utf8) }
    password = text(.serverPassword).map { Array($0.utf8) }
    usesAgent = try value(.serverAgent, SettingKey.flag) ?? false
    jump = text(.serverJump)
    knownHosts = Self.knownHosts(settings, profile, server: name)
    fileMode = try value(.serverFileMode, SettingKey.fileMode) ?? [.ownerReadWrite, .groupRead]
    certificates = text(.serverCAFile).map { FilePath($0) }
    tls = try value(.serverTLS) { TLS(rawValue: $0) } ?? .explicit
    connections = try value(.serverConnections, SettingKey.connections)
    bandwidth = try value(.serverBandwidth) { ByteRate($0) }
    timeout = try value(.serverTimeout, SettingKey.timeout).map { .seconds($0.seconds) }
    retention = try value(.serverRetention, SettingKey.retention)
    linkBase = text(.linkBase)
  }

  /// The file of known host keys that a server's settings name.
  public static func knownHosts(_ settings: Settings, _ profile: Profile, server: ServerName?) -> FilePath {
    settings[.serverKnownHosts.of(server)].map { FilePath($0) } ?? profile.knownHostsPath
  }
}

extension SettingKey {
  /// What the value may be, for messages: "is not …".
  var rule: String {
    switch general {
    case .serverAgent: "yes or no"
    case .serverFileMode: "an octal mode from 0400 to 0777 that lets the owner read"
    case .serverTLS: "explicit or implicit"
    case .serverConnections: "a number from 1 to 32"
    case .serverBandwidth: ByteRate.rule
    case .serverTimeout: "1s to 1h: \(TimeSpan.rule)"
    case .serverRetention: "1h or longer: \(TimeSpan.rule)"
    default: "one that can be used"
    }
  }

  /// Checks a value of a closed form: a number, a word, a span.
  ///
  /// - Throws: `value_invalid`, naming the setting and the rule.
  public func checkForm(of value: String) throws(Failure) {
    let isGood =
      switch general {
      case .serverAgent: Self.flag(value) != nil
      case .serverFileMode: Self.fileMode(value) != nil
      case .serverTLS: ServerSettings.TLS(rawValue: value) != nil
      case .serverConnections: Self.connections(value) != nil
      case .serverBandwidth: ByteRate(value) != nil
      case .serverTimeout: Self.timeout(value) != nil
      case .serverRetention: Self.retention(value) != nil
      default: true
      }
    guard isGood else { throw Failure(.valueInvalid, "the value of \(name) is not \(rule)") }
  }

  static func flag(_ text: String) -> Bool? { ["yes": true, "no": false][text] }

  static func connections(_ text: String) -> Int? {
    Int(text).flatMap { (1...32).contains($0) && String($0) == text ? $0 : nil }
  }

  static func timeout(_ text: String) -> TimeSpan? {
    TimeSpan(text).flatMap { (1...3600).contains($0.seconds) ? $0 : nil }
  }

  /// With none at all a nightly `expire` would remove everything, fetched or not.
  static func retention(_ text: String) -> TimeSpan? {
    TimeSpan(text).flatMap { $0.seconds >= 3600 ? $0 : nil }
  }

  static func fileMode(_ text: String) -> FilePermissions? {
    guard (3...4).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")) ~= $0 }),
      let mode = UInt32(text, radix: 8), mode & 0o400 != 0, mode <= 0o777
    else { return nil }
    return FilePermissions(rawValue: mode)
  }
}
