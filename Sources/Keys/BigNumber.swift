internal import COpenSSL

/// Owns one `BIGNUM`, which is wiped at the end of its life.
@safe
struct BigNumber: ~Copyable {
  let pointer: OpaquePointer

  /// Zero.
  init() {
    guard let made = unsafe BN_new() else { preconditionFailure("OpenSSL is out of memory") }
    unsafe pointer = made
  }

  /// A small number.
  init(_ value: UInt) {
    self.init()
    unsafe OpenSSL.require(BN_set_word(pointer, value))
  }

  /// The number that `bytes` are, the most significant first.
  init(bigEndian bytes: RawSpan) {
    self.init()
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe precondition(
        BN_bin2bn(buffer.bindMemory(to: UInt8.self).baseAddress, Int32(buffer.count), pointer) != nil,
        "OpenSSL is out of memory")
    }
  }

  /// A copy.
  init(copying other: borrowing BigNumber) {
    self.init()
    unsafe precondition(BN_copy(pointer, other.pointer) != nil, "OpenSSL is out of memory")
  }

  deinit { unsafe BN_clear_free(pointer) }

  /// How many bytes it takes.
  var byteCount: Int { unsafe Int(BN_num_bits(pointer) + 7) / 8 }

  /// `count` bytes, the most significant first; traps when it needs more.
  func bytes(_ count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe precondition(
        BN_bn2binpad(pointer, buffer.baseAddress, Int32(count)) == count, "a number is too large")
      filled = count
    }
  }
}

/// Owns one `BN_CTX`.
@safe
struct BigNumberContext: ~Copyable {
  let pointer: OpaquePointer

  init() {
    guard let made = unsafe BN_CTX_new() else { preconditionFailure("OpenSSL is out of memory") }
    unsafe pointer = made
  }

  deinit { unsafe BN_CTX_free(pointer) }
}
