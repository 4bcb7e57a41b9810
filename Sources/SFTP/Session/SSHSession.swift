internal import CSSH
internal import Glibc
internal import Records

/// One SSH connection, owned: a `ssh_session` of libssh with its socket, closed and freed
/// with this object. It belongs to the thread that made it; libssh sessions are not to be
/// shared. Never blocks inside libssh: every call returns at once, and the waiting is done
/// here, where it ends by deadline and by cancellation.
@safe final class SSHSession {
  let endpoint: SSHEndpoint
  var settings: SFTPSettings
  let handle: ssh_session
  private(set) var descriptor: Int32 = -1
  let log: SessionLog?
  /// Carries the bytes where the server is reached by way of another host; ends after the session.
  let tunnel: JumpTunnel?

  /// Connects and exchanges keys; the server's key is not yet judged.
  ///
  /// - Parameter keyAlgorithms: the signature algorithms for the server's key, wanted ones first.
  convenience init(
    connecting endpoint: SSHEndpoint, by jump: SSHJump? = nil, keyAlgorithms: [String],
    settings: SFTPSettings
  ) throws(Failure) {
    let connection =
      if let jump {
        try JumpTunnel.open(by: jump, to: endpoint, settings: settings)
      } else {
        try TCPConnection(to: endpoint, settings: settings)
      }
    try self.init(over: connection, to: endpoint, keyAlgorithms: keyAlgorithms, settings: settings)
    try exchangeKeys()
  }

  /// A session over a connection, on which nothing was said yet; ``exchangeKeys()`` is next.
  init(
    over connection: consuming TCPConnection, to endpoint: SSHEndpoint, keyAlgorithms: [String],
    settings: SFTPSettings
  ) throws(Failure) {
    guard let handle = unsafe ssh_new() else { throw Failure(.internalError, "no memory for an SSH session") }
    self.endpoint = endpoint
    self.settings = settings
    unsafe self.handle = handle
    tunnel = connection.tunnel
    log = settings.log.map { SessionLog($0) }
    try configure(keyAlgorithms)
    descriptor = connection.release()
    unsafe ssh_options_set(handle, SSH_OPTIONS_FD, &descriptor)
  }

  deinit {
    unsafe ssh_disconnect(handle)
    unsafe ssh_free(handle)
  }

  /// Sets what libssh would otherwise look up behind our back: its configuration files, the
  /// user's known hosts and keys, an agent.
  private func configure(_ keyAlgorithms: [String]) throws(Failure) {
    unsafe ssh_set_blocking(handle, 0)
    var no: CInt = 0
    var off = false
    unsafe ssh_options_set(handle, SSH_OPTIONS_PROCESS_CONFIG, &off)
    unsafe ssh_options_set(handle, SSH_OPTIONS_GSSAPI_AUTH, &no)
    try set(SSH_OPTIONS_SSH_DIR, "/nonexistent")
    try set(SSH_OPTIONS_KNOWNHOSTS, "/dev/null")
    try set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null")
    try set(SSH_OPTIONS_HOSTKEYS, keyAlgorithms.joined(separator: ","))
    // AES-GCM first: with the processor's help it is several times as fast as ChaCha20.
    let ciphers =
      "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,aes256-ctr,aes128-ctr"
    try set(SSH_OPTIONS_CIPHERS_C_S, ciphers)
    try set(SSH_OPTIONS_CIPHERS_S_C, ciphers)
    // What is sent is encrypted already and does not shrink.
    try set(SSH_OPTIONS_COMPRESSION, "no")
  }

  private func set(_ option: ssh_options_e, _ value: String) throws(Failure) {
    guard unsafe value.withCString({ unsafe ssh_options_set(handle, option, $0) }) == 0 else {
      throw Failure(.keyExchangeFailed, "the SSH library refuses a setting: \(errorText)")
    }
  }

  /// What libssh says of the last error, printable.
  var errorText: String {
    guard let text = unsafe ssh_get_error(UnsafeMutableRawPointer(handle)) else { return "no reason given" }
    let line = unsafe String(printable: String(cString: text).utf8)
    return line.isEmpty ? "no reason given" : line
  }

  /// The server's first line (`SSH-2.0-…`), printable; `nil` before it came.
  var banner: String? {
    unsafe ssh_get_serverbanner(handle).map { unsafe String(printable: String(cString: $0).utf8) }
  }

  /// Whether the server names itself as ProFTPD's `mod_sftp`.
  var isProFTPD: Bool { banner?.hasPrefix("SSH-2.0-mod_sftp") ?? false }

  /// Whether bytes wait inside libssh for the socket to take them.
  var isWritePending: Bool { unsafe ssh_get_status(handle) & SSH_WRITE_PENDING != 0 }

  /// Waits until the socket has something, or takes something when `writing`.
  func wait(writing: Bool = false, until deadline: ContinuousClock.Instant) throws(Failure) -> Bool {
    try SocketPoll(descriptor: descriptor, settings: settings)
      .wait(reading: true, writing: writing || isWritePending, until: deadline)
  }

  /// Sends what every server takes and none heeds (RFC 4253, 11.2), so that nothing on the way takes the
  /// silence for the connection's end.
  func giveSign() { unsafe ssh_send_ignore(handle, "") }

  /// Repeats a call that returns `again` until it has its answer, within the answer time-out.
  func complete(
    _ doing: String, again: Int32 = SSH_AGAIN, _ call: () -> Int32
  ) throws(Failure) -> Int32 {
    let deadline = ContinuousClock.now + settings.answerTimeout
    while true {
      let answer = call()
      guard answer == again else { return answer }
      guard try wait(until: deadline) else {
        throw Failure(.connectionLost, "\(endpoint) stopped answering during the \(doing)")
      }
    }
  }
}
