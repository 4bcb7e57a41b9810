internal import Records

/// The lines of a `known_hosts` file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
///
/// Lines that are not understood are passed over, as OpenSSH does: they can only make a
/// host unknown, never trusted. `@cert-authority` lines are among them; certificates of
/// hosts are not spoken here.
struct KnownHosts: Sendable {
  private let entries: [Entry]

  private struct Entry: Sendable {
    let isRevoked: Bool
    let patterns: String
    let algorithm: String
    let base64: String
  }

  init(parsing bytes: [UInt8]) {
    entries = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).compactMap(Self.entry)
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    var fields = line.split(whereSeparator: { $0 == 32 || $0 == 9 }).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let first = fields.first, !first.hasPrefix("#") else { return nil }
    var isRevoked = false
    if first.hasPrefix("@") {
      guard first == "@revoked" else { return nil }
      isRevoked = true
      fields.removeFirst()
    }
    guard fields.count >= 3 else { return nil }
    return Entry(isRevoked: isRevoked, patterns: fields[0], algorithm: fields[1], base64: fields[2])
  }

  /// What the file says of a key that a server shows.
  enum Verdict: Hashable, Sendable {
    case trusted
    case unknown
    case changed(known: [HostKey])
    case revoked
  }

  /// Judges `key`. A known host with a key of another type counts as changed: an attacker
  /// would offer just that.
  func verdict(on key: HostKey, of endpoint: SSHEndpoint) -> Verdict {
    let matching = entries.filter { HostPattern.matches($0.patterns, endpoint.knownHostsName) }
    if matching.contains(where: { $0.isRevoked && $0.base64 == key.base64 }) { return .revoked }
    let trusted = matching.filter { !$0.isRevoked }
    if trusted.contains(where: { $0.algorithm == key.algorithm && $0.base64 == key.base64 }) {
      return .trusted
    }
    let known = trusted.compactMap { HostKey(algorithm: $0.algorithm, base64: $0.base64) }
    return known.isEmpty ? .unknown : .changed(known: known)
  }

  /// Key types known for a host, in the file's order. They are asked for first, so that a
  /// server with several keys shows the one that is known.
  func algorithms(for endpoint: SSHEndpoint) -> [String] {
    var algorithms: [String] = []
    for entry in entries
    where !entry.isRevoked && HostPattern.matches(entry.patterns, endpoint.knownHostsName) {
      if !algorithms.contains(entry.algorithm) { algorithms.append(entry.algorithm) }
    }
    return algorithms
  }

  /// Whether a line of the file stands for exactly this host and no other.
  static func isSoleEntry(line: ArraySlice<UInt8>, of endpoint: SSHEndpoint) -> Bool {
    guard let entry = entry(line), !entry.isRevoked else { return false }
    let name = endpoint.knownHostsName
    return entry.patterns == name
      || (entry.patterns.hasPrefix("|") && HostPattern.matches(entry.patterns, name))
  }
}
