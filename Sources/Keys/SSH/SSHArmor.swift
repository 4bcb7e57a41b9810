internal import Records

/// The armour of an SSH signature: a header line, base64 in lines, a footer line.
enum SSHArmor {
  private static let header = "-----BEGIN SSH SIGNATURE-----"
  private static let footer = "-----END SSH SIGNATURE-----"
  /// What `ssh-keygen` writes; PROTOCOL.sshsig allows up to 76.
  private static let lineLength = 70
  private static let longestLine = 76

  static func encode(_ blob: [UInt8]) -> String {
    let symbols = Array(Base64.encode(blob).utf8)
    var text = header + "\n"
    for start in stride(from: 0, to: symbols.count, by: lineLength) {
      text += String(decoding: symbols[start..<min(start + lineLength, symbols.count)], as: UTF8.self) + "\n"
    }
    return text + footer + "\n"
  }

  /// The blob, or `nil` when anything but the armour is there: text around a signature is
  /// unsigned, and people take it for signed.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count <= SSHSignature.maximumLength, let text = String(validating: text, as: UTF8.self) else {
      return nil
    }
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count >= 3, String(lines.removeFirst()) == header, String(lines.removeLast()) == footer,
      let width = lines.first?.count, (1...longestLine).contains(width),
      lines.dropLast().allSatisfy({ $0.count == width }), let last = lines.last,
      (1...width).contains(last.count)
    else { return nil }
    return Base64.decode(lines.map { String($0) ?? "" }.joined())
  }
}
