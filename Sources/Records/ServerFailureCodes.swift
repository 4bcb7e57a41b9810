/// What servers answer, and how connections fail, whatever is spoken: SFTP, FTPS or HTTPS.
extension Failure.Code {
  /// The address is not one that is taken here.
  public static let locationInvalid = Failure.Code(
    "location_invalid", .usage, "the address of the server or of the remote file is malformed")
  /// Plain FTP, or a scheme that nobody here speaks (R079).
  public static let schemeRefused = Failure.Code(
    "scheme_refused", .usage, "the address's scheme is refused; plain FTP is never spoken")
  /// The name of the server does not resolve.
  public static let hostNotFound = Failure.Code(
    "host_not_found", .unavailable, "the server's name does not resolve to an address")
  /// No name server answers, so that nothing is known of the name.
  public static let resolverUnavailable = Failure.Code(
    "resolver_unavailable", .unavailable, "no name server answers, so that no name resolves")
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
  /// The server takes only so many logins at one time.
  public static let tooManyLogins = Failure.Code(
    "too_many_logins", .tryAgain, "the server turns the connection away: too many log in at once")
  /// The connection broke after it had been made.
  public static let connectionLost = Failure.Code(
    "connection_lost", .tryAgain, "the connection broke or stalled; what was sent may be sent again")
  /// The server refuses the password (R082).
  public static let authFailed = Failure.Code(
    "auth_failed", .noPermission, "the server refuses the user name or the password")
  /// The server says that the account is locked, disabled or expired.
  public static let accountLocked = Failure.Code(
    "account_locked", .noPermission, "the server says that the account is locked, disabled or expired")
  /// Nothing has the name.
  public static let remoteNoSuchFile = Failure.Code(
    "remote_no_such_file", .noInput, "there is no such file or directory on the server")
  /// A directory or a device where a file is due.
  public static let remoteNotAFile = Failure.Code(
    "remote_not_a_file", .noInput, "a directory, or no regular file, was named on the server")
  /// The server denies the right to do it.
  public static let remotePermissionDenied = Failure.Code(
    "remote_permission_denied", .noPermission, "the server denies permission")
  /// The final name is already taken.
  public static let remoteExists = Failure.Code(
    "remote_exists", .cannotCreate, "the name is already taken on the server; nothing is overwritten")
  /// The server's disk, or the user's quota, is full.
  public static let remoteDiskFull = Failure.Code(
    "remote_disk_full", .ioError, "the server's disk or the user's quota is full")
  /// The file system is mounted for reading only.
  public static let remoteReadOnly = Failure.Code(
    "remote_read_only", .noPermission, "the server's file system can only be read")
  /// The server cannot do it.
  public static let remoteUnsupported = Failure.Code(
    "remote_unsupported", .unavailable, "the server does not support the operation")
  /// The server says no more than that it failed.
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
    "transfer_cancelled", .tryAgain, "the transfer was interrupted; what has arrived is kept")

  /// The codes of this file.
  public static let aboutServers: [Failure.Code] = [
    .locationInvalid, .schemeRefused, .hostNotFound, .hostUnreachable, .connectionRefused, .connectTimeout,
    .connectionLost, .authFailed, .accountLocked, .remoteNoSuchFile, .remoteNotAFile, .remotePermissionDenied,
    .remoteExists, .remoteDiskFull, .remoteUnsupported, .remoteFailure, .remoteSizeDiffers, .remoteChanged,
    .remoteContentDiffers, .transferTimeout, .transferCancelled, .resolverUnavailable,
    .remoteReadOnly, .noBanner, .tooManyLogins,
  ]
}
