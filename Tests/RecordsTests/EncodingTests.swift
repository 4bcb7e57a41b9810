import Records
import TestSupport
import Testing

@Suite struct EncodingTests {
  @Test(
    arguments: [
      ([], ""), ([0], "00"), ([255, 16, 1], "ff1001"), ([0xDE, 0xAD], "dead"),
    ] as [([UInt8], String)])
  func `bytes are written as hexadecimal and read in both cases`(_ bytes: [UInt8], _ text: String) {
    #expect(Hex.encode(bytes) == text)
    #expect(Hex.decode(text) == bytes)
    #expect(Hex.decode(text.uppercased()) == bytes)
  }

  @Test(arguments: [
    "0", "000", "0g", "g0", " 0", "0x00", "00 ", "-1", "é", "０0", "/0", ":0", "@0", "`0", "G0",
  ])
  func `what is not hexadecimal is refused`(_ text: String) {
    #expect(Hex.decode(text) == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{3FF}", "z7/Pvw=="), (">>>???", "Pj4+Pz8/"),
  ])
  func `the examples of RFC 4648 are written and read`(_ plain: String, _ text: String) {
    let bytes = Array(plain.utf8)
    let unpadded = text.replacing("=", with: "")
    #expect(Base64.encode(bytes) == text)
    #expect(Base64.encode(bytes, .unpadded) == unpadded)
    #expect(Base64.decode(text) == bytes)
    #expect(Base64.decode(unpadded, .unpadded) == bytes)
  }

  @Test func `any bytes survive both forms`() {
    var generator = SeededGenerator(seed: 5)
    for length in 0..<200 {
      let bytes = generator.bytes(length)
      #expect(Hex.decode(Hex.encode(bytes)) == bytes)
      for padding in [Base64.Padding.padded, .unpadded] {
        #expect(Base64.decode(Base64.encode(bytes, padding), padding) == bytes)
      }
    }
  }

  @Test(arguments: [
    // Too little, too much and misplaced padding.
    "=", "==", "===", "====", "Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "Zm9v=", "Zm9v====", "Z===", "Z=g=",
    "=Zg=", "Zg==Zg==",
    // Bits behind the last byte: second spellings of the same bytes.
    "Zh==", "Zv==", "Zm9=", "Zm+=", "Z/==",
    // Blanks, line breaks, another alphabet, and letters beyond ASCII.
    "Zg==\n", "Zg== ", " Zg==", "Z g=", "Zm9v\r\n", "Zm9vYm\nFy", "z7_Pvw==", "z7-Pvw==", "Zg.=", "Zgé",
    "Ｚg==",
    // One symbol over.
    "A", "AAAAA", "AAAAA===",
  ])
  func `only the canonical padded text is read`(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(arguments: ["Zg==", "Zg=", "=", "Zh", "Zm9", "A", "AAAAA", "Zg\n", "Z g", "z7_Pvw"])
  func `only the canonical unpadded text is read`(_ text: String) {
    #expect(Base64.decode(text, .unpadded) == nil)
  }

  @Test func `no two texts of four symbols are one value`() {
    let alphabet = Array("ABab01+/=".utf8)
    var seen: [[UInt8]: String] = [:]
    for first in alphabet {
      for second in alphabet {
        for third in alphabet {
          for fourth in alphabet {
            let text = String(decoding: [first, second, third, fourth], as: UTF8.self)
            guard let bytes = Base64.decode(text) else { continue }
            #expect(seen.updateValue(text, forKey: bytes) == nil)
            #expect(Base64.encode(bytes) == text)
          }
        }
      }
    }
    #expect(seen.count > 4000)
  }
}
