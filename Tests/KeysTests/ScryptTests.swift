import Keys
import Records
import TestSupport
import Testing

@Suite struct ScryptTests {
  struct Vector {
    let password: String
    let salt: String
    let cost: Scrypt.Cost?
    let key: String
  }

  // RFC 7914, section 12; its last example takes 1 GiB and is left out.
  static let vectors = [
    Vector(
      password: "", salt: "", cost: .init(logN: 4, r: 1, p: 1),
      key: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"),
    Vector(
      password: "password", salt: "NaCl", cost: .init(logN: 10, r: 8, p: 16),
      key: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"),
    Vector(
      password: "pleaseletmein", salt: "SodiumChloride", cost: .init(logN: 14, r: 8, p: 1),
      key: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"),
  ]

  @Test(arguments: vectors.indices) func `scrypt gives RFC 7914's keys`(index: Int) throws {
    let vector = Self.vectors[index]
    let password = SecretBytes(copying: Array(vector.password.utf8))
    let key = try Array(vector.salt.utf8).withRawSpan { (salt) throws in
      try Scrypt.key(password: password, salt: salt, cost: #require(vector.cost), count: 64)
    }
    #expect(hex(key) == vector.key)
  }

  @Test func `more memory than OpenSSL's own limit of 32 MiB is given when it is asked for`() throws {
    let cost = try #require(Scrypt.Cost(logN: 16, r: 8, p: 1))
    #expect(cost.memory > 64 << 20)
    let key = try Scrypt.key(password: try secret("aa"), salt: RawSpan(), cost: cost, count: 32)
    #expect(key.count == 32)
  }

  @Test func `memory that the system does not have is a failure by name, and the next call works`() throws {
    // A petabyte and more: beyond every address space, so no system commits to it.
    let cost = try #require(Scrypt.Cost(logN: 40, r: 8, p: 1))
    let failure = refusal {
      try Scrypt.key(password: secret("aa"), salt: RawSpan(), cost: cost, count: 32)
    }
    #expect(failure?.code == .memoryMissing)
    let small = try #require(Scrypt.Cost(logN: 4, r: 1, p: 1))
    #expect(try Scrypt.key(password: secret("aa"), salt: RawSpan(), cost: small, count: 1).count == 1)
  }

  @Test(arguments: [
    (0, 8, 1), (-1, 8, 1), (41, 8, 1), (16, 1, 1), (10, 0, 1), (10, 8, 0), (10, 8, -1), (10, -8, 1),
    (10, 8, 1 << 27), (40, 16, 1), (64, 8, 1), (10, 1 << 21, 1),
  ]) func `costs beyond the RFC's bounds are none`(logN: Int, r: Int, p: Int) {
    #expect(Scrypt.Cost(logN: logN, r: r, p: p) == nil)
  }
}
