internal import Profile
internal import Records

/// What is known around a failure and tells its causes apart.
struct Circumstances: Equatable {
  /// `sftp` or `ftps`.
  var protocolName = "sftp"
  /// Whether FTPS is to begin with TLS.
  var isImplicit = false
  /// The server's name in the settings; `nil` for the one without.
  var server: ServerName?
  /// The server's port.
  var port: UInt16?
  /// The private key's kind and length, as in `RSA, 2048 bits`, when there is one that opens.
  var key: String?
  /// The private key's file.
  var keyFile: String?
  /// Whether it is an RSA key.
  var isRSA = false
  /// This machine's clock.
  var now: Timestamp?
  /// A time that is certainly past: that of a file that was written on this machine.
  var past: Timestamp?

  /// Whether the clock goes wrong for certain: it is a day before a time that is past.
  var isClockBehind: Bool {
    guard let now, let past else { return false }
    return now < past.advanced(bySeconds: -24 * 3600)
  }
}
