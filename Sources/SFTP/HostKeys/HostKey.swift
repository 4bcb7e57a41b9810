internal import Records

/// A server's public key.
public struct HostKey: Hashable, Sendable {
  /// The key type as `known_hosts` writes it, as in `ssh-ed25519`.
  public let algorithm: String
  /// The key itself, base64 of the SSH wire format.
  public let base64: String
  /// `SHA256:` and the hash in base64, as `ssh-keygen -l` prints it.
  public let fingerprint: String

  /// Takes a key from a line of `known_hosts`; `nil` when it is not a public key of a type
  /// that can be spoken here.
  init?(algorithm: String, base64: String) {
    guard let fingerprint = PublicKeyReader.fingerprint(algorithm: algorithm, base64: base64) else {
      return nil
    }
    self.init(algorithm: algorithm, base64: base64, fingerprint: fingerprint)
  }

  init(algorithm: String, base64: String, fingerprint: String) {
    self.algorithm = algorithm
    self.base64 = base64
    self.fingerprint = fingerprint
  }

  /// A name for people: `ED25519`, `ECDSA`, `RSA`.
  public var kind: String {
    switch algorithm {
    case "ssh-ed25519": "ED25519"
    case "ssh-rsa": "RSA"
    case let name where name.hasPrefix("ecdsa-"): "ECDSA"
    default: algorithm
    }
  }

  /// The length of an RSA key's modulus in bits; `nil` for the other kinds, which have one
  /// length each.
  public var bits: Int? {
    guard algorithm == "ssh-rsa", let bytes = Base64.decode(base64) else { return nil }
    var decoder = PacketDecoder(bytes)
    // Its name, the exponent, the modulus (RFC 4253, 6.6).
    guard (try? decoder.text()) != nil, (try? decoder.string()) != nil, let modulus = try? decoder.string()
    else { return nil }
    let digits = modulus.drop { $0 == 0 }
    return digits.first.map { digits.count * 8 - $0.leadingZeroBitCount }
  }
}
