internal import COpenSSL
package import Records

/// The file of a private SSH key: OpenSSH's own form, or PEM as OpenSSL writes it.
package struct SSHKeyFile: Sendable {
  private let content: SecretBytes
  private let isOpenSSH: Bool
  /// Whether a passphrase protects the private half.
  package let isProtected: Bool
  /// The public half in the binary form of the wire, where it stands in clear.
  package let publicKey: [UInt8]?

  /// Reads a file; `nil` when it is not one of a private key.
  ///
  /// - Throws: `identity_invalid` for one that is damaged or of a kind that is not taken.
  package init?(_ content: SecretBytes) throws(Failure) {
    guard let label = Self.label(content) else { return nil }
    self.content = content
    isOpenSSH = label == "OPENSSH PRIVATE KEY"
    if isOpenSSH {
      let file = try OpenSSHKeyFile(try Self.blob(content))
      isProtected = file.isProtected
      publicKey = file.publicKey
    } else {
      guard ["RSA PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"].contains(label) else {
        throw OpenSSHKeyFile.invalid("it is of a kind to which age does not seal")
      }
      isProtected = content.withBytes { bytes in
        label == "ENCRYPTED PRIVATE KEY"
          || String(decoding: bytes.array, as: UTF8.self).contains(",ENCRYPTED")
      }
      publicKey = nil
    }
  }

  /// The private key.
  ///
  /// - Parameter passphrase: is needed where one protects the key.
  /// - Throws: `wrong_passphrase`, `identity_invalid`, `crypto_unavailable`.
  package func privateKey(_ passphrase: Passphrase?) throws(Failure) -> SSHPrivateKey {
    if isOpenSSH { return try OpenSSHKeyFile(try Self.blob(content)).privateKey(passphrase) }
    guard let key = unsafe pem(passphrase) else {
      throw isProtected
        ? Failure(.wrongPassphrase, "the passphrase does not open the key")
        : OpenSSHKeyFile.invalid("it is damaged")
    }
    guard unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 else {
      guard let rsa = unsafe RSAKey(owning: key), let key = SSHRSAPrivateKey(rsa) else {
        throw OpenSSHKeyFile.invalid("it is neither Ed25519 nor RSA of at least 2048 bits")
      }
      return .rsa(key)
    }
    defer { unsafe EVP_PKEY_free(key) }
    let seed = SecretBytes(count: 32) { (output: inout MutableRawSpan) in
      unsafe output.withUnsafeMutableBytes { output in
        var count = 32
        unsafe OpenSSL.require(
          EVP_PKEY_get_raw_private_key(key, output.bindMemory(to: UInt8.self).baseAddress, &count))
      }
    }
    guard let key = Ed25519PrivateKey(seed: seed) else { throw OpenSSL.unavailable("use Ed25519") }
    return .ed25519(key)
  }

  /// The label of the first line; `nil` for a text that does not begin with one.
  private static func label(_ content: SecretBytes) -> String? {
    content.withBytes { bytes in
      let line = bytes.extracting(first: 64).array.prefix { $0 != 0x0A && $0 != 0x0D }
      let text = String(decoding: line, as: UTF8.self)
      guard text.hasPrefix("-----BEGIN "), text.hasSuffix(" KEY-----") else { return nil }
      return String(text.dropFirst(11).dropLast(5))
    }
  }

  /// What is between the lines of OpenSSH's armour.
  private static func blob(_ content: SecretBytes) throws(Failure) -> [UInt8] {
    var symbols: [UInt8] = []
    defer { SecretBytes.wipe(&symbols) }
    symbols.reserveCapacity(content.count)
    let isWhole = content.withBytes { bytes in
      let head = "-----BEGIN OPENSSH PRIVATE KEY-----".utf8.count
      let tail = Array("-----END OPENSSH PRIVATE KEY-----".utf8)
      var index = min(head, bytes.byteCount)
      while index < bytes.byteCount, bytes.byte(index) != UInt8(ascii: "-") {
        if ![0x0A, 0x0D, 0x20].contains(bytes.byte(index)) { symbols.append(bytes.byte(index)) }
        index += 1
      }
      let left = bytes.extracting(index..<bytes.byteCount).array
      return left.starts(with: tail)
        && left.dropFirst(tail.count).allSatisfy { [0x0A, 0x0D, 0x20].contains($0) }
    }
    guard isWhole, let text = String(validating: symbols, as: UTF8.self), let blob = Base64.decode(text)
    else {
      throw OpenSSHKeyFile.invalid("its armour is damaged")
    }
    return blob
  }

  /// Reads PEM by OpenSSL; `nil` when it cannot, as with a wrong passphrase.
  private func pem(_ passphrase: Passphrase?) -> OpaquePointer? {
    unsafe content.withBytes { content in
      unsafe content.withUnsafeBytes { content in
        guard let stream = unsafe BIO_new_mem_buf(content.baseAddress, Int32(content.count)) else {
          return nil
        }
        defer { unsafe BIO_free(stream) }
        let key = unsafe withOptionalBytes(passphrase?.secret) { bytes in
          var given = unsafe bytes
          return unsafe PEM_read_bio_PrivateKey(stream, nil, givePassphrase, &given)
        }
        ERR_clear_error()
        return unsafe key
      }
    }
  }
}

private func withOptionalBytes<R>(
  _ secret: SecretBytes?, _ body: (UnsafeRawBufferPointer) -> R
) -> R {
  guard let secret else { return unsafe body(UnsafeRawBufferPointer(start: nil, count: 0)) }
  return secret.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe body($0) } }
}

/// The C callback: without one OpenSSL would ask at the terminal by itself.
private func givePassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ writing: Int32, _ given: UnsafeMutableRawPointer?
) -> Int32 {
  guard let buffer = unsafe buffer, let given = unsafe given else { return -1 }
  let bytes = unsafe given.assumingMemoryBound(to: UnsafeRawBufferPointer.self).pointee
  guard bytes.count > 0, bytes.count <= Int(size) else { return -1 }
  unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)).copyMemory(from: bytes)
  return Int32(bytes.count)
}
