internal import CSSH

/// Public keys as libssh reads and hashes them.
enum PublicKeyReader {
  /// The SHA-256 fingerprint of a key from a text file, or `nil` when it is none.
  static func fingerprint(algorithm: String, base64: String) -> String? {
    let type = unsafe ssh_key_type_from_name(algorithm)
    var key: ssh_key?
    guard unsafe ssh_pki_import_pubkey_base64(base64, type, &key) == SSH_OK, let key = unsafe key else {
      return nil
    }
    defer { unsafe ssh_key_free(key) }
    return unsafe fingerprint(of: key)
  }

  /// A key that libssh holds, as a value.
  @unsafe static func hostKey(_ key: ssh_key) -> HostKey? {
    var text: UnsafeMutablePointer<CChar>?
    guard unsafe ssh_pki_export_pubkey_base64(key, &text) == SSH_OK, let text = unsafe text else {
      return nil
    }
    defer { unsafe ssh_string_free_char(text) }
    guard let name = unsafe ssh_key_type_to_char(ssh_key_type(key)), let print = unsafe fingerprint(of: key)
    else { return nil }
    return unsafe HostKey(
      algorithm: String(cString: name), base64: String(cString: text), fingerprint: print)
  }

  @unsafe private static func fingerprint(of key: ssh_key) -> String? {
    var hash: UnsafeMutablePointer<UInt8>?
    var length = 0
    guard unsafe ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &length) == 0 else {
      return nil
    }
    defer { unsafe ssh_clean_pubkey_hash(&hash) }
    guard let text = unsafe ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length) else {
      return nil
    }
    defer { unsafe ssh_string_free_char(text) }
    return unsafe String(cString: text)
  }
}
