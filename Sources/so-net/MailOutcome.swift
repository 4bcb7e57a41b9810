internal import CCurl
internal import NetClient
internal import Records

/// What libcurl's code and the server's last words mean for the sender.
struct MailOutcome {
  let code: CURLcode
  /// libcurl's own words.
  let text: String
  let reply: SMTPReply?
  /// All of the message has left our hands.
  let handedOver: Bool
  let server: MailServerURL
  let hasLogin: Bool

  /// `nil` when the server took the message.
  var failure: Failure? {
    if code == CURLE_OK { return nil }
    return encryptionFailure ?? loginFailure ?? refusal ?? silence
  }

  private var place: String { "\(server.host):\(server.port)" }

  private var encryptionFailure: Failure? {
    switch code {
    case CURLE_USE_SSL_FAILED:
      Failure(.mailTLSFailed, "\(place) does not start TLS, and mail goes over TLS only")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      Failure(
        .mailTLSFailed, "the certificate of \(place) is not trusted: \(CurlWords.plain(text))",
        hint: "so-ftpsend config set mail.ca_file FILE, when the server has an authority of its own")
    case CURLE_SSL_CACERT_BADFILE:
      Failure(.mailAuthorityInvalid, "the file of mail.ca_file holds no certificate that can be read")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ENGINE_INITFAILED:
      Failure(.mailTLSFailed, "TLS with \(place) failed: \(CurlWords.plain(text))")
    default: nil
    }
  }

  private var loginFailure: Failure? {
    // 530 wants a login, 534 a better one, 535 refuses it, 538 wants TLS for it (RFC 4954).
    let refused = code == CURLE_LOGIN_DENIED || [530, 534, 535, 538].contains(reply?.code)
    // 454 and 421 at the login are the server's own trouble.
    guard refused, reply.map({ $0.code / 100 != 4 }) ?? true else { return nil }
    let answer = reply.map { " (\($0.summary))" } ?? ""
    return Failure(
      .mailAuthFailed,
      hasLogin
        ? "\(place) refuses the user or the password\(answer)" : "\(place) wants a login\(answer)",
      hint: "so-ftpsend config set mail.user NAME; so-ftpsend config set mail.password --value-file FILE")
  }

  private var refusal: Failure? {
    guard let reply else { return nil }
    switch reply.code / 100 {
    case 5: return Failure(.mailRejected, "\(place) refuses the recipient or the message (\(reply.summary))")
    case 4: return Failure(.mailDeferred, "\(place) refuses for now (\(reply.summary))")
    default: return nil
    }
  }

  private var silence: Failure {
    if handedOver {
      return Failure(
        .mailUnanswered, "\(place) took the message and never answered; it may or may not arrive")
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return Failure(.mailUnreachable, "there is no host \(server.host)")
    case CURLE_COULDNT_CONNECT:
      return Failure(.mailUnreachable, "\(place) takes no connection: \(CurlWords.plain(text))")
    case CURLE_OPERATION_TIMEDOUT:
      return Failure(.mailUnreachable, "\(place) does not answer in time: \(CurlWords.plain(text))")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY, CURLE_PARTIAL_FILE,
      CURLE_AGAIN:
      return Failure(.mailUnreachable, "\(place) went away before the message: \(CurlWords.plain(text))")
    default:
      return Failure(.netHelperFailed, "libcurl ended with \(code.rawValue): \(CurlWords.plain(text))")
    }
  }
}
