/// Changes a seed as fuzzers do: bits, bytes, pieces, numbers, lines, and parts of other seeds.
package struct Mutation<Generator: RandomNumberGenerator> {
  package var random: Generator
  /// What pieces are taken from.
  private let others: [[UInt8]]

  /// Bytes that readers stumble over.
  private static var odd: [UInt8] {
    [0x00, 0x01, 0x0A, 0x0D, 0x20, 0x2D, 0x2E, 0x2F, 0x3D, 0x5C, 0x7F, 0x80, 0xFF]
  }

  package init(_ random: Generator, others: [[UInt8]]) {
    self.random = random
    self.others = others
  }

  /// `bytes` after one to four changes.
  package mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = [UInt8.random(in: .min ... .max, using: &random)]
      return
    }
    let place = Int.random(in: bytes.indices, using: &random)
    let piece = self.piece(of: bytes)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
    case 2: bytes[place] = Self.odd.randomElement(using: &random) ?? 0
    case 3: bytes.insert(Self.odd.randomElement(using: &random) ?? 0, at: place)
    case 4: bytes.removeSubrange(piece)
    case 5: bytes.insert(contentsOf: bytes[piece], at: place)
    case 6: bytes.removeSubrange(place...)
    case 7: bytes[place] = UInt8(ascii: "0") + UInt8.random(in: 0..<10, using: &random)
    case 8: for index in piece { bytes[index] = bytes[place] }
    case 9: swapLines(&bytes)
    default:
      guard let other = others.randomElement(using: &random), !other.isEmpty else { return }
      bytes.insert(contentsOf: other[self.piece(of: other)], at: place)
    }
  }

  /// Short pieces are the likely ones; once in a while, one of any length.
  private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: bytes.indices, using: &random)
    let longest = Bool.random(using: &random) ? 16 : Bool.random(using: &random) ? 512 : bytes.count
    return start..<min(bytes.count, start + Int.random(in: 1...longest, using: &random))
  }

  private mutating func swapLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.swapAt(
      Int.random(in: lines.indices, using: &random), Int.random(in: lines.indices, using: &random))
    bytes = Array(lines.joined(separator: [0x0A]))
  }
}
