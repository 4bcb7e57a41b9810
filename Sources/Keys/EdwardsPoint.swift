internal import COpenSSL

/// Ed25519 keys as keys of X25519: both curves are one, written differently (RFC 7748, section
/// 4.1), which is how age seals to an SSH key.
extension Ed25519PublicKey {
  /// The same point as an X25519 key; `nil` when the bytes are no point of the curve, or not
  /// in their one form.
  public var montgomery: X25519PublicKey? {
    // Big-endian, without the bit that tells x from -x.
    var reversed = Array(bytes.reversed())
    let isOdd = reversed[0] & 0x80 != 0
    reversed[0] &= 0x7F
    let field = EdwardsField()
    let y = reversed.withRawSpan { BigNumber(bigEndian: $0) }
    guard unsafe BN_cmp(y.pointer, field.prime.pointer) < 0, field.isPoint(y, isOdd: isOdd) else {
      return nil
    }
    return X25519PublicKey(field.montgomery(y).bytes(32).reversed())
  }
}

extension Ed25519PrivateKey {
  /// The same secret scalar as an X25519 key (RFC 8032, section 5.1.5).
  public var montgomery: X25519PrivateKey {
    let hash = SHA512()
    seed.withBytes { hash.write($0) }
    var digest = hash.finish()
    defer { SecretBytes.wipe(&digest) }
    var half = Array(digest.prefix(32))
    guard let key = X25519PrivateKey(SecretBytes(wiping: &half)) else {
      preconditionFailure("OpenSSL has no X25519")
    }
    return key
  }
}

/// Arithmetic modulo 2^255 - 19 on public values; nothing here hides from a clock.
private struct EdwardsField: ~Copyable {
  let prime: BigNumber
  /// The curve's constant: -121665/121666.
  let d: BigNumber
  private let context = BigNumberContext()
  private let one = BigNumber(1)

  init() {
    let prime = BigNumber()
    let d = BigNumber()
    unsafe OpenSSL.require(BN_set_bit(prime.pointer, 255))
    unsafe OpenSSL.require(BN_sub_word(prime.pointer, 19))
    let numerator = BigNumber()
    // Named: a temporary would be gone before the call that its pointer is given to.
    let upper = BigNumber(121665)
    let lower = BigNumber(121666)
    unsafe OpenSSL.require(BN_sub(numerator.pointer, prime.pointer, upper.pointer))
    let inverse = BigNumber()
    unsafe precondition(
      BN_mod_inverse(inverse.pointer, lower.pointer, prime.pointer, context.pointer) != nil)
    unsafe OpenSSL.require(
      BN_mod_mul(d.pointer, numerator.pointer, inverse.pointer, prime.pointer, context.pointer))
    self.prime = prime
    self.d = d
  }

  /// Whether x² = (y² - 1) / (d y² + 1) has a root with this sign.
  func isPoint(_ y: borrowing BigNumber, isOdd: Bool) -> Bool {
    let square = BigNumber()
    let numerator = BigNumber()
    let denominator = BigNumber()
    unsafe OpenSSL.require(BN_mod_sqr(square.pointer, y.pointer, prime.pointer, context.pointer))
    unsafe OpenSSL.require(
      BN_mod_sub(numerator.pointer, square.pointer, one.pointer, prime.pointer, context.pointer))
    unsafe OpenSSL.require(
      BN_mod_mul(denominator.pointer, d.pointer, square.pointer, prime.pointer, context.pointer))
    unsafe OpenSSL.require(
      BN_mod_add(denominator.pointer, denominator.pointer, one.pointer, prime.pointer, context.pointer))
    // A quotient is a square exactly where the product is; the denominator is never zero.
    let product = BigNumber()
    unsafe OpenSSL.require(
      BN_mod_mul(product.pointer, numerator.pointer, denominator.pointer, prime.pointer, context.pointer))
    let symbol = unsafe BN_kronecker(product.pointer, prime.pointer, context.pointer)
    // Zero has one root, which is not odd.
    return symbol == 1 || (symbol == 0 && !isOdd)
  }

  /// u = (1 + y) / (1 - y); the neutral element becomes 0, as in RFC 7748.
  func montgomery(_ y: borrowing BigNumber) -> BigNumber {
    let numerator = BigNumber()
    let denominator = BigNumber()
    unsafe OpenSSL.require(
      BN_mod_add(numerator.pointer, one.pointer, y.pointer, prime.pointer, context.pointer))
    unsafe OpenSSL.require(
      BN_mod_sub(denominator.pointer, one.pointer, y.pointer, prime.pointer, context.pointer))
    let u = BigNumber()
    guard unsafe BN_is_zero(denominator.pointer) == 0 else { return u }
    let inverse = BigNumber()
    unsafe precondition(
      BN_mod_inverse(inverse.pointer, denominator.pointer, prime.pointer, context.pointer) != nil,
      "a prime has a number without inverse")
    unsafe OpenSSL.require(
      BN_mod_mul(u.pointer, numerator.pointer, inverse.pointer, prime.pointer, context.pointer))
    return u
  }
}
