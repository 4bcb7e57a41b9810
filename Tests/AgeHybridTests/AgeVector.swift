import AgeFormat
import AgeHybrid
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// One test vector in the format of C2SP's testkit: lines `key: value`, an empty line, a file.
struct AgeVector {
  enum Expectation: String {
    case success
    case noMatch = "no match"
    case hmacFailure = "HMAC failure"
    case headerFailure = "header failure"
    case payloadFailure = "payload failure"
    case armorFailure = "armor failure"
  }

  var expectation = Expectation.success
  /// The SHA-256 of all plaintext that may come out, before a failure too.
  var payload: String?
  var identities: [any AgeIdentity] = []
  var isArmored = false
  var file: [UInt8] = []

  /// Reads a vector; a key that is not known makes it one that cannot be run.
  init(_ content: [UInt8]) throws {
    var rest = content[...]
    var isCompressed = false
    while true {
      let end = try #require(rest.firstIndex(of: 0x0A))
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
      if line.isEmpty { break }
      let colon = try #require(line.firstIndex(of: ":"))
      let value = String(line[colon...].dropFirst(2))
      switch line[..<colon] {
      case "expect": expectation = try #require(Expectation(rawValue: value))
      case "payload": payload = value
      case "identity": identities.append(try Self.identity(value))
      case "passphrase":
        let passphrase = try #require(Passphrase(SecretBytes(copying: Array(value.utf8))))
        identities.append(AgePassphrase(passphrase))
      case "armored": isArmored = value == "yes"
      case "compressed":
        #expect(value == "zlib")
        isCompressed = true
      case "file key", "comment": break
      default: Issue.record("an unknown key: \(line[..<colon])")
      }
    }
    file = isCompressed ? try Self.inflated(Array(rest)) : Array(rest)
  }

  private static func identity(_ line: String) throws -> any AgeIdentity {
    let text = Array(line.utf8)
    if let pair = text.withRawSpan({ AgeHybridKey.identity(line: $0) }) { return pair.identity }
    let secret = try #require(text.withRawSpan { Bech32.decode($0, prefix: "AGE-SECRET-KEY-") })
    return try #require(X25519PrivateKey(secret))
  }

  private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    let code = "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
    let outcome = try StockProgram("python3").run(["-c", code], input: bytes)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// What became of the file: how it ended, and the digest of what came out.
  struct Outcome {
    var ending = Expectation.success
    var failure: Failure?
    var payload = SHA256.digest(of: []).hex
    var released = 0
  }

  /// Opens the file as the tools do, stage by stage, so that each failure is told by where it
  /// happened and not by its code alone.
  func run() -> Outcome {
    var outcome = Outcome()
    let output = SHA256()
    do throws(Failure) {
      try open(to: output, &outcome)
    } catch {
      outcome.failure = error
      if error.code == .armorInvalid { outcome.ending = .armorFailure }
    }
    outcome.payload = output.finish().hex
    return outcome
  }

  private func open(to output: SHA256, _ outcome: inout Outcome) throws(Failure) {
    outcome.ending = .headerFailure
    let source: any ByteSource = isArmored ? ArmorReader(MemorySource(file)) : MemorySource(file)
    let (header, _) = try AgeHeader.read(from: source)
    do throws(Failure) { _ = try header.fileKey(with: identities) } catch {
      switch error.code {
      case .wrongKey, .wrongPassphrase: outcome.ending = .noMatch
      case .altered: outcome.ending = .hmacFailure
      default: break
      }
      throw error
    }
    // The nonce counts as a part of the header.
    outcome.ending = .headerFailure
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: identities)
    outcome.ending = .payloadFailure
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = try buffer.withMutableRawSpan { (bytes) throws(Failure) in try decryptor.read(into: &bytes)
      }
      if count == 0 { break }
      buffer.withRawSpan { output.write($0.extracting(first: count)) }
      outcome.released += count
    }
    outcome.ending = .success
  }
}
