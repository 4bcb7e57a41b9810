import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ArgumentTextTests {
  @Test(
    arguments: [
      [], Array("plain".utf8), Array("Müller 山田 😀".utf8), Array("e\u{301}".utf8), [0xFF], [0xC3],
      [0xC3, 0x28],
      [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98],
      [0x80, 0xBF], [0x0A, 0x0D],
      // Scalars of the plane that stands for bytes, as they are typed.
      Array("\u{10FF00}\u{10FFFF}".utf8), Array("\u{10FEFF}".utf8), Array("\u{10FFFF}\u{10FF41}A".utf8),
      Array("--name=\u{301}x".utf8), Array("=\u{200D}=\u{FE0F}".utf8),
    ] as [[UInt8]])
  func `an argument is turned back into its bytes`(_ bytes: [UInt8]) {
    #expect(ArgumentText.decode(ArgumentText.encode(bytes)) == bytes)
  }

  @Test func `valid text of other planes travels as it is`() {
    for text in ["plain", "Müller 山田 😀", "e\u{301}", "\u{E000}\u{10FEFF}", "a=b"] {
      #expect(ArgumentText.encode(Array(text.utf8)).unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test func `any bytes survive, and no two arguments become one`() {
    var generator = SeededGenerator(seed: 9)
    var seen: [String: [UInt8]] = [:]
    // Pieces of which valid and broken sequences are made, and the stand-ins' own bytes.
    let pieces: [[UInt8]] = [
      [0x41], [0x3D], [0x2D], [0xC3, 0xA9], [0xCC, 0x81], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80],
      [0xF4, 0x8F, 0xBC, 0x80],
      [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x8F, 0xBC], [0xF4], [0x8F], [0xBC, 0x80], [0xFF], [0xED, 0xA0, 0x80],
      [0xC3], [0x80],
    ]
    for _ in 0..<20_000 {
      let bytes =
        Bool.random(using: &generator)
        ? (0..<Int.random(in: 0...6, using: &generator)).flatMap { _ in
          pieces.randomElement(using: &generator) ?? []
        }
        : generator.bytes(Int.random(in: 0...8, using: &generator))
      let text = ArgumentText.encode(bytes)
      #expect(ArgumentText.decode(text) == bytes)
      // Scalar by scalar: Swift takes é in two spellings for equal, and they are two names.
      let key = text.unicodeScalars.map { String($0.value) }.joined(separator: " ")
      #expect(seen.updateValue(bytes, forKey: key) ?? bytes == bytes)
    }
  }

  @Test func `a mark behind an equals sign does not hide it from the parser`() {
    #expect(ArgumentText.encode(Array("--file=\u{301}x".utf8)).firstIndex(of: "=") != nil)
    #expect(ArgumentText.encode(Array("--file=\u{20DD}".utf8)).firstIndex(of: "=") != nil)
  }

  @Test(arguments: [
    ("a\nb", #"a\x0ab"#), ("a\r\nb", #"a\x0d\x0ab"#), ("\u{1B}[2J", #"\x1b[2J"#),
    ("\u{202E}x", #"\xe2\x80\xaex"#),
    ("Müller", "Müller"), ("\u{10FFFF}\u{10FF1B}", #"\xff\x1b"#), ("", ""),
  ])
  func `text for a terminal is one line that acts on nothing`(_ text: String, _ shown: String) {
    #expect(ArgumentText.printable(text) == shown)
  }
}
