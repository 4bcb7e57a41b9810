public import Records

extension Failure.Code {
  /// The address is not one that this room takes.
  public static let locationInvalid = Failure.Code(
    "location_invalid", .usage, "the address of the server or of the remote file is malformed")
  /// Plain FTP, or a scheme that nobody here speaks (R079).
  public static let schemeRefused = Failure.Code(
    "scheme_refused", .usage, "the address's scheme is refused; plain FTP is never spoken")

  /// The name of the server does not resolve.
  public static let hostNotFound = Failure.Code(
    "host_not_found", .unavailable, "the server's name does not resolve to an address")
  /// No route leads to the server.
  public static let hostUnreachable = Failure.Code(
    "host_unreachable", .unavailable, "no route leads to the server")
  /// The server's machine answers that nothing listens on the port (R083).
  public static let connectionRefused = Failure.Code(
    "connection_refused", .unavailable, "nothing listens on the server's port")
  /// Nothing at all comes back, as behind a firewall that drops (R083).
  public static let connectTimeout = Failure.Code(
    "connect_timeout", .unavailable, "the server's address does not answer; a firewall may drop the packets")
  /// The connection stands, but the peer says nothing (R083).
  public static let noBanner = Failure.Code(
    "no_banner", .unavailable, "the port takes the connection but says nothing")
  /// Something else than an SSH server listens on the port (R083).
  public static let notSSH = Failure.Code(
    "not_ssh", .unavailable, "something else than an SSH server answers on the port")
  /// The key exchange failed: no common algorithm, or a broken peer.
  public static let keyExchangeFailed = Failure.Code(
    "key_exchange_failed", .protocolError, "the SSH key exchange failed")
  /// Both sides have no algorithm of some kind in common.
  public static let algorithmMismatch = Failure.Code(
    "algorithm_mismatch", .protocolError, "the server knows none of the algorithms that are safe today")
  /// The connection broke after it had been made.
  public static let connectionLost = Failure.Code(
    "connection_lost", .tryAgain, "the connection broke or stalled; what was sent may be sent again")

  /// The server's key is not in the file of known hosts.
  public static let hostKeyUnknown = Failure.Code(
    "host_key_unknown", .protocolError, "the server's host key has not been trusted yet")
  /// The server shows another key than the known one (R081).
  public static let hostKeyChanged = Failure.Code(
    "host_key_changed", .protocolError, "the server shows another host key than the trusted one")
  /// The server's key is marked as revoked.
  public static let hostKeyRevoked = Failure.Code(
    "host_key_revoked", .protocolError, "the server's host key is marked as revoked")

  /// The server refuses the password (R082).
  public static let authFailed = Failure.Code(
    "auth_failed", .noPermission, "the server refuses the user name or the password")
  /// The server refuses the private key (R081).
  public static let clientKeyRejected = Failure.Code(
    "client_key_rejected", .noPermission, "the server refuses this private key for this user")
  /// The server takes none of the methods that there are credentials for.
  public static let authMethodUnavailable = Failure.Code(
    "auth_method_unavailable", .noPermission, "the server offers no way to log in that is set up here")
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
  /// The server says that the account is locked, disabled or expired.
  public static let accountLocked = Failure.Code(
    "account_locked", .noPermission, "the server says that the account is locked, disabled or expired")
  /// The server has no SFTP.
  public static let sftpUnavailable = Failure.Code(
    "sftp_unavailable", .unavailable, "the server lets the user in but offers no SFTP")
  /// The server breaks the SFTP protocol.
  public static let sftpProtocol = Failure.Code(
    "sftp_protocol", .protocolError, "the server breaks the SFTP protocol")

  /// `SSH_FX_NO_SUCH_FILE`.
  public static let remoteNoSuchFile = Failure.Code(
    "remote_no_such_file", .noInput, "there is no such file or directory on the server")
  /// A directory or a device where a file is due.
  public static let remoteNotAFile = Failure.Code(
    "remote_not_a_file", .noInput, "a directory, or no regular file, was named on the server")
  /// `SSH_FX_PERMISSION_DENIED`.
  public static let remotePermissionDenied = Failure.Code(
    "remote_permission_denied", .noPermission, "the server denies permission")
  /// The final name is already taken.
  public static let remoteExists = Failure.Code(
    "remote_exists", .cannotCreate, "the name is already taken on the server; nothing is overwritten")
  /// The server's disk, or the user's quota, is full.
  public static let remoteDiskFull = Failure.Code(
    "remote_disk_full", .ioError, "the server's disk or the user's quota is full")
  /// `SSH_FX_OP_UNSUPPORTED`.
  public static let remoteUnsupported = Failure.Code(
    "remote_unsupported", .unavailable, "the server does not support the operation")
  /// `SSH_FX_FAILURE`: the server says no more than that.
  public static let remoteFailure = Failure.Code(
    "remote_failure", .ioError, "the server reports a failure without a reason")
  /// Another size than expected was found after the transfer.
  public static let remoteSizeDiffers = Failure.Code(
    "remote_size_differs", .ioError, "the file on the server does not have the size that was sent")
  /// The remote file changed while it was read.
  public static let remoteChanged = Failure.Code(
    "remote_changed", .dataError, "the file on the server changed while it was fetched")
  /// The content on the server is not the one that was sent.
  public static let remoteContentDiffers = Failure.Code(
    "remote_content_differs", .ioError, "the file on the server does not have the content that was sent")
  /// The time that the transfer was given is over.
  public static let transferTimeout = Failure.Code(
    "transfer_timeout", .tryAgain, "the time for the transfer is over; it can be resumed")
  /// The caller asked to stop.
  public static let transferCancelled = Failure.Code(
    "transfer_cancelled", .tryAgain, "the transfer was cancelled; nothing is left under the final name")

  /// The codes that this room declares.
  public static let ofSFTP: [Failure.Code] = [
    .locationInvalid, .schemeRefused, .hostNotFound, .hostUnreachable, .connectionRefused, .connectTimeout,
    .noBanner, .notSSH, .keyExchangeFailed, .algorithmMismatch, .agentUnreachable, .accountLocked,
    .connectionLost, .hostKeyUnknown, .hostKeyChanged,
    .hostKeyRevoked, .authFailed, .clientKeyRejected, .authMethodUnavailable, .identityFileUnreadable,
    .identityFileExposed, .identityPassphrase, .sftpUnavailable, .sftpProtocol, .remoteNoSuchFile,
    .remoteNotAFile,
    .remotePermissionDenied, .remoteExists, .remoteDiskFull, .remoteUnsupported, .remoteFailure,
    .remoteSizeDiffers, .remoteContentDiffers, .remoteChanged, .transferTimeout, .transferCancelled,
  ]
}
