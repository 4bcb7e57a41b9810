public import Records

/// Settings as an INI file has them: `[section]` or `[section.SERVER]`, `key = value`, comments
/// from `;` or `#` at a line's front (R077).
public struct SettingsText: Sendable {
  /// One setting.
  public struct Line: Sendable {
    /// The setting.
    public let key: SettingKey
    /// Its value.
    public let value: String
    /// The number of its line, from 1.
    public let number: Int
  }

  /// The settings in the order of the file; none is in it twice.
  public private(set) var lines: [Line]
  /// The file's path, for people.
  public let place: String

  /// No settings.
  init(place: String = "") {
    lines = []
    self.place = place
  }

  /// Reads a file.
  ///
  /// - Parameter place: the file's path, for people.
  /// - Throws: `settings_damaged` with the number of the line; never its content.
  public init(ini bytes: [UInt8], place: String = "") throws(Failure) {
    let (text, damage) = try Self.reading(ini: bytes, place: place)
    if let first = damage.first {
      throw Failure(.settingsDamaged, "line \(first.number) of the settings \(first.what)")
    }
    self = text
  }

  /// A line that cannot be read.
  public struct Damage: Sendable {
    /// Its number, from 1.
    public let number: Int
    /// What is wrong with it, as in "has a quote that does not end"; never its content.
    public let what: String
  }

  /// Reads what can be read of a file, for who wants to name every damaged line at once.
  ///
  /// - Throws: `settings_damaged` for bytes that are no text.
  public static func reading(ini bytes: [UInt8], place: String = "") throws(Failure) -> (
    text: SettingsText, damage: [Damage]
  ) {
    // Windows' Notepad writes a byte order mark.
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      throw Failure(.settingsDamaged, "the settings are not valid UTF-8")
    }
    var settings = SettingsText(place: place)
    var damage: [Damage] = []
    var heading = ""
    var known: Set<SettingKey> = []
    // By scalars, here and below: a mark that combines with a quote or a line feed makes
    // another character of it.
    let rawLines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, rawLine) in rawLines.enumerated() {
      let line = String(rawLine).trimmingBlanks
      func damaged(_ what: String) { damage.append(Damage(number: index + 1, what: what)) }
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        heading = String(line.dropFirst().dropLast())
        continue
      }
      let scalars = line.unicodeScalars
      guard let equals = scalars.firstIndex(of: "=") else {
        damaged("is neither a section nor a setting")
        continue
      }
      let name = heading + "." + String(scalars[..<equals]).trimmingBlanks
      guard let key = SettingKey(name: name) else {
        damaged("names a setting that does not exist")
        continue
      }
      guard known.insert(key).inserted else {
        damaged("sets a setting for the second time")
        continue
      }
      guard let value = unquoted(String(scalars[scalars.index(after: equals)...]).trimmingBlanks) else {
        damaged("has a quote that does not end")
        continue
      }
      settings.lines.append(Line(key: key, value: value, number: index + 1))
    }
    return (settings, damage)
  }

  /// The value of a setting.
  public subscript(key: SettingKey) -> String? {
    get { lines.first { $0.key == key }?.value }
    set {
      lines.removeAll { $0.key == key }
      if let newValue { lines.append(Line(key: key, value: newValue, number: 0)) }
    }
  }

  /// The value of a setting and its place.
  public func value(of key: SettingKey) -> SettingValue? {
    lines.first { $0.key == key }.map {
      SettingValue(text: $0.value, origin: .file(place, line: $0.number))
    }
  }

  /// The same settings without the secret ones.
  public var withoutSecrets: SettingsText {
    var settings = self
    settings.lines.removeAll(where: \.key.isSecret)
    return settings
  }

  /// Takes the settings of another text; those that are in neither stay as they are.
  public mutating func merge(_ other: SettingsText) {
    for line in other.lines { self[line.key] = line.value }
  }

  /// The settings as a file, in a fixed order.
  public var ini: [UInt8] {
    var text = ""
    var heading = ""
    let servers = Set(lines.compactMap(\.key.server)).sorted { $0.text < $1.text }
    let values = Dictionary(lines.map { ($0.key, $0.value) }) { $1 }
    for key in SettingKey.all + servers.flatMap(SettingKey.all(of:)) {
      guard let value = values[key] else { continue }
      if key.heading != heading {
        text += (heading.isEmpty ? "" : "\n") + "[\(key.heading)]\n"
        heading = key.heading
      }
      text += "\(key.key) = \(Self.quoted(value))\n"
    }
    return Array(text.utf8)
  }

  /// Quotes keep blanks at the ends, which a password may have. A line break inside is
  /// escaped: a value must not be able to set another setting.
  static func quoted(_ value: String) -> String {
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
