import AgeFormat
import AgeHybrid
import Keys
import Records
import TestSupport
import Testing

/// Our own vectors, made by ``VectorForge`` when the test runs, and read by the reader of the
/// published ones.
@Suite struct OwnVectorTests {
  struct Case: Sendable {
    let name: String
    let expectation: String
    /// How much of the plaintext comes out; `nil` for none, and no digest of it.
    var released: Int?
    var size = 3
    var more: [String] = []
    /// Changes the file before it is put together.
    var forge: @Sendable (inout VectorForge) throws -> Void = { _ in }
    /// Changes the bytes of the file.
    var change: @Sendable ([UInt8]) -> [UInt8] = { $0 }
  }

  static let chunk = 65536
  static let pq = AgeHybridIdentity.random()
  static var pqLine: String { "identity: " + String(decoding: pq.line.withBytes { $0.array }, as: UTF8.self) }

  static let cases: [Case] = [
    Case(name: "one chunk", expectation: "success", released: 3),
    Case(name: "nothing", expectation: "success", released: 0, size: 0),
    Case(name: "a full chunk", expectation: "success", released: chunk, size: chunk),
    Case(name: "three chunks", expectation: "success", released: 2 * chunk + 9, size: 2 * chunk + 9),
    Case(name: "thirty-four chunks", expectation: "success", released: 34 * chunk, size: 34 * chunk),
    Case(
      name: "grease", expectation: "success", released: 3,
      forge: { $0.lines += ["-> grease !~ a b", "QUJD"] }),
    Case(
      name: "a full body line and an empty one", expectation: "success", released: 3,
      forge: { $0.lines += ["-> x", String(repeating: "A", count: 64), ""] }),
    Case(
      name: "a passphrase", expectation: "success", released: 3, more: ["passphrase: word"],
      forge: { $0.lines = [$0.lines[0]] + (try $0.scrypt("word", logN: 5)) }),
    Case(
      name: "another passphrase", expectation: "no match", more: ["passphrase: words"],
      forge: { $0.lines = [$0.lines[0]] + (try $0.scrypt("word", logN: 5)) }),
    Case(
      name: "a passphrase beside a key", expectation: "header failure",
      forge: { $0.lines += try $0.scrypt("word", logN: 5) }),
    Case(
      name: "a passphrase twice", expectation: "header failure", more: ["passphrase: word"],
      forge: { $0.lines = [$0.lines[0]] + (try $0.scrypt("word", logN: 5) + $0.scrypt("word", logN: 5)) }),
    Case(
      name: "a passphrase with factor 21", expectation: "header failure", more: ["passphrase: word"],
      forge: {
        let lines = try $0.scrypt("word", logN: 5)
        $0.lines = [$0.lines[0], String(lines[0].dropLast()) + "21", lines[1]]
      }),
    Case(
      name: "a hybrid key", expectation: "success", released: 3, more: [pqLine],
      forge: { $0.lines = [$0.lines[0]] + (try $0.hybrid(pq)) }),
    Case(
      name: "a hybrid key beside X25519", expectation: "success", released: 3, more: [pqLine],
      forge: { $0.lines = [$0.lines[0]] + (try $0.hybrid(pq)) + $0.lines.dropFirst() }),
    Case(
      name: "a hybrid key of somebody else", expectation: "no match", more: [pqLine],
      forge: { $0.lines = [$0.lines[0]] + (try $0.hybrid(.random())) }),
    Case(
      name: "a file key of 17 bytes", expectation: "header failure",
      forge: { $0.lines = [$0.lines[0]] + (try $0.x25519(key: $0.fileKey + [0])) }),
    Case(
      name: "a body that was changed", expectation: "no match",
      forge: { $0.lines[2] = ($0.lines[2].first == "A" ? "B" : "A") + $0.lines[2].dropFirst() }),
    Case(
      name: "a code of zeros", expectation: "HMAC failure",
      forge: { $0.codeLine = { _ in " " + String(repeating: "A", count: 43) + "\n" } }),
    Case(
      name: "a code that is short", expectation: "header failure",
      forge: { $0.codeLine = { " " + $0.dropLast() + "\n" } }),
    Case(
      name: "a code without a blank", expectation: "header failure", forge: { $0.codeLine = { $0 + "\n" } }),
    Case(
      name: "two blanks before the code", expectation: "header failure",
      forge: { $0.codeLine = { "  \($0)\n" } }),
    Case(
      name: "a blank behind the code", expectation: "header failure", forge: { $0.codeLine = { " \($0) \n" } }
    ),
    Case(name: "CRLF", expectation: "header failure", forge: { $0.lines = $0.lines.map { $0 + "\r" } }),
    Case(name: "version 2", expectation: "header failure", forge: { $0.lines[0] = "age-encryption.org/v2" }),
    Case(name: "no stanza", expectation: "header failure", forge: { $0.lines = [$0.lines[0]] }),
    Case(name: "no payload", expectation: "header failure", forge: { ($0.nonce, $0.chunks) = ([], []) }),
    Case(name: "no chunk", expectation: "payload failure", released: 0, forge: { $0.chunks = [] }),
    Case(
      name: "no last chunk", expectation: "payload failure", released: chunk, size: chunk + 5,
      forge: { $0.chunks.removeLast() }),
    Case(
      name: "an empty last chunk", expectation: "payload failure", released: chunk, size: chunk,
      forge: {
        $0.chunks[0].isLast = false
        $0.chunks.append(([], 1, true))
      }),
    Case(
      name: "a short chunk in the middle", expectation: "payload failure", released: 0, size: chunk + 5,
      forge: { $0.chunks[0].plain.removeLast() }),
    Case(
      name: "chunks swapped", expectation: "payload failure", released: 0, size: 2 * chunk + 5,
      forge: { $0.chunks.swapAt(0, 1) }),
    Case(
      name: "a chunk twice", expectation: "payload failure", released: chunk, size: 2 * chunk + 5,
      forge: { $0.chunks.insert($0.chunks[0], at: 1) }),
    Case(
      name: "a second last chunk", expectation: "payload failure", released: chunk, size: 2 * chunk,
      forge: { $0.chunks[0].isLast = true }),
    Case(
      name: "bytes behind the end", expectation: "payload failure", released: chunk, size: chunk,
      forge: { $0.tail = [1, 2, 3] }),
    Case(
      name: "a cut tag", expectation: "payload failure", released: chunk, size: chunk + 5,
      change: { Array($0.dropLast()) }),
    Case(
      name: "a flipped bit far behind", expectation: "payload failure", released: 39 * chunk,
      size: 40 * chunk + 1,
      change: { file in
        var file = file
        file[file.count - 18] ^= 4
        file[file.count - 40] ^= 4
        return file
      }),
    Case(
      name: "armour", expectation: "success", released: 3, more: ["armored: yes"],
      change: { Array(VectorForge.armored($0).utf8) }),
    Case(
      name: "armour with CRLF", expectation: "success", released: 3, more: ["armored: yes"],
      change: { Array(VectorForge.armored($0).replacing("\n", with: "\r\n").utf8) }),
    Case(
      name: "armour with text behind", expectation: "armor failure", more: ["armored: yes"],
      change: { Array((VectorForge.armored($0) + "x").utf8) }),
    Case(
      name: "armour that is cut", expectation: "armor failure", more: ["armored: yes"],
      change: { Array(VectorForge.armored($0).utf8.dropLast(40)) }),
  ]

  @Test(arguments: cases.indices) func `a file made by hand ends as it must`(index: Int) throws {
    let one = Self.cases[index]
    let plain = (0..<one.size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) }
    var forge = try VectorForge(seed: UInt64(index), plain: plain)
    try one.forge(&forge)
    let file = one.change(try forge.file())
    let released = one.released.map { Array(plain.prefix($0)) }
    let vector = try AgeVector(
      forge.vector(one.expectation, payload: released, file: file, more: one.more))
    let outcome = vector.run()
    #expect(outcome.ending == vector.expectation, "\(one.name): \(outcome.failure?.message ?? "success")")
    #expect(outcome.released == one.released ?? 0, "\(one.name)")
    if let payload = vector.payload { #expect(outcome.payload == payload, "\(one.name)") }
  }

  @Test func `the same seed makes the same file`() throws {
    #expect(try VectorForge(seed: 7).file() == VectorForge(seed: 7).file())
    #expect(try VectorForge(seed: 7).file() != VectorForge(seed: 8).file())
  }
}
