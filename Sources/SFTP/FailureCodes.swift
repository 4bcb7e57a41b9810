public import Records

extension Failure.Code {
  /// Something else than an SSH server listens on the port (R083).
  public static let notSSH = Failure.Code(
    "not_ssh", .unavailable, "something else than an SSH server answers on the port")
  /// The key exchange failed: no common algorithm, or a broken peer.
  public static let keyExchangeFailed = Failure.Code(
    "key_exchange_failed", .protocolError, "the SSH key exchange failed")
  /// Both sides have no algorithm of some kind in common.
  public static let algorithmMismatch = Failure.Code(
    "algorithm_mismatch", .protocolError, "the server knows none of the algorithms that are safe today")

  /// The server's key is not in the file of known hosts.
  public static let hostKeyUnknown = Failure.Code(
    "host_key_unknown", .protocolError, "the server's host key has not been trusted yet")
  /// The server shows another key than the known one (R081).
  public static let hostKeyChanged = Failure.Code(
    "host_key_changed", .protocolError, "the server shows another host key than the trusted one")
  /// The server's key is marked as revoked.
  public static let hostKeyRevoked = Failure.Code(
    "host_key_revoked", .protocolError, "the server's host key is marked as revoked")

  /// The server refuses the private key (R081).
  public static let clientKeyRejected = Failure.Code(
    "client_key_rejected", .noPermission, "the server refuses this private key for this user")
  /// The server takes none of the methods that there are credentials for.
  public static let authMethodUnavailable = Failure.Code(
    "auth_method_unavailable", .noPermission, "the server offers no way to log in that is set up here")
  /// The server takes no signatures of the kind that the private key makes.
  public static let keyAlgorithmRefused = Failure.Code(
    "key_algorithm_refused", .noPermission, "the server takes no keys of this kind, or no such signatures")
  /// The private key's file cannot be read or is not a private key.
  public static let identityFileUnreadable = Failure.Code(
    "identity_file_unreadable", .configuration, "the private key's file cannot be read or understood")
  /// The private key's file can be read by others.
  public static let identityFileExposed = Failure.Code(
    "identity_file_exposed", .noPermission, "the private key's file can be read by other users")
  /// The private key is encrypted and there is no passphrase, or a wrong one.
  public static let identityPassphrase = Failure.Code(
    "identity_passphrase", .configuration,
    "the private key is encrypted and its passphrase is missing or wrong")
  /// No agent answers.
  public static let agentUnreachable = Failure.Code(
    "agent_unreachable", .configuration, "no SSH agent answers on the given socket")
  /// The jump host does not let the user on.
  public static let jumpRefused = Failure.Code(
    "jump_refused", .noPermission, "the jump host lets no connection on to the server")
  /// The server has no SFTP.
  public static let sftpUnavailable = Failure.Code(
    "sftp_unavailable", .unavailable, "the server lets the user in but offers no SFTP")
  /// The server breaks the SFTP protocol.
  public static let sftpProtocol = Failure.Code(
    "sftp_protocol", .protocolError, "the server breaks the SFTP protocol")

  /// The codes that this room declares.
  public static let ofSFTP: [Failure.Code] = [
    .notSSH, .keyAlgorithmRefused, .keyExchangeFailed, .algorithmMismatch,
    .agentUnreachable, .hostKeyUnknown,
    .hostKeyChanged, .hostKeyRevoked, .clientKeyRejected, .authMethodUnavailable, .identityFileUnreadable,
    .identityFileExposed, .identityPassphrase, .jumpRefused, .sftpUnavailable, .sftpProtocol,
  ]
}
