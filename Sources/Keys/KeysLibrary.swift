internal import COpenSSL

/// The library behind this room.
public enum KeysLibrary {
  /// Its name and version, as in `OpenSSL 3.0.20`.
  public static var version: String {
    unsafe String(cString: OpenSSL_version(OPENSSL_VERSION)).split(separator: " ").prefix(2)
      .joined(separator: " ")
  }
}
