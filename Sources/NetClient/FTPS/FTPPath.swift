public import Records

/// A file or a directory on an FTP server, as it is named in commands.
///
/// It may have any printable text in it, but no control character: commands end in CR LF, and
/// what follows one in a name would be the next command.
public struct FTPPath: Hashable, Sendable {
  /// The text; empty is the directory that the server puts the user into.
  public let text: String

  /// Takes a path.
  ///
  /// - Throws: `location_invalid`.
  public init(_ text: String) throws(Failure) {
    guard
      text.unicodeScalars.allSatisfy({
        $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value)
      })
    else { throw Failure(.locationInvalid, "the name of a remote file has a control character") }
    // Some commands take options in front of the name.
    guard !text.hasPrefix("-") else {
      throw Failure(.locationInvalid, "the name of a remote file begins with a hyphen")
    }
    guard text.utf8.count <= 2048 else {
      throw Failure(.locationInvalid, "the name of a remote file is too long")
    }
    self.text = text
  }

  private init(unchecked text: String) { self.text = text }

  /// The directory that the server puts the user into.
  public static let home = FTPPath(unchecked: "")

  /// The path of an entry of this directory.
  ///
  /// - Throws: `location_invalid` when `name` is no single component.
  public func appending(_ name: String) throws(Failure) -> FTPPath {
    guard !name.isEmpty, name != ".", name != "..", !name.contains("/"), !name.contains("\\") else {
      throw Failure(.locationInvalid, "the name of a remote file is none")
    }
    return try FTPPath(text.isEmpty || text.hasSuffix("/") ? text + name : "\(text)/\(name)")
  }

  /// The path in a URL: every byte that is not a letter, a digit or one of `-._~/` as `%XX`, the
  /// slash in front included, which a URL would else swallow.
  public var encoded: String {
    (text.hasPrefix("/") ? "%2F" : "")
      + HTTPSTask.encoded(text.hasPrefix("/") ? String(text.dropFirst()) : text, keeping: "/")
  }
}
