internal import CSSH
internal import Glibc
internal import Records

extension SSHSession {
  /// Runs the version exchange and the key exchange.
  ///
  /// libssh swallows what a peer says that is not SSH, so the first bytes are looked at in
  /// the socket (`MSG_PEEK`) before libssh reads them. It is called before that only to
  /// send its own greeting, which some peers wait for before they speak.
  func exchangeKeys() throws(Failure) {
    let deadline = ContinuousClock.now + settings.answerTimeout
    var greeting = Greeting.silent
    var isGreeted = false
    while true {
      if greeting != .ssh { try look(&greeting) }
      if greeting != .silent || !isGreeted {
        let answer = unsafe ssh_connect(handle)
        if unsafe ssh_get_serverbanner(handle) != nil { greeting = .ssh }
        guard answer == SSH_AGAIN else {
          guard answer == SSH_OK else { throw exchangeFailure(greeting) }
          makeNonBlocking()
          tellMeeting()
          return
        }
        makeNonBlocking()
        isGreeted = !isWritePending
      }
      guard try wait(until: deadline) else { throw silence(greeting) }
    }
  }

  /// libssh makes the socket blocking again once it sees it connected; a blocking `send`
  /// of a large buffer could not be cancelled.
  private func makeNonBlocking() {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0, flags & O_NONBLOCK == 0 { _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
  }

  private func look(_ greeting: inout Greeting) throws(Failure) {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe recv(descriptor, &bytes, bytes.count, Int32(MSG_PEEK | MSG_DONTWAIT))
    if count == 0, greeting == .silent { throw closedSilently }
    guard count > 0 else { return }
    greeting = Greeting(Array(bytes.prefix(count)))
    if case .other(let line, isCertain: true) = greeting { throw notSSH(line) }
  }

  private var closedSilently: Failure {
    Failure(
      .noBanner, "\(endpoint) closes the connection without a word",
      hint: "ask the server's operator whether this address is let in, or whether too many log in at once")
  }

  private func notSSH(_ line: String) -> Failure {
    guard !Greeting.turnsAway(line) else {
      return Failure(
        .tooManyLogins, "\(endpoint) turns the connection away: \(line)",
        hint: "try again in a minute; if it stays, ask the server's operator to raise MaxStartups")
    }
    return Failure(
      .notSSH, "\(endpoint) is not an SSH server; it says: \(line)",
      hint: "check the port number; SFTP servers listen on port 22 unless told otherwise")
  }

  private func silence(_ greeting: Greeting) -> Failure {
    switch greeting {
    case .silent:
      Failure(
        .noBanner, "\(endpoint) takes the connection but says nothing",
        hint: "check the port number, and whether a firewall between inspects the traffic")
    case .other(let line, _): notSSH(line)
    case .ssh: Failure(.connectionLost, "\(endpoint) stopped answering during the key exchange")
    }
  }

  private func exchangeFailure(_ greeting: Greeting) -> Failure {
    guard greeting == .ssh else { return greeting == .silent ? closedSilently : silence(greeting) }
    let text = errorText
    let isSocketError = text.hasPrefix("Socket error: ")
    // Once libssh gives up on the algorithms it closes the socket, and may then stumble over
    // it: "Socket error: Success" has taken the place of the reason.
    if isSocketError, text != "Socket error: Success" {
      return Failure(.connectionLost, "the connection to \(endpoint) broke during the key exchange: \(text)")
    }
    let lost = log?.mismatch ?? "probably no algorithm is common to both sides"
    let reason = isSocketError ? lost : text
    if isSocketError || text.contains("no match for method") {
      return Failure(
        .algorithmMismatch, "\(endpoint) has no algorithm in common with us: \(reason)",
        hint: "the server is out of date; ask its operator for a newer one")
    }
    return Failure(.keyExchangeFailed, "the key exchange with \(endpoint) failed: \(reason)")
  }
}

/// What a peer says first.
enum Greeting: Hashable, Sendable {
  case silent
  case ssh
  /// Something else. It is certain for protocols that are known by their first bytes;
  /// otherwise an SSH server may still speak up after lines of text (RFC 4253, 4.2).
  case other(line: String, isCertain: Bool)

  /// What OpenSSH says instead of its banner to one connection too many, or to an address that
  /// failed too often.
  static func turnsAway(_ line: String) -> Bool {
    line.hasPrefix("Exceeded MaxStartups") || line.hasPrefix("Not allowed at this time")
  }

  init(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let mark = Array("SSH-".utf8)
    if lines.contains(where: { $0.starts(with: mark) }) || mark.starts(with: bytes) {
      self = .ssh
    } else if bytes.starts(with: [0x15, 0x03]) || bytes.starts(with: [0x16, 0x03]) {
      self = .other(line: "TLS (a web or mail server with encryption)", isCertain: true)
    } else {
      let line = String(printable: (lines.first ?? []).prefix { $0 != 13 }.prefix(80))
      let isCertain = ["HTTP/", "220", "* OK", "+OK", "<"].contains { bytes.starts(with: $0.utf8) }
      self = .other(line: line, isCertain: isCertain)
    }
  }
}
