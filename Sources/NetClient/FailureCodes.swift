public import Records

extension Failure.Code {
  /// The mail server's address is not one.
  public static let mailURLInvalid = Failure.Code(
    "mail_url_invalid", .configuration, "mail.url is not smtp://HOST[:PORT] or smtps://HOST[:PORT]")
  /// The certificates to trust cannot be used.
  public static let mailAuthorityInvalid = Failure.Code(
    "mail_authority_invalid", .configuration, "mail.ca_file holds no certificate that can be read")
  /// The subject, a name or the text cannot be put into a message.
  public static let mailMessageInvalid = Failure.Code(
    "mail_message_invalid", .dataError, "the subject, a name or the text cannot stand in a mail message")
  /// The mail server refuses for good (5xx).
  public static let mailRejected = Failure.Code(
    "mail_rejected", .dataError, "the mail server refuses the recipient or the message for good (5xx)")
  /// The mail server refuses for now (4xx).
  public static let mailDeferred = Failure.Code(
    "mail_deferred", .tryAgain, "the mail server refuses for now (4xx); try again later")
  /// The login is refused.
  public static let mailAuthFailed = Failure.Code(
    "mail_auth_failed", .noPermission, "the mail server refuses the user or the password, or wants them")
  /// There is no encryption that can be trusted.
  public static let mailTLSFailed = Failure.Code(
    "mail_tls_failed", .protocolError,
    "the mail server offers no TLS, or its certificate is not trusted; nothing was sent")
  /// Nobody answers.
  public static let mailUnreachable = Failure.Code(
    "mail_unreachable", .unavailable, "the mail server cannot be reached, or went away before the message")
  /// The message was handed over and no answer came.
  public static let mailUnanswered = Failure.Code(
    "mail_unanswered", .tryAgain,
    "the mail server took the message and did not answer; it may or may not arrive")
  /// The helper program died or talked nonsense.
  public static let netHelperFailed = Failure.Code(
    "net_helper_failed", .software, "the helper program so-net died, hung or gave no sensible answer")

  /// The codes that this room declares.
  public static let ofNetClient: [Failure.Code] = [
    .mailURLInvalid, .mailAuthorityInvalid, .mailMessageInvalid, .mailRejected, .mailDeferred,
    .mailAuthFailed, .mailTLSFailed, .mailUnreachable, .mailUnanswered, .netHelperFailed,
  ]
}
