internal import Platform
internal import Records
internal import SystemPackage

/// The settings that environment variables give, as in `SO_SERVER_URL`.
enum SettingsEnvironment {
  /// The longest secret, as the tools take it from any file.
  private static let limit = 4096

  /// Reads the variables: those of the settings without a name, and of the named servers that
  /// variables or `names` tell of.
  ///
  /// - Throws: `value_invalid`, naming the variable and not its value; what reading the file of
  ///   a secret throws.
  static func values(
    _ environment: ProcessEnvironment, servers names: [ServerName]
  ) throws(Failure) -> [SettingKey: SettingValue] {
    var values: [SettingKey: SettingValue] = [:]
    let servers = Set(names).union(Self.servers(environment))
    for key in SettingKey.all + servers.flatMap(SettingKey.all(of:)) {
      guard let path = environment.path(key.variable) else { continue }
      guard let text = key.isSecret ? try secret(in: path, key) : environment.text(key.variable) else {
        throw Failure(.valueInvalid, "\(key.variable) is not valid UTF-8")
      }
      guard SettingKey.isPlain(text) else {
        throw Failure(
          .valueInvalid, "\(key.variable) is empty, or has a line break or another control character")
      }
      values[key] = SettingValue(text: text, origin: .environment(key.variable))
    }
    return values
  }

  private static func secret(in path: FilePath, _ key: SettingKey) throws(Failure) -> String? {
    let excess = Failure(.valueInvalid, "the file that \(key.variable) names is longer than \(limit) bytes")
    let bytes: [UInt8]
    do throws(Failure) { bytes = try InputFile(opening: path).readAll(limit: limit, excess: excess) } catch {
      throw error.prefixed(key.variable)
    }
    return String(validating: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  /// The servers in the names of variables: `SO_SERVER_BACKUP_URL` is of `backup`. No setting's
  /// name ends in another's after an underscore, so that each variable has one meaning.
  private static func servers(_ environment: ProcessEnvironment) -> Set<ServerName> {
    var servers: Set<ServerName> = []
    let general = Set(SettingKey.all.map(\.variable))
    for entry in environment.entries {
      let name = String(decoding: entry.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
      guard !general.contains(name) else { continue }
      for key in SettingKey.all where key.isPerServer {
        let front = "SO_\(key.section.uppercased())_"
        let end = key.variable.dropFirst(front.count - 1)
        guard name.hasPrefix(front), name.hasSuffix(end), name.utf8.count > front.utf8.count + end.utf8.count
        else { continue }
        let word = name.dropFirst(front.count).dropLast(end.count)
        guard !word.contains(where: \.isLowercase) else { continue }
        if let server = ServerName(word.lowercased().replacing("_", with: "-")) { servers.insert(server) }
      }
    }
    return servers
  }
}

extension SettingKey {
  /// Whether a value can stand on one line: no setting's may be empty or hold a control character.
  public static func isPlain(_ value: String) -> Bool {
    !value.isEmpty && !value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }
}
