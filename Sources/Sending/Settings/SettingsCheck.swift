internal import Platform
public import Profile
public import Records
public import SystemPackage

/// Settings that come as a text: all of them are good, or none is taken (R076).
public enum SettingsCheck {
  /// Reads an INI text and checks every value.
  ///
  /// - Throws: `settings_invalid` with a problem for each line; never a value.
  public static func read(_ ini: [UInt8]) throws(Failure) -> SettingsText {
    let text: SettingsText
    do throws(Failure) { text = try SettingsText(ini: ini) } catch {
      throw Failure(.settingsInvalid, error.message)
    }
    var problems: [FieldProblem] = []
    for line in text.lines {
      do throws(Failure) { try SettingRules.check(line.value, for: line.key) } catch {
        problems.append(FieldProblem("line \(line.number), \(line.key.name)", error.code, error.message))
      }
    }
    guard problems.isEmpty else {
      let what = problems.count == 1 ? "1 setting is" : "\(problems.count) settings are"
      throw Failure(.settingsInvalid, "\(what) refused, and nothing is changed", fields: problems)
    }
    return text
  }

  /// Refuses a file that has secrets and that others than its owner can read or write.
  ///
  /// - Throws: `settings_exposed`, naming the mode.
  public static func checkExposure(of text: SettingsText, in path: FilePath) throws(Failure) {
    guard text.lines.contains(where: \.key.isSecret), let status = try FileStatus(at: path),
      status.mode.rawValue & 0o077 != 0
    else { return }
    throw Failure(
      .settingsExposed,
      "\(path.printable) has secrets, and others than its owner can read or write it (mode \(status.mode.octal))",
      hint: "chmod 600 \(path.printable)")
  }
}
