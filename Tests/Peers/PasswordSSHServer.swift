import Foundation

/// An SFTP server of another make that takes passwords: asyncssh. (OpenSSH takes them only
/// by PAM or as root.)
public final class PasswordSSHServer: Peer {
  /// How it asks.
  public enum Asking: String, Sendable {
    /// By the method `password`.
    case password
    /// By `keyboard-interactive`, one hidden question.
    case questions
  }

  /// The port on 127.0.0.1.
  public let port: Int
  /// The name that logs in.
  public let user = "sender"
  /// Its password.
  public let password = "correct horse battery"
  /// A directory that the server can write, by its absolute path.
  public let root: String
  /// A `known_hosts` file with the server's key.
  public let knownHosts: String
  private let scratch: ScratchDirectory
  private let process: PeerProcess

  /// Starts a server and waits until it listens.
  ///
  /// - Parameters:
  ///   - key: the file of a public key that logs in as well.
  ///   - signatures: the only signature algorithms that are taken from keys, with commas.
  public init(_ asking: Asking = .password, key: String? = nil, signatures: String? = nil) throws {
    scratch = try ScratchDirectory("ssh")
    root = scratch.file("files")
    knownHosts = scratch.file("known_hosts")
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    let hostKey = scratch.file("host_ed25519")
    try SSHServer.generateKey(.ed25519, at: hostKey)
    let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/ssh_server.py"
    process = try PeerProcess(
      [
        try PythonEnvironment.interpreter(), script, hostKey, "--user", user, "--password", password,
        "--ask", asking.rawValue,
      ] + (key.map { ["--key", $0] } ?? []) + (signatures.map { ["--signatures", $0] } ?? []),
      directory: scratch.path)
    let line = try process.line(containing: "\"port\"")
    guard let port = try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int])?["port"]
    else {
      throw PeerError("the SSH peer announced \(line)")
    }
    self.port = port
    let publicKey = try String(contentsOfFile: "\(hostKey).pub", encoding: .utf8)
    try "[127.0.0.1]:\(port) \(publicKey)".write(toFile: knownHosts, atomically: true, encoding: .utf8)
  }

  /// `URL` (of ``root``), `HOST`, `PORT`, `USER`, `PASSWORD`, `KNOWN_HOSTS`, `ROOT`.
  public var variables: [String: String] {
    [
      "URL": "sftp://\(user)@127.0.0.1:\(port)\(root)", "HOST": "127.0.0.1", "PORT": "\(port)",
      "USER": user, "PASSWORD": password, "KNOWN_HOSTS": knownHosts, "ROOT": root,
    ]
  }

  /// Ends the server.
  public func stop() { process.stop() }
}
