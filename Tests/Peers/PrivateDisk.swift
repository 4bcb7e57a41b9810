/// What lies below a server's directory. One that is not plain is a small disk, mounted in a name space
/// of the server's own: nobody needs to be root for it, and the directory shows nothing of it from outside.
public enum PrivateDisk: String, Sendable {
  /// The machine's own.
  case plain
  /// A small one of its own, which is full.
  case full
  /// One of its own that can only be read.
  case readOnly

  /// Whether this machine lets anybody have name spaces.
  public static let isPossible: Bool = {
    let process = try? PeerProcess(
      ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], directory: "/")
    return process?.finish() == 0
  }()

  /// What runs a command with such a disk at `directory`: the command follows as further words.
  public func preparing(_ directory: String) -> [String] {
    guard self != .plain else { return [] }
    let then =
      self == .full
      ? "head -c 100k /dev/zero >\(directory)/fill 2>/dev/null" : "mount -o remount,ro none \(directory)"
    let script = "mount -t tmpfs -o size=16k none \(directory); \(then); exec \"$@\""
    return ["unshare", "-rm", "sh", "-c", script, "sh"]
  }
}
