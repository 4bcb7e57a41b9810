import Records
import Testing

@testable import Keys

@Suite struct BcryptPBKDFTests {
  @Test func `the digits of π are Blowfish's tables`() {
    // The first words of the P-array and the last of the fourth S-box, as Blowfish has them.
    let words = PiDigits.words(1042)
    #expect(words.prefix(4) == [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344])
    #expect(words[18] == 0xD131_0BA6)
    #expect(words.suffix(2) == [0x578F_DFE3, 0x3AC3_72E6])
  }

  // From the tests of OpenBSD's bcrypt_pbkdf, as other implementations repeat them.
  static let vectors: [(rounds: Int, password: String, salt: String, key: String)] = [
    (4, "password", "salt", "5bbf0cc293587f1c3635555c27796598d47e579071bf427e9d8fbe842aba34d9"),
    (4, "password", "\0", "c12b566235eee04c212598970a579a67"),
    (4, "\0", "salt", "6051be18c2f4f82cbf0efee5471b4bb9"),
    (
      8, "password", "salt",
      "e1367ec5151a33faac4cc1c144cd23fa15d5548493ecc99b9b5d9c0d3b27bec7"
        + "6227ea66088b849b20ab7aa478010246e74bba51723fefa9f9474d6508845e8d"
    ),
    (42, "password", "salt", "833cf0dcf56db65608e8f0dc0ce882bd"),
  ]

  @Test(arguments: vectors.indices) func `bcrypt_pbkdf gives the keys that it gives everywhere`(index: Int) {
    let vector = Self.vectors[index]
    let key = BcryptPBKDF.key(
      password: SecretBytes(copying: Array(vector.password.utf8)), salt: Array(vector.salt.utf8),
      rounds: vector.rounds, count: vector.key.utf8.count / 2)
    #expect(hex(key) == vector.key)
  }
}
