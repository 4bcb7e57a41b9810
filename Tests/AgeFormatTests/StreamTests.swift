import AgeFormat
import Keys
import Platform
import Records
import Testing

@Suite struct StreamTests {
  static let plain = content(3 * 65536 + 100)

  @Test(arguments: [1, 1000, 65535, 65536, 65537, 131072, 400_000])
  func `pieces of any size are encrypted to one content`(piece: Int) throws {
    let output = Collector()
    let encryptor = try AgeEncryptor(to: [identity.ageRecipient], output: output)
    try MemorySource(Self.plain).copy(to: encryptor, pieces: piece)
    try encryptor.finish()
    #expect(try Age.decrypt(output.bytes, with: [identity]) == Self.plain)
  }

  @Test(arguments: [1, 7, 4096, 65536, 65537, 131071, 131072, 300_000])
  func `a buffer of any size gets the whole content`(size: Int) throws {
    let file = try Age.encrypt(Self.plain, to: [identity.ageRecipient])
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: [identity])
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let count = try read(decryptor, &buffer)
      if count == 0 { break }
      out += buffer.prefix(count)
    }
    #expect(out == Self.plain)
    #expect(try read(decryptor, &buffer) == 0)
  }

  @Test(arguments: [1, 100, 65551, 65553]) func `a slow pipe is read to its end`(piece: Int) throws {
    let file = try Age.encrypt(Self.plain, to: [identity.ageRecipient])
    let decryptor = try AgeDecryptor(source: TricklingSource(file, piece: piece), identities: [identity])
    #expect(try decryptor.readAll(limit: .max, excess: Failure(.ioError, "")) == Self.plain)
  }

  @Test func `a file without finish lacks its end`() throws {
    let output = Collector()
    let encryptor = try AgeEncryptor(to: [identity.ageRecipient], output: output)
    try MemorySource(content(65536 * 2)).copy(to: encryptor)
    #expect(code { () throws(Failure) in try Age.decrypt(output.bytes, with: [identity]) } == .truncated)
  }

  @Test func `two files of one content share no byte of payload and no stanza`() throws {
    let one = try Age.encrypt([UInt8](repeating: 0, count: 64), to: [identity.ageRecipient])
    let two = try Age.encrypt([UInt8](repeating: 0, count: 64), to: [identity.ageRecipient])
    #expect(one.suffix(80) != two.suffix(80))
    let stanzas = try [one, two].map { try AgeHeader.read(from: MemorySource($0)).header.stanzas }
    #expect(stanzas[0] != stanzas[1])
  }

  @Test func `a recipient named twice gets one stanza, nobody is nobody`() throws {
    let file = try Age.encrypt([], to: [identity.ageRecipient, identity.ageRecipient])
    #expect(try AgeHeader.read(from: MemorySource(file)).header.stanzas.count == 1)
    #expect(code { () throws(Failure) in try Age.encrypt([], to: []) } == .recipientMissing)
  }

  @Test func `nothing is sealed to a key that keeps no secret`() throws {
    let zero = try #require(X25519PublicKey([UInt8](repeating: 0, count: 32)))
    #expect(
      code { () throws(Failure) in try Age.encrypt([], to: [AgeRecipient(zero)]) } == .recipientUnusable)
  }

  @Test func `content beyond the limit is refused`() throws {
    let file = try Age.encrypt(Self.plain, to: [identity.ageRecipient])
    #expect(try Age.decrypt(file, with: [identity], limit: Self.plain.count) == Self.plain)
    #expect(
      code { () throws(Failure) in try Age.decrypt(file, with: [identity], limit: Self.plain.count - 1) }
        == .contentTooLarge)
  }

  // Lengths that no payload has: a missing nonce or tag, and an empty chunk behind a full one.
  @Test(arguments: [0, 16, 31, 16 + 65552 + 1, 16 + 65552 + 16, -5] as [Int64])
  func `an impossible payload has no size`(size: Int64) {
    #expect(AgePayload.plaintextSize(of: size) == nil)
  }

  @Test(arguments: [
    "", "age1", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwk",
    "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
    " age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
    "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
  ]) func `a text that is no recipient is none`(text: String) {
    #expect(AgeRecipient(text) == nil)
  }
}

private func read(_ source: AgeDecryptor, _ buffer: inout [UInt8]) throws(Failure) -> Int {
  var span = buffer.mutableSpan
  var bytes = unsafe span.mutableBytes
  return try source.read(into: &bytes)
}

extension ByteSource {
  fileprivate func copy(to sink: any ByteSink, pieces: Int) throws {
    var buffer = [UInt8](repeating: 0, count: pieces)
    while true {
      var span = buffer.mutableSpan
      var bytes = unsafe span.mutableBytes
      let count = try read(into: &bytes)
      if count == 0 { return }
      try sink.write(unsafe buffer.span.bytes.extracting(0..<count))
    }
  }
}
