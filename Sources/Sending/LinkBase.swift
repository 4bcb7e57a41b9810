internal import Records
internal import SFTP

/// The front of the links that recipients get; the file's name is added.
struct LinkBase {
  private let base: String

  /// The front, which ends in a slash.
  var text: String { base }

  /// Takes `https://…`, `sftp://…` or `ftps://…`.
  ///
  /// - Throws: `scheme_refused` for everything else: a file that goes over an open line can be
  ///   taken away and put back; `value_invalid` for an address with a password, or without a host.
  init(_ text: String) throws(Failure) {
    try Self.check(text)
    base = text.hasSuffix("/") ? text : text + "/"
  }

  static func check(_ text: String) throws(Failure) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Failure(.valueInvalid, "a link holds a blank or a letter beyond ASCII")
    }
    let lower = text.lowercased()
    guard let scheme = ["https://", "sftp://", "ftps://"].first(where: { lower.hasPrefix($0) }) else {
      throw Failure(.schemeRefused, "a link begins with https://, sftp:// or ftps://")
    }
    let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    let user = authority.lastIndex(of: "@").map { authority[..<$0] } ?? ""
    guard !user.contains(":") else {
      throw Failure(.valueInvalid, "the address holds a password, and every recipient would get it")
    }
    guard !authority.isEmpty, authority.last != "@" else {
      throw Failure(.valueInvalid, "the address names no host")
    }
  }

  /// The link to a transfer's file.
  func link(to id: TransferID) -> String { link(toFile: RemoteName.text(of: id)) }

  /// The link to any file of the folder.
  func link(toFile name: String) -> String { base + name }

  /// The transfer that a link of this base leads to; `nil` for any other link.
  func transfer(of link: String) -> TransferID? {
    guard link.hasPrefix(base) else { return nil }
    return RemoteName.transfer(String(link.dropFirst(base.count)))
  }
}

/// The name of a transfer's file on the server: the transfer's id, 128 random bits, so that
/// nobody can guess one, and nothing about the patient.
enum RemoteName {
  static func text(of id: TransferID) -> String { id.text + ".sod" }

  static func transfer(_ name: String) -> TransferID? {
    name.hasSuffix(".sod") ? TransferID(String(name.dropLast(4))) : nil
  }
}
