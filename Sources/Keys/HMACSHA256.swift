internal import COpenSSL

/// HMAC with SHA-256 (RFC 2104): a keyed hash of 32 bytes.
public enum HMACSHA256 {
  /// The code of `message` under `key`, which may have any length.
  public static func code(for message: RawSpan, key: SecretBytes) -> [UInt8] {
    key.withBytes { key in code(for: message, key: key) }
  }

  /// Whether `code` is the code of `message`, compared in constant time.
  public static func isValid(_ code: RawSpan, for message: RawSpan, key: SecretBytes) -> Bool {
    ConstantTime.equal(code, unsafe self.code(for: message, key: key).span.bytes)
  }

  static func code(for message: RawSpan, key: RawSpan) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      let result = unsafe key.withUnsafeBytes { key in
        unsafe message.withUnsafeBytes { message in
          unsafe HMAC(
            HashAlgorithm.sha256.method, pointer(key), Int32(key.count),
            pointer(message).assumingMemoryBound(to: UInt8.self), message.count, buffer.baseAddress, nil)
        }
      }
      unsafe precondition(result != nil, "OpenSSL is out of memory")
      count = 32
    }
  }

  /// OpenSSL takes a null key for "the key of the last call", so an empty one needs an address.
  private static func pointer(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
    unsafe bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
  }
}
