internal import Records

extension SettingsText {
  /// The settings as a text to be edited: every setting that there is, with its meaning, and
  /// those without a value behind a semicolon.
  public var template: [UInt8] {
    var text = """
      ; Settings of the Second Opinion tools; so-settings(5) explains them.
      ; A line that begins with ; does not count, and comments of yours are not kept.
      ; A further server gets sections of its own, as in [server.backup] and [link.backup].

      """
    var heading = ""
    let servers = Set(lines.compactMap(\.key.server)).sorted { $0.text < $1.text }
    for key in SettingKey.all + servers.flatMap(SettingKey.all(of:)) {
      if key.heading != heading {
        text += "\n[\(key.heading)]\n"
        heading = key.heading
      }
      if key.server == nil { text += "; \(key.meaning)\n" }
      if let value = self[key] {
        text += "\(key.key) = \(Self.quoted(value))\n"
      } else {
        text += ";\(key.key) = \(key.builtIn ?? "")\n"
      }
    }
    return Array(text.utf8)
  }
}
