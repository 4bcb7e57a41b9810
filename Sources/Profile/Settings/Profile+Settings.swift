internal import AgeFormat
internal import Keys
internal import Platform
public import Records

extension Profile {
  /// The settings as they hold: environment, file, default profile, built-in values.
  ///
  /// - Throws: `settings_exposed`, `settings_damaged`, `value_invalid` for a variable.
  public func settings() throws(Failure) -> Settings {
    let file = try storedSettings()
    let profile = try DefaultProfile.read(environment)
    let servers = Set((file.lines + profile.lines).compactMap(\.key.server))
    return Settings(
      file: file, environment: try SettingsEnvironment.values(environment, servers: Array(servers)),
      profile: profile)
  }

  /// How to reach the support: telephone number, web page, e-mail address, as far as they are set
  /// (R084). Nobody is asked for a passphrase: where the identity has one, only the environment and
  /// the default profile are looked at.
  public var supportContacts: [String] {
    let file = (try? IdentityFile.load(identityPath)).flatMap { identity in
      try? storedSettings(settingsFile(identity).read())
    }
    let settings = Settings(
      file: file ?? SettingsText(),
      environment: (try? SettingsEnvironment.values(environment, servers: [])) ?? [:],
      profile: (try? DefaultProfile.read(environment)) ?? SettingsText())
    return [SettingKey.supportPhone, .supportURL, .supportEmail].compactMap { settings[$0] }
  }

  /// The settings that the file has, and nothing else; none when there is no file yet.
  public func storedSettings() throws(Failure) -> SettingsText {
    guard try FileStatus(at: settingsPath) != nil else { return SettingsText(place: settingsPath.printable) }
    return try storedSettings(settingsFile(try identity()).read())
  }

  /// Sets one setting; an identity is made when there is none.
  public func set(_ key: SettingKey, to value: String, at time: Timestamp) throws(Failure) {
    try changeSettings(at: time) { $0[key] = value }
  }

  /// Changes the settings file: all that `change` does, or nothing. An identity is made when
  /// there is none.
  public func changeSettings(
    at time: Timestamp, _ change: (inout SettingsText) throws(Failure) -> Void
  ) throws(Failure) {
    let identity = try identityMakingOne(at: time).identity
    try settingsFile(identity).update(at: time) { (old) throws(Failure) in
      var settings = try storedSettings(old)
      try change(&settings)
      return settings.ini
    }
  }

  private func storedSettings(_ bytes: [UInt8]?) throws(Failure) -> SettingsText {
    try SettingsText(ini: bytes ?? [], place: settingsPath.printable)
  }

  private func settingsFile(_ identity: Identity) -> SealedFile {
    SealedFile(path: settingsPath, identity: identity)
  }
}
