import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct SSHSignatureTests {
  static let message = Array("0a1b  documents/001-x.pdf\n".utf8)

  static func sign(_ key: Ed25519PrivateKey, namespace: String = "sod") throws -> SSHSignature {
    try SSHSignature(signing: message, namespace: namespace, with: key)
  }

  @Test func `ssh-keygen verifies our signature, in its namespace and over its message only`() throws {
    let folder = try TemporaryFolder()
    let key = Ed25519PrivateKey.random()
    let signature = try Self.sign(key)
    try folder.file("s.sig", Array(signature.armored.utf8))
    try folder.file("allowed", Array("a@example.org \(signature.signer.text)\n".utf8))
    func verify(_ namespace: String, _ message: [UInt8]) throws -> Int32 {
      try StockProgram("ssh-keygen").run(
        [
          "-Y", "verify", "-f", folder("allowed").string, "-I", "a@example.org", "-n", namespace, "-s",
          folder("s.sig").string,
        ], input: message
      ).status
    }
    #expect(try verify("sod", Self.message) == 0)
    #expect(try verify("file", Self.message) != 0)
    #expect(try verify("sod", Self.message + [0]) != 0)
  }

  @Test(arguments: ["sha256", "sha512"]) func `we verify ssh-keygen's signature`(hash: String) throws {
    let folder = try TemporaryFolder()
    let keygen = try StockProgram("ssh-keygen")
    let key = folder("key")
    #expect(try keygen.run(["-q", "-t", "ed25519", "-N", "", "-C", "a b", "-f", key.string]).status == 0)
    let signed = try keygen.run(
      ["-Y", "sign", "-f", key.string, "-n", "sod", "-O", "hashalg=\(hash)"], input: Self.message)
    #expect(signed.status == 0, "\(signed.errors)")
    let line = String(decoding: try folder.bytes("key.pub"), as: UTF8.self)
    let expected = try #require(SSHPublicKey(authorizedKey: String(line.dropLast())))
    let signature = try SSHSignature(armored: signed.output)
    #expect(signature.hash.rawValue == hash)
    #expect(try signature.verify(Self.message, namespace: "sod") == expected)
    #expect(
      try code { try signature.verify(Self.message + [1], namespace: "sod") }
        == .badSignature)
    #expect(
      try code { try signature.verify(Self.message, namespace: "file") } == .badSignature)
    let listed = try keygen.run(["-l", "-f", key.string + ".pub"])
    #expect(listed.text.contains(expected.fingerprint + " "))
    if hash == "sha512" { #expect(signature.armored == signed.text) }
  }

  @Test func `every flipped bit of the blob is refused`() throws {
    let lines = try Self.sign(.random()).armored.split(separator: "\n")
    let blob = try #require(Base64.decode(lines.dropFirst().dropLast().joined()))
    for bit in 0..<blob.count * 8 {
      var changed = blob
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let text = "\(lines[0])\n\(Base64.encode(changed).wrapped(70))\n\(lines[lines.count - 1])\n"
      #expect(throws: Failure.self, "bit \(bit)") {
        try SSHSignature(armored: Array(text.utf8)).verify(Self.message, namespace: "sod")
      }
    }
  }

  static let forms: [(String, @Sendable (String) -> String)] = [
    ("a blank before", { " " + $0 }),
    ("a line before", { "hello\n" + $0 }),
    ("a line after", { $0 + "hello\n" }),
    ("a second line feed", { $0 + "\n" }),
    ("CRLF", { $0.split(separator: "\n").joined(separator: "\r\n") + "\r\n" }),
    ("no footer", { $0.split(separator: "\n").dropLast().joined(separator: "\n") + "\n" }),
    ("nothing", { _ in "" }),
    ("another label", { _ in "-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----\n" }),
    ("padding inside", { $0.replacingFirst("U1NIU0lH", with: "U1NIU0==") }),
    ("a NUL", { $0 + "\0" }),
    ("a huge text", { $0 + String(repeating: " ", count: 20000) }),
  ]

  @Test(arguments: forms.indices) func `armour in any other form is refused`(index: Int) throws {
    let text = try Self.sign(.random()).armored
    let changed = Self.forms[index].1(text)
    #expect(
      try code { try SSHSignature(armored: Array(changed.utf8)) } == .signatureInvalid,
      "\(Self.forms[index].0)")
  }

  @Test func `a signature that is longer than any needs to be is not read`() throws {
    let huge = try SSHSignature(
      signing: [1], namespace: String(repeating: "a", count: 20_000), with: .random())
    #expect(try code { try SSHSignature(armored: Array(huge.armored.utf8)) } == .signatureInvalid)
  }

  @Test func `a last line feed may be missing`() throws {
    let signature = try Self.sign(.random())
    #expect(try SSHSignature(armored: Array(signature.armored.utf8.dropLast())) == signature)
  }

  @Test func `bytes in the reserved field are refused, since nobody signs them`() throws {
    let key = Ed25519PrivateKey.random()
    let text = try Self.sign(key).armored.split(separator: "\n").dropFirst().dropLast().joined()
    var blob = try #require(Base64.decode(text))
    let reserved = 6 + 4 + 4 + 51 + 4 + 3
    blob.replaceSubrange(reserved..<reserved + 4, with: [0, 0, 0, 1, 65])
    let armored =
      "-----BEGIN SSH SIGNATURE-----\n\(Base64.encode(blob).wrapped(70))\n-----END SSH SIGNATURE-----\n"
    #expect(try code { try SSHSignature(armored: Array(armored.utf8)) } == .signatureInvalid)
  }

  @Test(arguments: [
    "", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==", "command=\"x\" ssh-ed25519 AAAA",
  ]) func `a line that is no ed25519 key is none`(line: String) {
    #expect(SSHPublicKey(authorizedKey: line) == nil)
  }

  @Test func `a key line is read with and without a comment`() throws {
    let key = SSHPublicKey(Ed25519PrivateKey.random().publicKey)
    #expect(SSHPublicKey(authorizedKey: key.text) == key)
    #expect(SSHPublicKey(authorizedKey: key.text + " Dr. Who, room 3") == key)
    #expect(SSHPublicKey(wire: key.wire + [0]) == nil)
  }
}

/// The code of the failure that `body` throws; `nil` when it throws none.
func code<T>(_ body: () throws -> T) throws -> Failure.Code? {
  do {
    _ = try body()
    return nil
  } catch let failure as Failure { return failure.code }
}

extension String {
  fileprivate func wrapped(_ width: Int) -> String {
    let symbols = Array(self)
    return stride(from: 0, to: symbols.count, by: width)
      .map { String(symbols[$0..<Swift.min($0 + width, symbols.count)]) }.joined(separator: "\n")
  }

  fileprivate func replacingFirst(_ old: String, with new: String) -> String {
    hasPrefix(old)
      ? new + dropFirst(old.count)
      : isEmpty ? "" : String(first ?? " ") + String(dropFirst()).replacingFirst(old, with: new)
  }
}
