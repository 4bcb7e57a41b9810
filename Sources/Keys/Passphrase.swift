public import Records

/// What a person remembers, or a file holds, to open something.
public struct Passphrase: Sendable {
  /// The most bytes that are taken.
  public static let maximumLength = 1024

  /// The bytes exactly as they are derived from; no normalisation, as in age.
  public let secret: SecretBytes

  /// Takes 1 to ``maximumLength`` bytes; more would rather be the wrong file.
  public init?(_ secret: SecretBytes) {
    guard (1...Self.maximumLength).contains(secret.count) else { return nil }
    self.secret = secret
  }

  /// Reads the content of a passphrase's file: one line, whose end is not part of it.
  ///
  /// - Throws: `passphrase_invalid`; the message never quotes the file.
  public init(file: SecretBytes) throws(Failure) {
    var count = file.count
    let isOneLine = file.withBytes { bytes in
      if count > 0, bytes.byte(count - 1) == UInt8(ascii: "\n") { count -= 1 }
      if count > 0, bytes.byte(count - 1) == UInt8(ascii: "\r") { count -= 1 }
      return !(0..<count).contains { bytes.byte($0) == UInt8(ascii: "\n") || bytes.byte($0) == 0 }
    }
    guard isOneLine else {
      throw Failure(.passphraseInvalid, "the file of the passphrase holds more than one line of text")
    }
    guard let passphrase = Passphrase(file.slice(0..<count)) else {
      throw Failure(
        .passphraseInvalid, "the passphrase is empty, or longer than \(Self.maximumLength) bytes")
    }
    self = passphrase
  }
}
