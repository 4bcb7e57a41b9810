internal import COpenSSL

/// The key derivation of protected OpenSSH keys, `bcrypt_pbkdf` of OpenBSD: PBKDF2's shape
/// with bcrypt's costly schedule of Blowfish in place of a hash.
enum BcryptPBKDF {
  /// The length of one block of output.
  private static let blockSize = 32

  /// Derives `count` bytes.
  static func key(password: SecretBytes, salt: [UInt8], rounds: Int, count: Int) -> SecretBytes {
    precondition(rounds > 0 && count > 0, "a derivation of nothing")
    var hashed = password.withBytes { digest($0) }
    defer { SecretBytes.wipe(&hashed) }
    let blocks = (count + blockSize - 1) / blockSize
    let share = (count + blocks - 1) / blocks
    return SecretBytes(count: count) { (output: inout MutableRawSpan) in
      for block in 0..<blocks {
        var sum = self.block(UInt32(block + 1), hashed, salt, rounds)
        // The bytes of each block are spread over the whole output.
        for (index, byte) in sum.prefix(share).enumerated() where index * blocks + block < count {
          output.storeBytes(of: byte, toByteOffset: index * blocks + block, as: UInt8.self)
        }
        SecretBytes.wipe(&sum)
      }
    }
  }

  private static func block(_ number: UInt32, _ password: [UInt8], _ salt: [UInt8], _ rounds: Int) -> [UInt8]
  {
    let counter = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    var last = hash(password, (salt + counter).withRawSpan { digest($0) })
    var sum = last
    for _ in 1..<max(rounds, 1) {
      last = hash(password, last.withRawSpan { digest($0) })
      for index in sum.indices { sum[index] ^= last[index] }
    }
    return sum
  }

  private static func digest(_ bytes: RawSpan) -> [UInt8] {
    let hash = SHA512()
    hash.write(bytes)
    return hash.finish()
  }

  /// bcrypt of two digests, with 64 rounds and a text of its own.
  private static func hash(_ password: [UInt8], _ salt: [UInt8]) -> [UInt8] {
    var cipher = Blowfish()
    let (password, salt) = (Blowfish.words(password), Blowfish.words(salt))
    cipher.expand(key: password, salt: salt)
    let none = [UInt32](repeating: 0, count: 16)
    for _ in 0..<64 {
      cipher.expand(key: salt, salt: none)
      cipher.expand(key: password, salt: none)
    }
    var text = Blowfish.words(Array("OxychromaticBlowfishSwatDynamite".utf8))
    for _ in 0..<64 {
      for place in stride(from: 0, to: text.count, by: 2) { cipher.encrypt(&text, at: place) }
    }
    return text.flatMap { word in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }
}

/// Blowfish with the key schedule of bcrypt; OpenSSL does the block.
struct Blowfish {
  private var schedule: BF_KEY

  /// The schedule before any key: the digits of π behind the point, in base 2^32.
  init() { schedule = InitialSchedule.value.schedule }

  /// The bytes as words, the most significant byte first.
  static func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count, by: 4).map { start in
      bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  /// Mixes the words of a key, over and over, into the schedule, and encrypts it into itself
  /// with the words of the salt.
  mutating func expand(key: [UInt32], salt: [UInt32]) {
    unsafe withUnsafeMutablePointer(to: &schedule) { schedule in
      let words = unsafe UnsafeMutableRawPointer(schedule).assumingMemoryBound(to: UInt32.self)
      for index in 0..<18 { unsafe words[index] ^= key[index % key.count] }
      var pair: (UInt32, UInt32) = (0, 0)
      unsafe withUnsafeMutableBytes(of: &pair) { pair in
        guard let block = unsafe pair.bindMemory(to: UInt32.self).baseAddress else { return }
        for index in stride(from: 0, to: 18 + 1024, by: 2) {
          unsafe block[0] ^= salt[index % salt.count]
          unsafe block[1] ^= salt[(index + 1) % salt.count]
          unsafe BF_encrypt(block, schedule)
          unsafe words[index] = block[0]
          unsafe words[index + 1] = block[1]
        }
      }
    }
  }

  /// Encrypts two words in their place.
  func encrypt(_ words: inout [UInt32], at place: Int) {
    unsafe withUnsafePointer(to: schedule) { schedule in
      unsafe words.withUnsafeMutableBufferPointer { buffer in
        unsafe BF_encrypt(buffer.baseAddress.map { unsafe $0 + place }, schedule)
      }
    }
  }
}

/// Blowfish's tables, computed once, in a tenth of a second, and only where such a key is read.
@safe
private struct InitialSchedule: @unchecked Sendable {
  static let value = InitialSchedule()
  let schedule: BF_KEY

  private init() {
    var made = BF_KEY()
    let digits = PiDigits.words(18 + 1024)
    unsafe withUnsafeMutableBytes(of: &made) { buffer in
      for (index, word) in digits.enumerated() {
        unsafe buffer.storeBytes(of: word, toByteOffset: index * 4, as: UInt32.self)
      }
    }
    schedule = made
  }
}

/// π by Machin's formula, 16 arctan(1/5) - 4 arctan(1/239), in whole numbers.
enum PiDigits {
  /// The first `count` words behind the point.
  static func words(_ count: Int) -> [UInt32] {
    // The last places of the sums are wrong by their number of terms at most.
    let guardBits: Int32 = 64
    let bits = Int32(count) * 32 + guardBits
    let pi = arctangent(of: 5, bits)
    let less = arctangent(of: 239, bits)
    unsafe OpenSSL.require(BN_lshift(pi.pointer, pi.pointer, 2))
    unsafe OpenSSL.require(BN_sub(pi.pointer, pi.pointer, less.pointer))
    unsafe OpenSSL.require(BN_lshift(pi.pointer, pi.pointer, 2))
    unsafe OpenSSL.require(BN_rshift(pi.pointer, pi.pointer, guardBits))
    unsafe OpenSSL.require(BN_mask_bits(pi.pointer, Int32(count) * 32))
    return Blowfish.words(pi.bytes(count * 4))
  }

  /// arctan(1/x) · 2^bits by its series.
  private static func arctangent(of x: UInt, _ bits: Int32) -> BigNumber {
    let power = BigNumber()
    unsafe OpenSSL.require(BN_set_bit(power.pointer, bits))
    unsafe _ = BN_div_word(power.pointer, x)
    let sum = BigNumber(copying: power)
    var divisor: UInt = 1
    while unsafe BN_is_zero(power.pointer) == 0 {
      unsafe _ = BN_div_word(power.pointer, x * x)
      divisor += 2
      let term = BigNumber(copying: power)
      unsafe _ = BN_div_word(term.pointer, divisor)
      let isNegative = divisor & 2 != 0
      unsafe OpenSSL.require(
        isNegative
          ? BN_sub(sum.pointer, sum.pointer, term.pointer) : BN_add(sum.pointer, sum.pointer, term.pointer))
    }
    return sum
  }
}
