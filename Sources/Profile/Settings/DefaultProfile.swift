internal import Glibc
internal import Platform
internal import Records
public import SystemPackage

/// The settings that a site or a package brings for everybody (R074): a plain INI file
/// `second-opinion/default.ini` below one of `$XDG_CONFIG_DIRS`.
///
/// It lies open for every user of the machine, so there is no secret in it. Whoever may write
/// it says where containers go; so that is root, or the user, and nobody else.
enum DefaultProfile {
  private static let limit = 1 << 20

  /// The first file that there is; no settings when there is none.
  ///
  /// - Throws: `settings_exposed`, `settings_damaged`.
  static func read(_ environment: ProcessEnvironment) throws(Failure) -> SettingsText {
    let folders = environment.text("XDG_CONFIG_DIRS") ?? "/etc/xdg"
    for folder in folders.split(separator: ":").map({ FilePath(String($0)) }) where folder.isAbsolute {
      let path = folder.appending("second-opinion").appending("default.ini")
      if try FileStatus(at: path) != nil { return try read(path) }
    }
    return SettingsText()
  }

  private static func read(_ path: FilePath) throws(Failure) -> SettingsText {
    let file = try InputFile(opening: path)
    let status = try FileStatus(file.descriptor)
    guard status.owner == 0 || status.owner == geteuid(), status.mode.rawValue & 0o022 == 0 else {
      throw Failure(
        .settingsExposed,
        "\(path.printable) belongs to another user, or others may write it (mode \(status.mode.octal))",
        hint: "chmod 644 \(path.printable), and have it belong to root")
    }
    let excess = Failure(.settingsDamaged, "\(path.printable) is longer than 1 MiB")
    let text: SettingsText
    do throws(Failure) {
      text = try SettingsText(ini: try file.readAll(limit: limit, excess: excess), place: path.printable)
    } catch { throw error.prefixed(path.printable) }
    if let secret = text.lines.first(where: \.key.isSecret) {
      throw Failure(
        .settingsDamaged, "\(path.printable), line \(secret.number) has a secret, which every user can read",
        hint: "take it out, and so-ftpsend config set \(secret.key.name) --value-file FILE")
    }
    return text
  }
}

extension FilePermissions {
  /// Four octal digits, as `chmod` takes them.
  public var octal: String {
    let digits = String(rawValue, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
