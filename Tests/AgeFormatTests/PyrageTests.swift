import AgeFormat
import Keys
import Peers
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// Both directions with a third implementation, rage, by its Python binding.
@Suite struct PyrageTests {
  /// Runs Python code that reads `sys.argv` and standard input, with pyrage at hand.
  private static func run(_ code: String, _ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    let python = try StockProgram(at: FilePath(PythonEnvironment.interpreter()))
    let head = "import sys, pyrage; data = sys.stdin.buffer.read(); out = sys.stdout.buffer.write\n"
    let outcome = try python.run(["-c", head + code] + arguments, input: input)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  static let sizes = [0, 1, 65536, 200_000]

  @Test(arguments: sizes) func `X25519, armoured and not`(size: Int) throws {
    let plain = content(size)
    let line = identity.secretLine.withBytes { bytes in String(decoding: bytes.array, as: UTF8.self) }
    for armored in [false, true] {
      let theirs = try Self.run(
        "out(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(sys.argv[1])], armored=\(armored ? "True" : "False")))",
        [identity.recipientText], input: plain)
      #expect(try Age.decrypt(theirs, with: [identity]) == plain)
      let ours = try Age.encrypt(plain, to: [identity.ageRecipient], armored: armored)
      let opened = try Self.run(
        "out(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(sys.argv[1])]))", [line], input: ours)
      #expect(opened == plain)
    }
  }

  @Test func `a passphrase`() throws {
    let plain = content(1000)
    let theirs = try Self.run(
      "out(pyrage.passphrase.encrypt(data, sys.argv[1]))", ["päss word"], input: plain)
    #expect(try Age.decrypt(theirs, with: [AgePassphrase(passphrase("päss word"))]) == plain)
    let ours = try Age.encrypt(plain, to: [AgeRecipient(PassphraseTests.quick("päss word"))])
    #expect(
      try Self.run("out(pyrage.passphrase.decrypt(data, sys.argv[1]))", ["päss word"], input: ours) == plain)
  }

  @Test(arguments: [["-t", "ed25519"], ["-t", "rsa", "-b", "2048"]]) func `SSH keys`(options: [String]) throws
  {
    let keys = try SSHKeys()
    let path = try keys.make("key", options)
    let plain = content(1000)
    let file = try AgeKeyFile(path, passphrases: WordInput())
    let theirs = try Self.run(
      "out(pyrage.encrypt(data, [pyrage.ssh.Recipient.from_str(sys.argv[1])]))", [keys.line(path)],
      input: plain)
    #expect(try Age.decrypt(theirs, with: file.keys.map(\.identity)) == plain)
    let ours = try Age.encrypt(plain, to: file.keys.map(\.recipient))
    let opened = try Self.run(
      "out(pyrage.decrypt(data, [pyrage.ssh.Identity.from_buffer(open(sys.argv[1], 'rb').read())]))",
      [path.string], input: ours)
    #expect(opened == plain)
  }
}
