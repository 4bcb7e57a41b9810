/// The exit statuses of every tool, after `sysexits.h` (`EX_*`).
///
/// `someFailed` (1) is ours: of several items some failed and the rest are done. An item
/// that fails alone ends the tool with its own status instead.
public struct ExitStatus: RawRepresentable, Hashable, Sendable {
  /// The number handed to `exit(3)`, 0–255.
  public let rawValue: Int32

  /// Wraps a status number; the named ones below are all that the tools use.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// All done, or nothing was found.
  public static let success = ExitStatus(rawValue: 0)
  /// Some of several items failed; the rest are done.
  public static let someFailed = ExitStatus(rawValue: 1)
  /// `EX_USAGE`: the command line is wrong.
  public static let usage = ExitStatus(rawValue: 64)
  /// `EX_DATAERR`: the input, or a rule, refuses it.
  public static let dataError = ExitStatus(rawValue: 65)
  /// `EX_NOINPUT`: there is no such input.
  public static let noInput = ExitStatus(rawValue: 66)
  /// `EX_UNAVAILABLE`: a service does not answer.
  public static let unavailable = ExitStatus(rawValue: 69)
  /// `EX_SOFTWARE`: a bug in the tool itself.
  public static let software = ExitStatus(rawValue: 70)
  /// `EX_CANTCREAT`: the output cannot be created.
  public static let cannotCreate = ExitStatus(rawValue: 73)
  /// `EX_IOERR`: reading or writing failed.
  public static let ioError = ExitStatus(rawValue: 74)
  /// `EX_TEMPFAIL`: try again later (a lock is held, a time-out).
  public static let tryAgain = ExitStatus(rawValue: 75)
  /// `EX_PROTOCOL`: the peer broke the protocol, or its host key is not the known one.
  public static let protocolError = ExitStatus(rawValue: 76)
  /// `EX_NOPERM`: permission or authentication.
  public static let noPermission = ExitStatus(rawValue: 77)
  /// `EX_CONFIG`: something is not set up, or set up wrongly.
  public static let configuration = ExitStatus(rawValue: 78)
}
