public import Records

/// The settings, as an INI file has them (R075–R077).
public struct Settings: Sendable, Equatable {
  private var values: [SettingKey: String] = [:]

  /// No setting has a value.
  public init() {}

  /// The value of `key`; `nil` when it has none.
  public subscript(key: SettingKey) -> String? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// The value of `key`.
  ///
  /// - Throws: `setting_missing` with the command that sets it.
  public func required(_ key: SettingKey) throws(Failure) -> String {
    if let value = values[key] { return value }
    let operand = key.isSecret ? "--value-file FILE" : "VALUE"
    throw Failure(
      .settingMissing, "the setting \(key.name) has no value",
      hint: "so-ftpsend config set \(key.name) \(operand)")
  }

  /// Reads an INI file: `[section]`, `key = value`, comments from `;` or `#` at a line's front.
  ///
  /// - Throws: `settings_damaged` with the number of the line; never its content.
  public init(ini bytes: [UInt8]) throws(Failure) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.settingsDamaged, "the settings are not valid UTF-8")
    }
    var section = ""
    for (index, rawLine) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = String(rawLine).trimmingBlanks
      func damaged(_ what: String) -> Failure {
        Failure(.settingsDamaged, "line \(index + 1) of the settings \(what)")
      }
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = String(line.dropFirst().dropLast())
        continue
      }
      guard let equals = line.firstIndex(of: "=") else { throw damaged("is neither a section nor a setting") }
      let name = section + "." + String(line[..<equals]).trimmingBlanks
      guard let key = SettingKey(name: name) else { throw damaged("names a setting that does not exist") }
      guard values[key] == nil else { throw damaged("sets a setting for the second time") }
      guard let value = Self.unquoted(String(line[line.index(after: equals)...]).trimmingBlanks) else {
        throw damaged("has a quote that does not end")
      }
      values[key] = value
    }
  }

  /// The settings as an INI file.
  public var ini: [UInt8] {
    var text = ""
    var section = ""
    for key in SettingKey.all {
      guard let value = values[key] else { continue }
      if key.section != section {
        text += (section.isEmpty ? "" : "\n") + "[\(key.section)]\n"
        section = key.section
      }
      text += "\(key.key) = \(Self.quoted(value))\n"
    }
    return Array(text.utf8)
  }

  /// Quotes keep blanks at the ends, which a password may have.
  private static func quoted(_ value: String) -> String {
    guard value != value.trimmingBlanks || value.hasPrefix("\"") || value.isEmpty else { return value }
    return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func unquoted(_ text: String) -> String? {
    guard text.hasPrefix("\"") else { return text }
    var value = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      switch character {
      case "\"": return rest.isEmpty ? value : nil
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        value.append(next)
      default: value.append(character)
      }
    }
    return nil
  }
}
