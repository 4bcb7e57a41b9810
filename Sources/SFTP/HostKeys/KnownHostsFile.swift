internal import Platform
public import Records
public import SystemPackage

/// A `known_hosts` file: which servers are trusted, by which keys.
public struct KnownHostsFile: Sendable {
  private let path: FilePath

  /// Names a file; it need not exist.
  public init(_ path: FilePath) { self.path = path }

  private func contents() throws(Failure) -> [UInt8] {
    guard try FileStatus(at: path) != nil else { return [] }
    let tooLong = Failure(.ioError, "\(path.printable) is too long for a file of known hosts")
    return try InputFile(opening: path).readAll(limit: 8 << 20, excess: tooLong)
  }

  func load() throws(Failure) -> KnownHosts { KnownHosts(parsing: try contents()) }

  /// What the file says of a key, for the verb that trusts one.
  public enum Standing: Hashable, Sendable {
    /// It is trusted already.
    case trusted
    /// The host has no key yet.
    case unknown
    /// The host has other keys.
    case changed(known: [HostKey])
    /// The key is marked as revoked.
    case revoked
  }

  /// Looks a host's key up.
  public func standing(of key: HostKey, at endpoint: SSHEndpoint) throws(Failure) -> Standing {
    switch try load().verdict(on: key, of: endpoint) {
    case .trusted: .trusted
    case .unknown: .unknown
    case .changed(let known): .changed(known: known)
    case .revoked: .revoked
    }
  }

  /// Trusts `key` for a host from now on. Keys that the host had by lines of its own go;
  /// everything else in the file stays as it is. The file (0600) and its directory (0700)
  /// are made where they are missing, and the file is replaced as a whole or not at all.
  ///
  /// - Throws: `host_key_revoked`; `host_key_changed` when another key is trusted by a line
  ///   that stands for other hosts too, which only a person can take apart.
  public func trust(_ key: HostKey, for endpoint: SSHEndpoint) throws(Failure) {
    let old = try contents()
    var new: [UInt8] = []
    var lines = old.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines where !KnownHosts.isSoleEntry(line: line, of: endpoint) {
      new += line + [10]
    }
    switch KnownHosts(parsing: new).verdict(on: key, of: endpoint) {
    case .unknown: new += Array("\(endpoint.knownHostsName) \(key.algorithm) \(key.base64)\n".utf8)
    case .trusted: break
    case .revoked:
      throw Failure(.hostKeyRevoked, "the key \(key.fingerprint) is marked as revoked in \(path.printable)")
    case .changed:
      throw Failure(
        .hostKeyChanged,
        "a line of \(path.printable) trusts another key for \(endpoint) and for other hosts too",
        hint: "edit \(path.printable)")
    }
    guard new != old else { return }
    let folder = path.removingLastComponent()
    if !folder.isEmpty { try FileSystem.makeDirectory(folder, mode: .ownerReadWriteExecute) }
    let file = try NewFile(in: folder, mode: .ownerReadWrite)
    try file.write(unsafe new.span.bytes)
    try file.publish(at: path, replacing: true)
  }
}

extension HostKey {
  /// Asks a server for its key, without logging in, for a person to compare.
  ///
  /// - Parameters:
  ///   - jump: the host by which the server is reached.
  ///   - preferring: a file whose key types for this host are asked for first.
  /// - Throws: what ``SFTPClient`` throws before the login.
  public static func fetch(
    from endpoint: SSHEndpoint, by jump: SSHJump? = nil, preferring file: KnownHostsFile? = nil,
    settings: SFTPSettings = SFTPSettings()
  ) throws(Failure) -> HostKey {
    let known = try file?.load().algorithms(for: endpoint) ?? []
    let session = try SSHSession(
      connecting: endpoint, by: jump, keyAlgorithms: HostKeyPreference.algorithms(known), settings: settings)
    return try session.serverKey()
  }
}
