internal import CSSH

/// What both sides of a session agreed on, by the names that SSH gives the algorithms.
public struct SSHAlgorithms: Hashable, Sendable {
  /// The key exchange.
  public let keyExchange: String
  /// The cipher towards us; the one from us is the same with every usual server.
  public let cipher: String
  /// The check of integrity; a cipher that has its own brings `aead-…`.
  public let integrity: String

  init(of session: SSHSession) {
    func text(_ name: UnsafePointer<CChar>?) -> String {
      unsafe name.map { unsafe String(printable: String(cString: $0).utf8) } ?? "unknown"
    }
    keyExchange = unsafe text(ssh_get_kex_algo(session.handle))
    cipher = unsafe text(ssh_get_cipher_in(session.handle))
    integrity = unsafe text(ssh_get_hmac_in(session.handle))
  }

  /// The version of the SSH library, as in `0.10.6`.
  public static var libraryVersion: String {
    let text = unsafe ssh_version(0).map { unsafe String(cString: $0) } ?? "unknown"
    return String(text.prefix { $0 != "/" })
  }
}
