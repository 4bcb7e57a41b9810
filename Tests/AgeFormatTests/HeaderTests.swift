import AgeFormat
import Keys
import Platform
import Records
import TestSupport
import Testing

/// Headers that break one rule each. All but the last group bear a fitting code, so that it
/// is the rule that refuses them.
@Suite struct HeaderTests {
  static let plain = content(100)

  /// The lines of a valid file's header, and its payload.
  private static func parts() throws -> (lines: [String], payload: [UInt8]) {
    let file = try Age.encrypt(plain, to: [identity.ageRecipient])
    let header = try AgeHeader.read(from: MemorySource(file)).header
    let text = String(decoding: file.prefix(header.byteCount), as: UTF8.self)
    return (text.split(separator: "\n").map(String.init), Array(file.dropFirst(header.byteCount)))
  }

  /// A file with `change` made to the lines above the code, and the code of the result.
  static func file(_ change: (inout [String]) -> Void) throws -> [UInt8] {
    var (lines, payload) = try parts()
    let key = try #require(try identity.unwrap(Self.stanzas(lines)))
    lines.removeLast()
    change(&lines)
    return try header(lines, fileKey: key) + payload
  }

  private static func stanzas(_ lines: [String]) throws -> [AgeStanza] {
    try AgeHeader.read(from: MemorySource(Array((lines.joined(separator: "\n") + "\n").utf8))).header.stanzas
  }

  private static func header(_ lines: [String], fileKey: AgeFileKey) throws -> [UInt8] {
    let text = Array((lines.joined(separator: "\n") + "\n---").utf8)
    let key = HKDF.sha256(secret: fileKey.secret, info: "header")
    let code = unsafe HMACSHA256.code(for: text.span.bytes, key: key)
    return text + Array(" \(Base64.encode(code, .unpadded))\n".utf8)
  }

  @Test func `no header is made that no reader takes`() throws {
    let recipients = (0..<1000).map { _ in AgeRecipient(X25519PrivateKey.random().publicKey) }
    _ = try AgeHeader(wrapping: .random(), for: recipients)
    let refusal = refusal {
      try AgeHeader(
        wrapping: .random(), for: recipients + [AgeRecipient(X25519PrivateKey.random().publicKey)])
    }
    #expect(refusal?.code == .tooManyRecipients)
    let large = try #require(
      AgeStanza(type: "x", arguments: [], body: [UInt8](repeating: 0, count: AgeHeader.maximumLength)))
    #expect(
      refusalOf(large, for: recipients[0]) == .tooManyRecipients)
  }

  private func refusalOf(_ stanza: AgeStanza, for recipient: AgeRecipient) -> Failure.Code? {
    refusal { try AgeHeader(wrapping: .random(), for: [recipient], adding: [stanza]) }?.code
  }

  @Test func `the unchanged header opens`() throws {
    #expect(try Age.decrypt(Self.file { _ in }, with: [identity]) == Self.plain)
  }

  @Test func `a stanza of an unknown kind is passed over`() throws {
    let file = try Self.file { $0.insert(contentsOf: ["-> joint grease ~!", ""], at: 1) }
    #expect(try Age.decrypt(file, with: [identity]) == Self.plain)
    let last = try Self.file { $0 += ["-> x", String(repeating: "A", count: 64), "AA"] }
    #expect(try Age.decrypt(last, with: [identity]) == Self.plain)
  }

  static let key = String(repeating: "A", count: 43)
  static let changes: [(String, @Sendable (inout [String]) -> Void)] = [
    ("another version", { $0[0] = "age-encryption.org/v2" }),
    ("a blank behind the version", { $0[0] += " " }),
    ("a carriage return", { $0[0] += "\r" }),
    ("an empty line first", { $0.insert("", at: 0) }),
    ("no stanza", { $0.removeSubrange(1...) }),
    ("an arrow without a blank", { $0[1] = "->X25519 " + $0[1].dropFirst(10) }),
    ("two blanks", { $0[1] = $0[1].replacingFirst(" ", "  ") }),
    ("a blank at the end of the line", { $0[1] += " " }),
    ("a control character in a word", { $0.insert(contentsOf: ["-> a\u{1}", ""], at: 1) }),
    ("a character beyond ASCII in a word", { $0.insert(contentsOf: ["-> ä", ""], at: 1) }),
    ("an arrow alone", { $0.insert(contentsOf: ["-> ", ""], at: 1) }),
    ("a third argument", { $0[1] += " 1" }),
    ("no key", { $0[1] = "-> X25519" }),
    ("a key of 31 bytes", { $0[1] = "-> X25519 " + String(repeating: "A", count: 42) }),
    ("a padded key", { $0[1] += "=" }),
    ("a key with bits behind its end", { $0[1] = "-> X25519 " + String(repeating: "A", count: 42) + "B" }),
    ("a key of zeros", { $0[1] = "-> X25519 " + key }),
    ("a body with padding", { $0[2] += "=" }),
    ("a body with bits behind its end", { $0[2] = String(repeating: "A", count: 42) + "B" }),
    ("a body of 31 bytes", { $0[2] = String(repeating: "A", count: 42) }),
    ("a body of 33 bytes", { $0[2] = String(repeating: "A", count: 44) }),
    ("an empty body", { $0[2] = "" }),
    ("a blank in a body", { $0[2] = " " + $0[2] }),
    ("a body line of 65", { $0[2] = String(repeating: "A", count: 65) }),
    ("a body line of 68", { $0 += ["-> x", String(repeating: "A", count: 68), ""] }),
    ("a full last body line", { $0 += ["-> x", String(repeating: "A", count: 64)] }),
    ("a short line within a body", { $0 += ["-> x", "AAAA", "AAAA"] }),
    (
      "a passphrase beside a key",
      { $0 += ["-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18", String(repeating: "A", count: 43)] }
    ),
    ("1001 stanzas", { $0 += Array(repeating: ["-> x", ""], count: 1000).flatMap(\.self) }),
  ]

  @Test(arguments: changes.indices) func `a header that breaks a rule is refused`(index: Int) throws {
    let file = try Self.file(Self.changes[index].1)
    #expect(
      code { () throws(Failure) in try Age.decrypt(file, with: [identity]) } == .ageHeaderInvalid,
      "\(Self.changes[index].0)")
  }

  @Test func `a thousand stanzas are read`() throws {
    let file = try Self.file { $0 += Array(repeating: ["-> x", ""], count: 999).flatMap(\.self) }
    #expect(try Age.decrypt(file, with: [identity]) == Self.plain)
  }

  @Test func `a header without end is given up`() throws {
    final class Endless: ByteSource {
      var given = 0
      func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
        for offset in 0..<buffer.byteCount {
          buffer.storeBytes(of: UInt8(ascii: "a"), toByteOffset: offset, as: UInt8.self)
        }
        if given == 0 {
          for (offset, byte) in "age-encryption.org/v1\n-> ".utf8.enumerated() {
            buffer.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
          }
        }
        given += buffer.byteCount
        return buffer.byteCount
      }
    }
    let source = Endless()
    #expect(
      code { () throws(Failure) in try AgeHeader.read(from: source).header.byteCount } == .ageHeaderInvalid)
    #expect(source.given <= AgeHeader.maximumLength + 8192)
  }

  @Test(arguments: ["", "x", "hello, world", "-----BEGIN PGP MESSAGE-----\n"])
  func `what is not age is called so`(text: String) {
    #expect(
      code { () throws(Failure) in try Age.decrypt(Array(text.utf8), with: [identity]) } == .ageHeaderInvalid)
  }

  @Test func `another identity gets wrong_key, several are tried`() throws {
    let file = try Self.file { _ in }
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    let refusal = code { () throws(Failure) in try Age.decrypt(file, with: [other]) }
    #expect(refusal == .wrongKey)
    #expect(Failure.Code.wrongKey.exit == .noPermission)
    #expect(code { () throws(Failure) in try Age.decrypt(file, with: []) } == .wrongKey)
    #expect(try Age.decrypt(file, with: [other, identity]) == Self.plain)
  }

  @Test func `each bit of the code and each added stanza is noticed`() throws {
    let file = try Age.encrypt(Self.plain, to: [identity.ageRecipient])
    let size = try AgeHeader.read(from: MemorySource(file)).header.byteCount
    for byte in (size - 44)..<(size - 1) {
      var changed = file
      changed[byte] = changed[byte] == UInt8(ascii: "A") ? UInt8(ascii: "E") : UInt8(ascii: "A")
      let refusal = code { () throws(Failure) in try Age.decrypt(changed, with: [identity]) }
      #expect(refusal == .altered || refusal == .ageHeaderInvalid, "byte \(byte)")
    }
    var added = file
    added.insert(contentsOf: Array("-> x\n\n".utf8), at: 22)
    #expect(code { () throws(Failure) in try Age.decrypt(added, with: [identity]) } == .altered)
  }

  @Test func `one file's header does not fit another's payload`() throws {
    let one = try Self.parts()
    let other = try Self.parts()
    let file = Array((one.lines.joined(separator: "\n") + "\n").utf8) + other.payload
    #expect(code { () throws(Failure) in try Age.decrypt(file, with: [identity]) } == .altered)
  }
}

extension String {
  fileprivate func replacingFirst(_ old: Character, _ new: String) -> String {
    guard let place = firstIndex(of: old) else { return self }
    return self[..<place] + new + self[index(after: place)...]
  }
}
