public import Records

/// The settings as they hold for a command: flags win over the environment, it over the
/// settings file, that over the default profile, and all over what is built in (R074–R077).
public struct Settings: Sendable, Equatable {
  private var flags: [SettingKey: SettingValue] = [:]
  private var environment: [SettingKey: SettingValue] = [:]
  private var file: [SettingKey: SettingValue] = [:]
  private var profile: [SettingKey: SettingValue] = [:]

  /// No setting has a value but those that are built in.
  public init() {}

  /// Puts the layers together.
  init(file: SettingsText, environment: [SettingKey: SettingValue], profile: SettingsText) {
    for line in file.lines {
      self.file[line.key] = SettingValue(text: line.value, origin: .file(file.place, line: line.number))
    }
    for line in profile.lines {
      self.profile[line.key] = SettingValue(
        text: line.value, origin: .profile(profile.place, line: line.number))
    }
    self.environment = environment
  }

  /// The value of `key` and where it comes from; `nil` when it has none.
  public func value(of key: SettingKey) -> SettingValue? {
    if let value = flags[key] ?? environment[key] ?? file[key] ?? profile[key] { return value }
    return key.builtIn.map { SettingValue(text: $0, origin: .builtIn) }
  }

  /// The value of `key`; `nil` when it has none. Setting it is setting it in the file.
  public subscript(key: SettingKey) -> String? {
    get { value(of: key)?.text }
    set { file[key] = newValue.map { SettingValue(text: $0, origin: .file("", line: 0)) } }
  }

  /// Has `value` hold for this command, whatever else says: `flag` is the option that gave it.
  public mutating func override(_ key: SettingKey, with value: String, flag: String) {
    flags[key] = SettingValue(text: value, origin: .flag(flag))
  }

  /// The value of `key`.
  ///
  /// - Throws: `setting_missing` with the command that sets it.
  public func required(_ key: SettingKey) throws(Failure) -> String {
    if let value = self[key] { return value }
    let operand = key.isSecret ? "--value-file FILE" : "VALUE"
    throw Failure(
      .settingMissing, "the setting \(key.name) has no value",
      hint: "so-ftpsend config set \(key.name) \(operand)")
  }

  /// The servers that have a name, sorted.
  public var servers: [ServerName] {
    let keys = [flags, environment, file, profile].flatMap(\.keys)
    return Set(keys.compactMap(\.server)).sorted { $0.text < $1.text }
  }

  /// Every setting that there is: those without a name, then those of each named server.
  public var keys: [SettingKey] { SettingKey.all + servers.flatMap(SettingKey.all(of:)) }

  /// The same values, wherever they come from.
  public static func == (left: Self, right: Self) -> Bool {
    let keys = Set(left.keys + right.keys)
    return keys.allSatisfy { left[$0] == right[$0] }
  }
}

extension SettingKey {
  /// The settings of a named server, in the order of the file.
  static func all(of server: ServerName) -> [SettingKey] {
    all.filter(\.isPerServer).map { $0.of(server) }
  }
}
