/// Keys that still open doors, but for how long?
enum KeyAge {
  /// Whether a host key can be broken: an RSA key of so few bits.
  static func isWeakHostKey(_ bits: Int?) -> Bool { bits.map { $0 < 2048 } ?? false }

  /// What to say of a private key that was taken; `nil` when nothing is to be said.
  ///
  /// - Parameter key: its kind and length, as in `RSA, 2048 bits`.
  static func doubt(_ key: String?, isRSA: Bool) -> (meaning: String, advice: String)? {
    guard isRSA, let key, let bits = key.split(separator: " ").compactMap({ Int($0) }).first, bits < 3072
    else { return nil }
    return (
      bits < 2048
        ? "an RSA key of \(bits) bits can be broken, and servers of today refuse it"
        : "it works today; servers begin to refuse RSA keys under 3072 bits, and those that know only SHA-1 signatures cannot be used with RSA keys at all",
      "make an Ed25519 key when there is time: ssh-keygen -t ed25519 -f NEWKEY, have NEWKEY.pub added at the server, then: so-ftpsend config set server.identity_file NEWKEY"
    )
  }
}
