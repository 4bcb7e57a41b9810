import Keys
import Platform
import Records
import Testing

@testable import AgeFormat

/// What C2SP's age.md demands of who writes, and what of readers no other test holds.
@Suite struct SpecificationTests {
  struct Parts {
    let header: AgeHeader
    let fileKey: AgeFileKey
    let nonce: [UInt8]
    let payloadSize: Int
  }

  static func parts(_ file: [UInt8]) throws -> Parts {
    let header = try AgeHeader.read(from: MemorySource(file)).header
    let body = file.dropFirst(header.byteCount)
    return Parts(
      header: header, fileKey: try header.fileKey(with: [identity]).key,
      nonce: Array(body.prefix(AgePayload.nonceSize)), payloadSize: body.count)
  }

  @Test func `each file has a file key of 16 bytes and a nonce of its own`() throws {
    let files = try (0..<20).map { _ in try Self.parts(Age.encrypt([1], to: [identity.ageRecipient])) }
    #expect(Set(files.map(\.fileKey.secretBytes)).count == 20)
    #expect(files.allSatisfy { $0.fileKey.secretBytes.count == 16 })
    #expect(Set(files.map(\.nonce)).count == 20)
    #expect(files.allSatisfy { $0.nonce.count == 16 })
  }

  @Test func `each stanza has an ephemeral key of its own, and wraps the one file key`() throws {
    let others = (0..<5).map { _ in Identity.generate(at: Timestamp(milliseconds: 0)) }
    let file = try Age.encrypt([1], to: others.map(\.ageRecipient))
    let header = try AgeHeader.read(from: MemorySource(file)).header
    #expect(Set(header.stanzas.map(\.arguments)).count == 5)
    #expect(Set(header.stanzas.map(\.body)).count == 5)
    let keys = try others.map { try header.fileKey(with: [$0]).key.secretBytes }
    #expect(Set(keys).count == 1)
  }

  @Test(arguments: [0, 1, 47, 48, 49, 96, 97, 4800])
  func `a body ends with a line shorter than 64, and is read back`(
    size: Int
  ) throws {
    let stanza = try #require(AgeStanza(type: "x", arguments: ["a"], body: content(size)))
    let lines = stanza.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
    #expect(lines.dropLast().allSatisfy { $0.count == 64 })
    #expect((lines.last?.count ?? 64) < 64)
    let header = AgeHeader(stanzas: [stanza], fileKey: .random())
    #expect(try AgeHeader.read(from: MemorySource(header.serialized)).header.stanzas == [stanza])
  }

  // A whole number of chunks is where an empty one behind them would come from.
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 1 << 21, (1 << 21) + 65_536])
  func `only an empty payload ends with an empty chunk`(size: Int) throws {
    for threads in [1, 3] {
      let file = try ChunkCrewTests.sealed(ChunkCrewTests.large.prefix(size), threads: threads)
      let payload = try Self.parts(file).payloadSize
      #expect(payload == 16 + size + 16 * max(1, (size + 65_535) / 65_536))
      #expect(Int64(payload) == AgePayload.sealedSize(of: Int64(size)))
    }
  }

  // The words of stanzas are case-sensitive, and all that an identity knows them by.
  @Test(arguments: [
    "x25519", "X25519a", "X2551", "SCRYPT", "Scrypt", "ssh-ed25519x", "p256tag", "mlkem768p256tag",
  ])
  func `a stanza of any other name is passed over, whatever it holds`(name: String) throws {
    let file = try HeaderTests.file { $0.insert(contentsOf: ["-> \(name)", "AA"], at: 1) }
    #expect(try Age.decrypt(file, with: [identity]) == HeaderTests.plain)
    let renamed = try HeaderTests.file { $0[1] = "-> \(name)" + $0[1].dropFirst("-> X25519".count) }
    #expect(code { () throws(Failure) in try Age.decrypt(renamed, with: [identity]) } == .wrongKey)
  }

  @Test func `a header's code covers all up to the three dashes, and not the blank behind`() throws {
    let parts = try Self.parts(Age.encrypt([], to: [identity.ageRecipient]))
    let text = parts.header.serialized.dropLast(45)
    #expect(text.suffix(4) == Array("\n---".utf8)[...])
    let key = HKDF.sha256(secret: parts.fileKey.secret, info: "header")
    let code = Array(text).withRawSpan { HMACSHA256.code(for: $0, key: key) }
    #expect(parts.header.serialized.suffix(44) == Array("\(Base64.encode(code, .unpadded))\n".utf8)[...])
  }

  // As in stock age, what stands behind the stanza that opens the file is not looked at.
  @Test func `a malformed stanza of its kind stops an identity before it comes to its own`() throws {
    let file = try HeaderTests.file { $0.insert(contentsOf: ["-> X25519", ""], at: 1) }
    #expect(code { () throws(Failure) in try Age.decrypt(file, with: [identity]) } == .ageHeaderInvalid)
  }
}
