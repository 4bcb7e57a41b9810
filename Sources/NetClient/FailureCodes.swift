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
  /// A service's address is not one.
  public static let serviceURLInvalid = Failure.Code(
    "service_url_invalid", .configuration,
    "the service's address is not https://HOST[:PORT][/PATH], or not the right one")
  /// The certificates to trust cannot be used.
  public static let serviceAuthorityInvalid = Failure.Code(
    "service_authority_invalid", .configuration, "sms.ca_file holds no certificate that can be read")
  /// There is no encryption that can be trusted.
  public static let serviceTLSFailed = Failure.Code(
    "service_tls_failed", .protocolError, "the service's certificate is not trusted; nothing was sent")
  /// Nobody answers.
  public static let serviceUnreachable = Failure.Code(
    "service_unreachable", .unavailable, "the service cannot be reached")
  /// The request was handed over and no answer came.
  public static let serviceUnanswered = Failure.Code(
    "service_unanswered", .tryAgain,
    "the service took the request and did not answer; it may or may not have acted")
  /// The answer is none that the service should give.
  public static let serviceAnswerInvalid = Failure.Code(
    "service_answer_invalid", .protocolError, "the service gave an answer that cannot be understood")
  /// The account, the sender or the text cannot be that of a text message.
  public static let smsInvalid = Failure.Code(
    "sms_invalid", .dataError, "the account, the sender or the text cannot be that of a text message")
  /// The number cannot be called from abroad.
  public static let smsNumberInvalid = Failure.Code(
    "sms_number_invalid", .dataError, "the number lacks its country code, as in +49 30 1234567")
  /// The service refuses for good (4xx).
  public static let smsRejected = Failure.Code(
    "sms_rejected", .dataError, "the SMS service refuses the number or the message for good (4xx)")
  /// The service refuses for now (429, 5xx).
  public static let smsDeferred = Failure.Code(
    "sms_deferred", .tryAgain, "the SMS service refuses for now (429 or 5xx); try again later")
  /// The login is refused.
  public static let smsAuthFailed = Failure.Code(
    "sms_auth_failed", .noPermission, "the SMS service refuses the account or its token")

  /// The helper program died or talked nonsense.
  public static let netHelperFailed = Failure.Code(
    "net_helper_failed", .software, "the helper program so-net died, hung or gave no sensible answer")

  /// The certificates to trust cannot be used.
  public static let authorityInvalid = Failure.Code(
    "authority_invalid", .configuration, "server.ca_file holds no certificate that can be read")
  /// The certificate's time is over, or this machine's clock is wrong.
  public static let certificateExpired = Failure.Code(
    "certificate_expired", .protocolError, "the server's certificate has expired, or the clock here is wrong")
  /// The certificate's time has not begun, or this machine's clock is wrong.
  public static let certificateNotYetValid = Failure.Code(
    "certificate_not_yet_valid", .protocolError,
    "the server's certificate is not valid yet, so the clock here is wrong most likely")
  /// Nobody who is trusted signed the certificate.
  public static let certificateUnknown = Failure.Code(
    "certificate_unknown", .protocolError, "the server's certificate is by an authority that is not trusted")
  /// The certificate is for another name.
  public static let certificateWrongName = Failure.Code(
    "certificate_wrong_name", .protocolError, "the server's certificate is for another host name")
  /// The server does not encrypt, and so nothing was sent (R079).
  public static let tlsRefused = Failure.Code(
    "tls_refused", .protocolError, "the server does not encrypt the login or the files; nothing was sent")
  /// The TLS handshake failed.
  public static let tlsFailed = Failure.Code(
    "tls_failed", .protocolError, "TLS with the server failed before anything was sent")
  /// Something else than an FTP server listens on the port.
  public static let notFTP = Failure.Code(
    "not_ftp", .unavailable, "something else than an FTPS server answers on the port")
  /// The second connection, which the files go over, does not come about.
  public static let dataChannelRefused = Failure.Code(
    "data_channel_refused", .unavailable,
    "the connection for the files does not come about; a firewall may hold the passive ports back")
  /// The server breaks the FTP protocol.
  public static let ftpProtocol = Failure.Code(
    "ftp_protocol", .protocolError, "the server breaks the FTP protocol")
  /// A web server sends the reader somewhere where we do not go.
  public static let redirectRefused = Failure.Code(
    "redirect_refused", .protocolError, "the web server redirects to an address without TLS, or for ever")
  /// A web server answers with an error of its own.
  public static let webServerFailed = Failure.Code(
    "web_server_failed", .unavailable, "the web server answers with an error; try again later")

  /// The codes that this room declares.
  public static let ofNetClient: [Failure.Code] = [
    .mailURLInvalid, .mailAuthorityInvalid, .mailMessageInvalid, .mailRejected, .mailDeferred,
    .mailAuthFailed, .mailTLSFailed, .mailUnreachable, .mailUnanswered, .serviceURLInvalid,
    .serviceAuthorityInvalid, .serviceTLSFailed, .serviceUnreachable, .serviceUnanswered,
    .serviceAnswerInvalid, .smsInvalid, .smsNumberInvalid, .smsRejected, .smsDeferred, .smsAuthFailed,
    .netHelperFailed, .authorityInvalid, .certificateExpired, .certificateNotYetValid, .certificateUnknown,
    .certificateWrongName, .tlsRefused, .tlsFailed, .notFTP, .dataChannelRefused, .ftpProtocol,
    .redirectRefused, .webServerFailed,
  ]
}
