internal import COpenSSL
internal import Records

/// A private key as `ssh-keygen` writes it (OpenSSH, PROTOCOL.key).
struct OpenSSHKeyFile {
  /// The public half, in the binary form of the wire; it stands in clear.
  let publicKey: [UInt8]
  /// Whether a passphrase protects the private half.
  let isProtected: Bool

  private let cipher: String
  private let derivation: (salt: [UInt8], rounds: Int)?
  private let sealed: SecretBytes

  /// A derivation that would take minutes is nobody's.
  private static let maximumRounds = 4096

  /// Reads the bytes behind the armour.
  ///
  /// - Throws: `identity_invalid`.
  init(_ blob: [UInt8]) throws(Failure) {
    var reader = SSHWireReader(blob)
    guard reader.bytes(15) == Array("openssh-key-v1\0".utf8), let cipher = reader.string(),
      let kdf = reader.string(), let options = reader.string(), reader.integer() == 1,
      let publicKey = reader.string(), var sealed = reader.string()
    else { throw Self.invalid("it is not of a form that is known") }
    self.cipher = String(decoding: cipher, as: UTF8.self)
    self.publicKey = publicKey
    self.sealed = SecretBytes(wiping: &sealed)
    guard self.cipher == "none" || Self.modes[self.cipher] != nil else {
      throw Failure(
        .identityInvalid, "the SSH key is protected with a cipher that is not read here",
        hint: "ssh-keygen -p -Z aes256-ctr -f FILE protects it anew")
    }
    // Only ciphers that are not taken put a tag behind.
    guard reader.isAtEnd else { throw Self.invalid("something follows it") }
    switch String(decoding: kdf, as: UTF8.self) {
    case "none":
      guard options.isEmpty, self.cipher == "none" else { throw Self.invalid("it contradicts itself") }
      derivation = nil
    case "bcrypt":
      var reader = SSHWireReader(options)
      guard let salt = reader.string(), !salt.isEmpty, let rounds = reader.integer(), reader.isAtEnd,
        (1...Self.maximumRounds).contains(Int(rounds))
      else { throw Self.invalid("its key derivation is not taken") }
      derivation = (salt, Int(rounds))
    default: throw Self.invalid("its key derivation is not known")
    }
    isProtected = derivation != nil
  }

  /// The private key.
  ///
  /// - Parameter passphrase: is needed where one protects the key.
  /// - Throws: `wrong_passphrase`, `identity_invalid`, `crypto_unavailable`.
  func privateKey(_ passphrase: Passphrase?) throws(Failure) -> SSHPrivateKey {
    let inner = try opened(passphrase)
    var reader = OpenSSHKeyReader(inner)
    let key = try reader.key(isProtected: isProtected)
    let wire =
      switch key {
      case .ed25519(let key): SSHPublicKey(key.publicKey).wire
      case .rsa(let key): key.publicKey.wire
      }
    guard wire == publicKey else { throw Self.invalid("its two halves do not belong together") }
    return key
  }

  private func opened(_ passphrase: Passphrase?) throws(Failure) -> SecretBytes {
    guard let derivation else { return sealed }
    guard let passphrase else { preconditionFailure("a protected key is opened without a passphrase") }
    guard let mode = Self.modes[cipher] else { throw Self.invalid("it contradicts itself") }
    let material = BcryptPBKDF.key(
      password: passphrase.secret, salt: derivation.salt, rounds: derivation.rounds,
      count: mode.keySize + 16)
    guard sealed.count.isMultiple(of: 16) else { throw Self.invalid("its length is not one of its cipher") }
    return try Self.decrypt(sealed, mode.name, material, keySize: mode.keySize)
  }

  private static let modes: [String: (name: String, keySize: Int)] = [
    "aes256-ctr": ("AES-256-CTR", 32), "aes192-ctr": ("AES-192-CTR", 24), "aes128-ctr": ("AES-128-CTR", 16),
    "aes256-cbc": ("AES-256-CBC", 32), "aes128-cbc": ("AES-128-CBC", 16),
  ]

  private static func decrypt(
    _ sealed: SecretBytes, _ name: String, _ material: SecretBytes, keySize: Int
  ) throws(Failure) -> SecretBytes {
    guard let method = unsafe EVP_CIPHER_fetch(nil, name, nil) else {
      throw OpenSSL.unavailable("set up AES")
    }
    defer { unsafe EVP_CIPHER_free(method) }
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw OpenSSL.unavailable("set up a cipher") }
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    var done = false
    let plain = SecretBytes(count: sealed.count) { (output: inout MutableRawSpan) in
      done = unsafe output.withUnsafeMutableBytes { output in
        material.withBytes { material in
          unsafe material.withUnsafeBytes { material in
            sealed.withBytes { sealed in
              unsafe sealed.withUnsafeBytes { sealed in
                guard let key = unsafe material.bindMemory(to: UInt8.self).baseAddress else { return false }
                var count: Int32 = 0
                return unsafe EVP_DecryptInit_ex(context, method, nil, key, key + keySize) == 1
                  && EVP_CIPHER_CTX_set_padding(context, 0) == 1
                  && EVP_DecryptUpdate(
                    context, output.bindMemory(to: UInt8.self).baseAddress, &count,
                    sealed.bindMemory(to: UInt8.self).baseAddress, Int32(sealed.count)) == 1
                  && count == sealed.count
              }
            }
          }
        }
      }
    }
    guard done else { throw OpenSSL.unavailable("decrypt with AES") }
    return plain
  }

  static func invalid(_ why: String) -> Failure {
    Failure(.identityInvalid, "the SSH key is not taken: \(why)")
  }
}

/// Reads the private half, whose fields are secret, without copies that are not wiped.
private struct OpenSSHKeyReader {
  private let bytes: SecretBytes
  private var position = 0

  init(_ bytes: SecretBytes) { self.bytes = bytes }

  mutating func key(isProtected: Bool) throws(Failure) -> SSHPrivateKey {
    // Two equal numbers tell that the passphrase was right.
    guard let one = integer(), let two = integer(), one == two else {
      throw isProtected
        ? Failure(.wrongPassphrase, "the passphrase does not open the SSH key")
        : OpenSSHKeyFile.invalid("it is damaged")
    }
    guard let kind = field() else { throw OpenSSHKeyFile.invalid("it is damaged") }
    let name = String(decoding: array(kind), as: UTF8.self)
    let key: SSHPrivateKey?
    switch name {
    case SSHPublicKey.algorithm: key = ed25519()
    case SSHRSAPublicKey.algorithm: key = rsa()
    default:
      // The name is whatever the file says, and would act on the terminal that shows it.
      let shown = String(name.unicodeScalars.prefix(40).filter { (0x21...0x7E).contains($0.value) })
      throw OpenSSHKeyFile.invalid("it is of the kind \(shown), to which age does not seal")
    }
    guard let key, field() != nil, isPaddingLeft() else {
      throw OpenSSHKeyFile.invalid("it is damaged, or an RSA key of less than 2048 bits")
    }
    return key
  }

  private mutating func ed25519() -> SSHPrivateKey? {
    guard let publicHalf = field(), let both = field(), both.count == 64,
      let key = Ed25519PrivateKey(
        seed: bytes.slice(both.lowerBound..<both.lowerBound + 32)),
      key.publicKey.bytes == array(publicHalf)
    else { return nil }
    return .ed25519(key)
  }

  private mutating func rsa() -> SSHPrivateKey? {
    var numbers: [[UInt8]] = []
    defer { for index in numbers.indices { SecretBytes.wipe(&numbers[index]) } }
    // n, e, d, q⁻¹ mod p, p, q
    for _ in 0..<6 {
      guard let field = field() else { return nil }
      numbers.append(array(field))
    }
    guard var first = remainder(numbers[2], numbers[4]), var second = remainder(numbers[2], numbers[5]) else {
      return nil
    }
    defer {
      SecretBytes.wipe(&first)
      SecretBytes.wipe(&second)
    }
    var der = DER.sequence([
      [0], numbers[0], numbers[1], numbers[2], numbers[4], numbers[5], first, second, numbers[3],
    ])
    defer { SecretBytes.wipe(&der) }
    return der.withRawSpan { RSAKey(der: $0, isPrivate: true) }.flatMap { SSHRSAPrivateKey($0) }.map {
      .rsa($0)
    }
  }

  /// d mod (p - 1), which PKCS #1 wants and OpenSSH leaves out.
  private func remainder(_ d: [UInt8], _ p: [UInt8]) -> [UInt8]? {
    let context = BigNumberContext()
    let d = d.withRawSpan { BigNumber(bigEndian: $0) }
    let modulus = p.withRawSpan { BigNumber(bigEndian: $0) }
    guard unsafe BN_sub_word(modulus.pointer, 1) == 1, unsafe BN_is_zero(modulus.pointer) == 0 else {
      return nil
    }
    let result = BigNumber()
    guard unsafe BN_nnmod(result.pointer, d.pointer, modulus.pointer, context.pointer) == 1 else {
      return nil
    }
    return result.bytes(max(1, result.byteCount))
  }

  /// Whether nothing is left but 1, 2, 3 … up to a block of the cipher.
  private func isPaddingLeft() -> Bool {
    let count = bytes.count - position
    return count < 16 && (0..<count).allSatisfy { byte(position + $0) == UInt8($0 + 1) }
  }

  private func byte(_ place: Int) -> UInt8 { bytes.withBytes { $0.byte(place) } }

  private func array(_ range: Range<Int>) -> [UInt8] { bytes.withBytes { $0.extracting(range).array } }

  private mutating func integer() -> UInt32? {
    guard bytes.count - position >= 4 else { return nil }
    defer { position += 4 }
    return (0..<4).reduce(0) { $0 << 8 | UInt32(byte(position + $1)) }
  }

  private mutating func field() -> Range<Int>? {
    guard let count = integer(), Int(count) <= bytes.count - position else { return nil }
    defer { position += Int(count) }
    return position..<position + Int(count)
  }
}
