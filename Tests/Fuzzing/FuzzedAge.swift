internal import AgeFormat
internal import Keys
internal import Platform
internal import Records

/// The readers of age files and keys, with what they promise.
enum FuzzedAge {
  /// The key that the seeds are sealed to. It is no secret.
  static let identity: Identity = {
    guard let key = X25519PrivateKey(SecretBytes(copying: [UInt8](repeating: 7, count: 32))) else {
      preconditionFailure("OpenSSL has no X25519")
    }
    return Identity(key)
  }()

  /// A header has one spelling; what comes out of a file came through an authenticator.
  static func readFile(_ bytes: [UInt8]) throws(Failure) {
    if let (header, rest) = try? AgeHeader.read(from: MemorySource(bytes)) {
      precondition(
        bytes.starts(with: header.serialized + rest.prefix(1)), "a header was read that is spelt otherwise")
      precondition(header.byteCount == header.serialized.count, "a header has another length")
    }
    let decryptor = try AgeDecryptor(source: MemorySource(bytes), identities: [identity])
    let limit = bytes.count
    let plain = try decryptor.readAll(limit: limit, excess: Failure(.internalError, "more out than in"))
    guard !decryptor.isArmored else { return }
    let size = AgePayload.plaintextSize(of: Int64(bytes.count - decryptor.header.byteCount))
    precondition(size == Int64(plain.count), "a file has another length than its payload says")
  }

  /// An armour that is taken has one spelling, but for line ends and white space around it.
  static func readArmor(_ bytes: [UInt8]) throws(Failure) {
    let file = try ArmorReader(MemorySource(bytes))
      .readAll(limit: bytes.count, excess: Failure(.internalError, "more out than in"))
    let sink = MemorySink(limit: .max, excess: Failure(.internalError, "out of range"))
    let writer = ArmorWriter(sink)
    try writer.write(file)
    try writer.finish()
    func trimmed(_ text: [UInt8]) -> [UInt8] {
      let ends = text.filter { $0 != 0x0D }
      let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
      let front = ends.drop(while: isBlank)
      return Array(front.prefix((front.lastIndex { !isBlank($0) } ?? -1) + 1 - front.startIndex))
    }
    precondition(trimmed(bytes) == trimmed(sink.bytes), "an armour was read that is spelt otherwise")
  }

  static func readKey(_ bytes: [UInt8]) throws(Failure) {
    if let line = String(validating: bytes, as: UTF8.self) {
      if let key = SSHPublicKey(authorizedKey: line) {
        precondition(SSHPublicKey(authorizedKey: key.text) == key, "a public key is spelt otherwise")
      }
      _ = SSHRSAPublicKey(authorizedKey: line)
      _ = AgeRecipient(line)
    }
    guard let file = try SSHKeyFile(SecretBytes(copying: bytes)), !file.isProtected else { return }
    _ = try file.privateKey(nil)
  }
}
