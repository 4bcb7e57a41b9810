public import Records

/// An address with the name that is shown for it: `Praxis am Markt <praxis@example.org>`.
public struct Mailbox: Hashable, Sendable {
  /// The name, or `nil`.
  public let name: String?
  /// The address.
  public let address: EmailAddress

  /// A mailbox without a name.
  public init(_ address: EmailAddress) { self.init(name: nil, address) }

  private init(name: String?, _ address: EmailAddress) {
    self.name = name
    self.address = address
  }

  /// Reads `NAME <ADDRESS>` or `ADDRESS`, as in the setting `mail.from`. Quotes around the
  /// name are dropped.
  ///
  /// - Throws: `value_invalid` when there is no address; `mail_message_invalid` when the name
  ///   has a control character or is longer than 200 bytes.
  public init(parsing text: String) throws(Failure) {
    guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
      self.init(try EmailAddress(parsing: text))
      return
    }
    let address = try EmailAddress(parsing: String(text[text.index(after: open)...].dropLast()))
    var name = text[..<open]
    while name.last == " " { name.removeLast() }
    if name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") { name = name.dropFirst().dropLast() }
    guard HeaderText.isSafe(name), name.utf8.count <= 200 else {
      throw Failure(.mailMessageInvalid, "the name before an address is too long or has a control character")
    }
    self.init(name: name.isEmpty ? nil : String(name), address)
  }

  /// As it stands behind a header's name of `indent` bytes; may be folded.
  func header(indent: Int) -> String {
    guard let name else { return address.text }
    let quoted = "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    let shown =
      HeaderText.isPlain(name) && quoted.utf8.count + indent <= 76
      ? quoted : HeaderText.encodedWords(name, indent: indent)
    // On a line of its own, so that no line grows beyond what RFC 5322 recommends.
    return "\(shown)\r\n <\(address.text)>"
  }
}
