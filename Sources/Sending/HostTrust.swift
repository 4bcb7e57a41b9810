internal import Platform
public import Profile
public import Records
internal import SFTP
internal import SystemPackage

/// Takes a server's host key into the known ones, when a person says so.
public struct HostTrust {
  private let profile: Profile
  private let settings: Settings
  private let server: ServerName?
  private let file: KnownHostsFile

  /// Works on the file that the settings of a server name.
  ///
  /// - Throws: `setting_missing` for the name of a server that nobody has set up.
  public init(_ profile: Profile, server: ServerName? = nil) throws(Failure) {
    self.profile = profile
    self.server = server
    settings = try profile.settings()
    // A typing error would put the key where no server looks for it, or every other one does.
    if let server, !settings.servers.contains(server) { _ = try settings.required(.serverURL.of(server)) }
    file = KnownHostsFile(ServerSettings.knownHosts(settings, profile, server: server))
  }

  /// The host by which the settings reach `endpoint`, when that is their server.
  private func jump(to endpoint: SSHEndpoint) throws(Failure) -> SSHJump? {
    guard settings[.serverJump.of(server)] != nil, let url = settings[.serverURL.of(server)],
      (try? SFTPLocation(parsing: url))?.endpoint == endpoint
    else { return nil }
    return try SFTPServer(try ServerSettings(settings, profile, server: server)).jump
  }

  /// A server's key: `so.host-key/1`.
  public struct Answer: WritableRecord {
    /// The kind and its version.
    public static let schema = "so.host-key/1"
    /// Every field in the documented order.
    public let fields: JSONObject
  }

  /// A fingerprint as `ssh-keygen -l` prints it, also without its `SHA256:`; `nil` for other texts.
  public static func fingerprint(_ text: String) -> String? {
    let front = "SHA256:"
    var digest = text[...]
    if digest.prefix(front.count).uppercased() == front { digest = digest.dropFirst(front.count) }
    // Some programs print the padding.
    if digest.last == "=" { digest.removeLast() }
    let isBase64 = digest.utf8.allSatisfy { byte in
      (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+/".utf8.contains(byte)
    }
    return isBase64 && digest.utf8.count == 43 ? front + digest : nil
  }

  /// Asks the server for its key and trusts it from now on. The server of the settings is asked by way
  /// of their jump host, which has to be trusted before.
  ///
  /// - Parameters:
  ///   - text: `HOST[:PORT]`, an IPv6 address in brackets when a port follows.
  ///   - fingerprint: when given, any other key is refused; of ``fingerprint(_:)``.
  /// - Throws: `location_invalid`, `host_key_changed` when `fingerprint` is another one,
  ///   `host_key_revoked`, and what connecting throws.
  public func trust(_ text: String, onlyIf fingerprint: String?) throws(Failure) -> Answer {
    guard let endpoint = SSHEndpoint(text) else {
      throw Failure(.locationInvalid, "the text is not HOST or HOST:PORT")
    }
    let key = try HostKey.fetch(from: endpoint, by: try jump(to: endpoint), preferring: file)
    if let fingerprint, fingerprint != key.fingerprint {
      throw Failure(
        .hostKeyChanged,
        "given is \(fingerprint), and the server shows \(key.fingerprint); nothing is trusted",
        hint: "ask the server's operator which of the two is right, and whether the host is the right one")
    }
    let standing = try file.standing(of: key, at: endpoint)
    try file.trust(key, for: endpoint)
    return Answer(fields: [
      "host": .string(endpoint.description), "type": .string(key.algorithm),
      "fingerprint": .string(key.fingerprint), "status": .string(Self.word(standing)),
      "previous": .array(Self.previous(standing).map { .string($0.fingerprint) }),
    ])
  }

  private static func word(_ standing: KnownHostsFile.Standing) -> String {
    switch standing {
    case .trusted: "known"
    case .unknown: "added"
    case .changed: "replaced"
    case .revoked: "revoked"
    }
  }

  private static func previous(_ standing: KnownHostsFile.Standing) -> [HostKey] {
    if case .changed(let known) = standing { return known }
    return []
  }
}
