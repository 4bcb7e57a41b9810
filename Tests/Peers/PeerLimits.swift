import Foundation

/// What a server may do less than whoever starts it, so that its disk fills up and its permissions
/// are taken back even where the tests are run by root.
public struct PeerLimits: Sendable {
  /// Whether root's way past the permissions of files is closed to it.
  public var isUnprivileged = false
  /// The bytes that a file may have (`RLIMIT_FSIZE`): writing more fails with "File too large".
  public var fileSize: Int?
  /// The bytes that the user may send in all, where the server itself keeps quotas: ProFTPD's
  /// `mod_quotatab`.
  public var quota: Int?

  /// No limit.
  public init() {}

  /// The command that starts `command` under these limits.
  func wrap(_ command: [String]) -> [String] {
    var wrapped = command
    if let fileSize {
      // Ignored, the signal turns into the error that a full quota would be.
      wrapped = ["sh", "-c", "trap '' XFSZ; exec prlimit --fsize=\(fileSize) -- \"$@\"", "sh"] + wrapped
    }
    // Others than root have no such way, and may not close it.
    if isUnprivileged, geteuid() == 0 {
      wrapped = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] + wrapped
    }
    return wrapped
  }
}
