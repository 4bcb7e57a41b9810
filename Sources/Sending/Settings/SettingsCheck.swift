internal import Platform
public import Profile
public import Records
public import SystemPackage

/// Settings that come as a text: all of them are good, or none is taken (R076).
public enum SettingsCheck {
  /// Reads an INI text and checks every value.
  ///
  /// - Parameter place: where the text is from, for people.
  /// - Throws: `settings_invalid` with a problem for each line; never a value.
  public static func read(_ ini: [UInt8], from place: String) throws(Failure) -> SettingsText {
    let text: SettingsText
    let damage: [SettingsText.Damage]
    do throws(Failure) { (text, damage) = try SettingsText.reading(ini: ini) } catch {
      throw Failure(.settingsInvalid, "\(place) is not valid UTF-8, and nothing is changed")
    }
    var problems = damage.map { FieldProblem("line \($0.number)", .settingsDamaged, $0.what) }
    for line in text.lines {
      do throws(Failure) { try SettingRules.check(line.value, for: line.key) } catch {
        problems.append(FieldProblem("line \(line.number), \(line.key.name)", error.code, error.message))
      }
    }
    guard problems.isEmpty else {
      let are = problems.count == 1 ? "line is" : "lines are"
      throw Failure(
        .settingsInvalid, "\(place): \(problems.count) \(are) refused, and nothing is changed",
        fields: problems)
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
