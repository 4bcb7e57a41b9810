internal import CSSH

/// A host name in `known_hosts` that is kept as HMAC-SHA1 with a salt (`|1|salt|hash`).
enum HashedHostName {
  /// libssh compares hashed names only as part of a whole line, so the name is put before
  /// a key that always reads.
  static func matches(_ field: String, _ name: String) -> Bool {
    guard !field.utf8.contains(0) else { return false }
    var entry: UnsafeMutablePointer<ssh_knownhosts_entry>?
    let line = "\(field) ssh-ed25519 \(anyKey)"
    let answer = unsafe ssh_known_hosts_parse_line(name, line, &entry)
    if let entry = unsafe entry { unsafe ssh_knownhosts_entry_free(entry) }
    return answer == SSH_OK
  }

  private static let anyKey = "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
}
