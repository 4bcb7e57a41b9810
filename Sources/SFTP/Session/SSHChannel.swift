internal import CSSH
internal import Records

/// A channel of a session with the SFTP subsystem on it, used without blocking.
@safe final class SSHChannel {
  let session: SSHSession
  private let handle: ssh_channel
  // The first reading asks for the whole window.
  private var readSinceGrowth = SSHChannel.window

  /// How much the server may send ahead: 50 MB/s over 60 ms. libssh's own window of
  /// 1.25 MiB would allow 20. The buffer for incoming bytes is as large.
  static let window = 3 * 1024 * 1024

  private init(on session: SSHSession) throws(Failure) {
    guard let channel = unsafe ssh_channel_new(session.handle) else {
      throw Failure(.internalError, "no memory for an SSH channel")
    }
    self.session = session
    unsafe handle = channel
  }

  convenience init(openingSFTPOn session: SSHSession) throws(Failure) {
    try self.init(on: session)
    let channel = unsafe handle
    guard try session.complete("start of SFTP", { unsafe ssh_channel_open_session(channel) }) == SSH_OK else {
      throw Failure(.sftpUnavailable, "\(session.endpoint) opens no channel: \(session.errorText)")
    }
    guard try session.complete("start of SFTP", { unsafe ssh_channel_request_sftp(channel) }) == SSH_OK else {
      throw Failure(
        .sftpUnavailable, "\(session.endpoint) lets the user in but offers no SFTP: \(session.errorText)",
        hint: "ask the server's operator to turn on the sftp subsystem")
    }
  }

  /// A channel whose other end the server connects to `target` (`direct-tcpip`).
  ///
  /// - Throws: `jump_refused`, `host_unreachable`, `connection_lost`.
  convenience init(forwardingTo target: SSHEndpoint, on session: SSHSession) throws(Failure) {
    try self.init(on: session)
    let channel = unsafe handle
    let answer = try session.complete("connection to \(target)") {
      // Where the connection comes from is nobody's business.
      unsafe ssh_channel_open_forward(channel, target.host, Int32(target.port), "127.0.0.1", 0)
    }
    guard answer == SSH_OK else { throw Self.refusal(session, target) }
  }

  fileprivate static let beyond = "cannot connect to"

  private static func refusal(_ session: SSHSession, _ target: SSHEndpoint) -> Failure {
    let text = session.errorText
    // The reason's number (RFC 4254, 5.1): 2 is that the connection failed.
    if text.contains("error (2)") {
      return Failure(
        .hostUnreachable, "jump host: \(session.endpoint) \(beyond) \(target): \(text)",
        hint: "check host and port of server.url as that host knows them, and whether the server runs")
    }
    guard text.contains("error (") else {
      return Failure(.connectionLost, "jump host: the connection to \(session.endpoint) broke: \(text)")
    }
    return Failure(
      .jumpRefused, "jump host: \(session.endpoint) lets nobody on to \(target): \(text)",
      hint:
        "ask the jump host's operator to allow TCP forwarding to \(target) (AllowTcpForwarding, PermitOpen)")
  }

  deinit { unsafe ssh_channel_free(handle) }

  /// Whether the peer's window has room.
  var hasWindow: Bool { unsafe ssh_channel_window_size(handle) > 0 }

  /// Hands bytes to libssh, as many as the peer's window and the socket take now.
  func send(_ bytes: RawSpan) throws(Failure) -> Int {
    guard !session.isWritePending, hasWindow else { return 0 }
    let count = min(bytes.byteCount, 256 * 1024)
    let written = unsafe bytes.withUnsafeBytes {
      unsafe ssh_channel_write(handle, $0.baseAddress, UInt32(count))
    }
    guard written >= 0 else { throw lost() }
    return Int(written)
  }

  /// Takes what has come, 0 when that is nothing.
  func receive(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    // libssh widens the window to what is asked for, and each widening is a packet: ask
    // for all of it only when a part is used up.
    let wanted = readSinceGrowth >= Self.window / 8 ? Self.window : 64 * 1024
    if wanted == Self.window { readSinceGrowth = 0 }
    let count = min(buffer.byteCount, wanted)
    let read = unsafe buffer.withUnsafeMutableBytes {
      unsafe ssh_channel_read_timeout(handle, $0.baseAddress, UInt32(count), 0, 0)
    }
    if read > 0 {
      readSinceGrowth += Int(read)
      return Int(read)
    }
    guard read == 0 || read == SSH_AGAIN else { throw lost() }
    guard unsafe ssh_channel_is_eof(handle) == 0, unsafe ssh_channel_is_closed(handle) == 0 else {
      throw lost()
    }
    return 0
  }

  private func lost() -> Failure {
    let text = session.errorText
    let reason = text == "no reason given" ? "the server ended it" : text
    return Failure(.connectionLost, "the connection to \(session.endpoint) broke: \(reason)")
  }
}

extension Failure {
  /// Whether a jump host did its part, and what is not there is the server behind it.
  var isBeyondJump: Bool { code == .hostUnreachable && message.contains(SSHChannel.beyond) }
}
