internal import Records

/// How long to wait, and how to be stopped.
public struct SFTPSettings: Sendable {
  /// For one TCP connection to come about, all addresses of the host together.
  public var connectTimeout: Duration = .seconds(15)
  /// For the server's first word, for the key exchange, and for each step of the login.
  public var answerTimeout: Duration = .seconds(20)
  /// Without a single byte in either direction, while something is awaited.
  public var stallTimeout: Duration = .seconds(60)
  /// Asked several times a second, and once a turn while bytes flow; `true` ends the work
  /// with `transfer_cancelled`. It runs on the session's thread.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Gets a line for each event of a session: the address that answered, the algorithms, the server's key,
  /// each way to log in and its outcome, and each request that failed with the server's words. It is called
  /// on several threads. A line has no password and no content of a file; whoever shows it masks it.
  public var events: (@Sendable (String) -> Void)?
  /// Gets a line for what the SSH library does, and for each single question and its answer;
  /// `nil` for none. A line names kinds, sizes and algorithms. It may repeat words of the
  /// server's and the user's name: whoever shows it masks it.
  public var log: (@Sendable (String) -> Void)?

  /// The defaults above.
  public init() {}
}

extension SFTPSettings {
  func checkCancellation() throws(Failure) {
    if isCancelled() { throw Failure(.transferCancelled, "interrupted; what has arrived is kept") }
  }
}
