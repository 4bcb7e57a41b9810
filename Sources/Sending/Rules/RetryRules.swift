internal import NetClient
internal import Notices
internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import Storage

/// What of a failed attempt can pass, and when to try again.
enum RetryRules {
  /// After so many attempts in a row a transfer is given up: some four days.
  static let attemptLimit: Int64 = 24

  /// What follows a failed attempt.
  enum Verdict: Hashable {
    /// Somebody ended it; it goes on at the next opportunity, and it counts for nothing.
    case interrupted
    /// Another attempt, after so many seconds.
    case again(after: Int64)
    /// None before a person asks for one.
    case failed
  }

  /// - Parameter attempts: how many there were, the failed one included.
  static func verdict(_ failure: Failure, attempts: Int64) -> Verdict {
    if isInterruption(failure.code) { return .interrupted }
    guard canPass(failure.code), attempts < attemptLimit else { return .failed }
    return .again(after: wait(after: attempts))
  }

  /// Seconds between the attempt of that number and the next: 1, 2, 4 … minutes, at most six hours.
  static func wait(after attempts: Int64) -> Int64 {
    min(60 << min(max(attempts, 1) - 1, 20), 6 * 3600)
  }

  /// Whether the same may go well later without anybody changing anything here.
  static func canPass(_ code: Failure.Code) -> Bool {
    if lasting.contains(code) { return false }
    return passing.contains(code) || [.unavailable, .tryAgain].contains(code.exit)
  }

  /// Whether the failure is one of the server and not of the file: it would meet every other
  /// transfer to that server as well, and a login that is refused again and again locks an account.
  static func concernsServer(_ code: Failure.Code) -> Bool { ofServer.contains(code) }

  /// Whether somebody, or the clock, ended it.
  static func isInterruption(_ code: Failure.Code) -> Bool { interruptions.contains(code) }

  private static let interruptions: Set<Failure.Code> = [.transferCancelled, .transferTimeout, .interrupted]

  /// These have exit statuses of what can pass, and do not pass.
  private static let lasting: Set<Failure.Code> = [.retired, .remoteUnsupported]

  /// These pass, whatever their exit status: a byte that was flipped on the way looks like a
  /// broken protocol or another content; somebody makes room on a disk; "failure" is all that
  /// some servers say of a quota. A certificate is renewed by the server's operator, mostly within
  /// a day, and one whose time begins tomorrow is good tomorrow; both are looked at before the login.
  /// One that nobody vouches for, or of another name, is no accident: somebody may be in between.
  private static let passing: Set<Failure.Code> = [
    .keyExchangeFailed, .sftpProtocol, .remoteContentDiffers, .remoteSizeDiffers, .remoteDiskFull,
    .remoteFailure, .diskFull, .certificateExpired, .certificateNotYetValid, .tlsFailed, .ftpProtocol,
  ]

  private static let ofServer: Set<Failure.Code> = [
    .hostNotFound, .hostUnreachable, .connectionRefused, .connectTimeout, .noBanner, .notSSH,
    .keyExchangeFailed, .algorithmMismatch, .hostKeyUnknown, .hostKeyChanged, .hostKeyRevoked, .authFailed,
    .clientKeyRejected, .authMethodUnavailable, .identityFileUnreadable, .identityFileExposed,
    .identityPassphrase, .jumpRefused, .agentUnreachable, .accountLocked, .sftpUnavailable, .settingMissing,
    .resolverUnavailable, .tooManyLogins, .keyAlgorithmRefused, .authorityInvalid, .certificateExpired,
    .certificateNotYetValid, .certificateUnknown, .certificateWrongName, .tlsRefused, .tlsFailed, .notFTP,
    .dataChannelRefused,
  ]
}
