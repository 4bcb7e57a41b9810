internal import Platform
internal import Records
internal import SFTP

/// The stages of an SFTP server, on one connection with one login.
final class SFTPLadder: ServerLadder {
  let access: SFTPAccess
  let folder: RemotePath
  let permissions: UInt32
  let hasDataChannel = false
  var hasJump: Bool { access.jump != nil }
  private let staged: StagedConnection
  private(set) var circumstances = Circumstances()
  private var connected: SFTPClient?

  /// - Parameter permissions: the mode that transfers give their files.
  init(_ access: SFTPAccess, folder: RemotePath, permissions: UInt32 = 0o640) {
    self.access = access
    self.folder = folder
    self.permissions = permissions
    staged = StagedConnection(access)
    circumstances.port = access.endpoint.port
    noteKey()
  }

  /// Of a key that does not open nothing is known; the login says why.
  private func noteKey() {
    for case .privateKey(let path, let passphrase) in access.credentials {
      circumstances.keyFile = path.printable
      guard let key = try? ClientKey(path, passphrase: passphrase).publicKey else { continue }
      circumstances.key = Self.text(key)
      circumstances.isRSA = key.kind == "RSA"
    }
  }

  static func text(_ key: HostKey) -> String {
    key.bits.map { "\(key.kind), \($0) bits" } ?? key.kind
  }

  func look(at stage: DoctorStage) throws(Failure) -> Sighting {
    switch stage {
    case .jump: try passJump()
    case .dns: try resolve()
    case .connect: .fine(try connect())
    case .banner: .fine("the server says \(try staged.greet())")
    case .keyExchange: .fine(try exchangeKeys())
    case .hostKey: try verifyHost()
    case .auth: try logIn()
    case .directory: try lookAtFolder()
    case .write: try tryWriting()
    case .data: .nothing("SFTP needs no second connection", advice: nil)
    case .settings, .link, .mail: .nothing("nothing of the server's", advice: nil)
    }
  }

  private func connect() throws(Failure) -> String {
    let peer = try staged.connect()
    guard let jump = access.jump else { return "\(peer) port \(access.endpoint.port) takes the connection" }
    return "\(access.endpoint) takes the connection that the jump host \(jump.endpoint) makes"
  }

  private func passJump() throws(Failure) -> Sighting {
    guard let jump = access.jump else {
      return .nothing("server.jump has no value: the server is connected to from here", advice: nil)
    }
    var seen = "the jump host \(jump.endpoint) lets user \(jump.user) in"
    if let (address, key) = try staged.passJump() {
      seen += ", and on; \(address ?? "it") has \(Self.text(key)) \(key.fingerprint), the trusted key"
    }
    return .fine(seen)
  }

  private func resolve() throws(Failure) -> Sighting {
    if let jump = access.jump {
      return .fine("the jump host \(jump.endpoint) looks \(access.endpoint.host) up, and not this machine")
    }
    let addresses = try staged.resolve()
    return .fine(
      addresses == [access.endpoint.host]
        ? "\(access.endpoint.host) is an address, and no name server is asked"
        : "\(access.endpoint.host) is \(addresses.joined(separator: ", "))")
  }

  private func exchangeKeys() throws(Failure) -> String {
    let algorithms = try staged.exchangeKeys()
    return "agreed on \(algorithms.keyExchange), \(algorithms.cipher), \(algorithms.integrity)"
  }

  private func verifyHost() throws(Failure) -> Sighting {
    let key = try staged.verifyHost()
    let seen = "\(Self.text(key)) \(key.fingerprint) is the trusted key"
    guard KeyAge.isWeakHostKey(key.bits) else { return .fine(seen) }
    return .doubtful(
      seen, code: nil, meaning: "RSA keys under 2048 bits can be broken", owner: .server,
      advice: "ask the server's operator for an Ed25519 host key")
  }

  private func logIn() throws(Failure) -> Sighting {
    switch try staged.logIn() {
    case .password: return .fine("user \(access.user) is let in by the password")
    case .agent: return .fine("user \(access.user) is let in by a key of the SSH agent")
    case .privateKey(let path, _):
      let seen = "user \(access.user) is let in by \(path.printable) (\(circumstances.key ?? "a key"))"
      return KeyAge.doubt(circumstances.key, isRSA: circumstances.isRSA).map {
        .doubtful(seen, code: nil, meaning: $0.meaning, owner: .you, advice: $0.advice)
      } ?? .fine(seen)
    case nil: return .fine("user \(access.user) is let in")
    }
  }

  /// The connection with SFTP on it, which stands from the stage `directory` on.
  func client() throws(Failure) -> SFTPClient {
    if let connected { return connected }
    let client = try staged.startSFTP()
    connected = client
    return client
  }
}
