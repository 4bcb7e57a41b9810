internal import CCurl
internal import NetClient
internal import Records

/// What libcurl's code and the server's last words mean for a task that failed.
struct FTPSOutcome {
  let code: CURLcode
  /// libcurl's own words.
  let text: String
  let transcript: Transcript
  let account: FTPSAccount
  let verifyResult: Int
  let systemError: Int32
  /// Whether the connection stood, whatever was said on it.
  let isConnected: Bool
  /// For whom the server's certificate is, where it came to that.
  let certificateNames: String?
  /// What was asked for, as `to store x`.
  let what: String

  private var place: String { "\(account.host) port \(account.port)" }
  private var words: String { CurlWords.plain(text) }

  private var trust: PeerTrust {
    PeerTrust(
      code: code, text: text, verifyResult: verifyResult, systemError: systemError, host: account.host,
      port: account.port, names: certificateNames)
  }

  var failure: Failure {
    if let failure = trust.failure { return failure }
    if let failure = encryptionFailure { return failure }
    switch code {
    case CURLE_COULDNT_CONNECT:
      return transcript.isAboutData ? dataFailure : trust.connectFailure
    case CURLE_LOGIN_DENIED: return loginFailure
    case CURLE_FTP_WEIRD_PASV_REPLY, CURLE_FTP_WEIRD_227_FORMAT, CURLE_FTP_CANT_GET_HOST,
      CURLE_FTP_PORT_FAILED:
      return dataFailure
    case CURLE_OPERATION_TIMEDOUT: return timeout
    case CURLE_WEIRD_SERVER_REPLY,
      CURLE_FTP_WEIRD_PASS_REPLY where transcript.exchanges.isEmpty,
      CURLE_UNSUPPORTED_PROTOCOL:
      return turnedAway ?? notFTP
    case CURLE_ABORTED_BY_CALLBACK:
      return Failure(.transferCancelled, "the tool that asked for it is gone")
    default: return refusal ?? lost
    }
  }

  private var encryptionFailure: Failure? {
    switch code {
    case CURLE_USE_SSL_FAILED:
      Failure(
        .tlsRefused,
        "\(place) does not encrypt \(transcript.isLoggedIn ? "the files" : "the login"); nothing was sent",
        hint: "ask the server's operator for FTPS or SFTP; plain FTP is never spoken")
    case CURLE_SSL_CONNECT_ERROR where transcript.isAboutData: dataFailure
    case CURLE_SSL_CONNECT_ERROR where account.encryption == .implicit && transcript.exchanges.isEmpty:
      Failure(
        .tlsFailed, "TLS with \(place) failed: \(words)",
        hint: "so-ftpsend config set server.tls explicit, when the server begins without TLS")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ENGINE_INITFAILED:
      Failure(.tlsFailed, "TLS with \(place) failed: \(words)")
    default: nil
    }
  }

  private var loginFailure: Failure {
    guard let reply = transcript.last else { return Failure(.authFailed, "\(place) refuses the login") }
    // 421 and the like at the login are the server's own trouble.
    if reply.code / 100 == 4 { return reply.failure("the login for now") }
    let isLocked = FTPReply(code: 530, text: reply.text).meaning == .accountLocked
    return FTPReply(code: isLocked ? reply.code : 530, text: reply.text).failure("the user or the password")
  }

  private var dataFailure: Failure {
    // A server that refuses the file hangs up on its connection first. libcurl then asks for
    // another one, and takes the refusal for the answer to that.
    if verbOfLast == "PASV", let last = transcript.last, last.code / 100 == 5,
      last.meaning != .remoteUnsupported,
      last.meaning != .dataChannelRefused
    {
      return last.failure(what)
    }
    let said = transcript.last.map { $0.code >= 400 ? " (\($0.summary))" : "" } ?? ""
    let port = transcript.passivePort.map { ", to port \($0)," } ?? ""
    return Failure(
      .dataChannelRefused, "the connection for the file\(port) does not come about: \(words)\(said)",
      hint: "ask the server's operator to open the passive ports, and to let TLS sessions be resumed")
  }

  private var timeout: Failure {
    // libcurl calls every 421 a time-out.
    if let turnedAway { return turnedAway }
    let isDone = transcript.last.map { $0.code / 100 == 2 && $0.code != 226 } ?? false
    if transcript.isAboutData, isDone || text.hasPrefix("SSL connection timeout") {
      return dataFailure
    }
    if transcript.isLoggedIn { return lost }
    if !transcript.exchanges.isEmpty { return lost }
    return isConnected ? silent : trust.unanswered
  }

  /// A server that refuses in the place of its greeting.
  private var turnedAway: Failure? {
    guard let first = transcript.exchanges.first, first.verb.isEmpty, first.reply.code >= 400 else {
      return nil
    }
    let isPassing = first.reply.code / 100 == 4 || first.reply.meaning == .tooManyLogins
    return Failure(
      isPassing ? .tooManyLogins : .remotePermissionDenied,
      "\(place) turns the connection away: \(first.reply.summary)",
      hint: isPassing
        ? "try again in a minute; if it stays, ask the server's operator how many may log in at once"
        : "ask the server's operator whether this address is let in")
  }

  private var verbOfLast: String? { transcript.exchanges.last?.verb }

  private var silent: Failure {
    Failure(
      .noBanner, "\(place) takes the connection but says nothing",
      hint: account.encryption == .explicit
        ? "so-ftpsend config set server.tls implicit, when the server begins with TLS" : nil)
  }

  private var notFTP: Failure {
    Failure(
      .notFTP, "something else than an FTP server answers on \(place): \(words)",
      hint: "check the port number in server.url")
  }

  /// The server's own words about the file.
  private var refusal: Failure? {
    guard let last = transcript.exchanges.last, last.reply.code >= 400 else { return nil }
    if last.reply.meaning == .dataChannelRefused { return dataFailure }
    return last.reply.failure(what)
  }

  private var lost: Failure {
    if transcript.exchanges.isEmpty { return notFTP }
    return Failure(.connectionLost, "the connection to \(place) broke or stalled: \(words)")
  }
}
