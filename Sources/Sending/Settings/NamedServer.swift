internal import Profile
internal import Records

extension Failure {
  /// The failure with the names of this server's own settings.
  ///
  /// The rooms below know nothing of servers with names. A hint of theirs, followed as it is, would
  /// put one server's password where it goes to another.
  func about(_ server: ServerName?) -> Failure {
    guard let server else { return self }
    return Failure(code, server.naming(message), hint: hint.map(server.naming), fields: fields)
  }
}

extension ServerName {
  /// A text about the server without a name, with the settings of this one in it.
  func naming(_ text: String) -> String {
    var text = text
    for key in SettingKey.all where key.isPerServer {
      for range in text.ranges(of: key.name).reversed() {
        // A server may be called as a setting is: `server.url.password` has its name already.
        guard !text[range.upperBound...].hasPrefix(".") else { continue }
        text.replaceSubrange(range, with: key.of(self).name)
      }
    }
    guard !text.contains("--server \(self.text)") else { return text }
    return text.replacing("so-ftpsend doctor --", with: "so-ftpsend doctor --server \(self.text) --")
      .replacing("so-ftpsend trust ", with: "so-ftpsend trust --server \(self.text) ")
  }
}
