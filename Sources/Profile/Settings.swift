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
    // By scalars, here and below: a mark that combines with a quote or a line feed makes
    // another character of it.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, rawLine) in lines.enumerated() {
      let line = String(rawLine).trimmingBlanks
      func damaged(_ what: String) -> Failure {
        Failure(.settingsDamaged, "line \(index + 1) of the settings \(what)")
      }
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = String(line.dropFirst().dropLast())
        continue
      }
      let scalars = line.unicodeScalars
      guard let equals = scalars.firstIndex(of: "=") else {
        throw damaged("is neither a section nor a setting")
      }
      let name = section + "." + String(scalars[..<equals]).trimmingBlanks
      guard let key = SettingKey(name: name) else { throw damaged("names a setting that does not exist") }
      guard values[key] == nil else { throw damaged("sets a setting for the second time") }
      guard let value = Self.unquoted(String(scalars[scalars.index(after: equals)...]).trimmingBlanks) else {
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

  /// Quotes keep blanks at the ends, which a password may have. A line break inside is
  /// escaped: a value must not be able to set another setting.
  private static func quoted(_ value: String) -> String {
    let scalars = value.unicodeScalars
    let needsQuotes =
      value.isEmpty || value != value.trimmingBlanks || scalars.first == "\""
      || scalars.contains { $0 == "\n" || $0 == "\r" }
    guard needsQuotes else { return value }
    var text = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in scalars {
      switch scalar {
      case "\"", "\\": text += ["\\", scalar]
      case "\n": text += ["\\", "n"]
      case "\r": text += ["\\", "r"]
      default: text.append(scalar)
      }
    }
    return String(text + ["\""])
  }

  private static func unquoted(_ text: String) -> String? {
    guard text.unicodeScalars.first == "\"" else { return text }
    var value = String.UnicodeScalarView()
    var rest = text.unicodeScalars.dropFirst()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return rest.isEmpty ? String(value) : nil
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        value.append(next == "n" ? "\n" : next == "r" ? "\r" : next)
      default: value.append(scalar)
      }
    }
    return nil
  }
}
