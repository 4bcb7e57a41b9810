import Foundation
import Synchronization

/// The SFTP peer: OpenSSH's `sshd` with `internal-sftp`, run by the user who runs the test,
/// who logs in with a key made for it.
public final class SSHServer: SFTPPeer {
  /// The kinds of keys, with the names that `ssh-keygen -t` takes.
  public enum KeyKind: String, Sendable, CaseIterable {
    /// Ed25519.
    case ed25519
    /// ECDSA over P-256.
    case ecdsa
    /// RSA, 2048 bits.
    case rsa
  }

  /// How a server differs from the usual one.
  public struct Options: Sendable {
    /// The server's own keys.
    public var hostKeys: [KeyKind] = [.ed25519]
    /// The program that speaks SFTP; `internal-sftp -R` is read-only.
    public var subsystem = "internal-sftp"
    /// Whole lines of `sshd_config` to add.
    public var lines: [String] = []
    /// The port; 0 is a free one.
    public var port = 0
    /// What is taken from it.
    public var limits = PeerLimits()

    /// The usual server.
    public init() {}

    /// A server whose SFTP has bad habits; `odd_sftp.py` names them.
    public static func odd(_ habits: String) throws -> Options {
      var options = Options()
      let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/odd_sftp.py"
      options.subsystem = "\(try PythonEnvironment.interpreter()) \(script) \(habits)"
      return options
    }
  }

  /// The port on 127.0.0.1.
  public let port: Int
  /// The user's name.
  public let user = NSUserName()
  /// A directory that the server can write, by its absolute path.
  public let root: String
  /// The private key that logs in, Ed25519, without a passphrase.
  public let key: String
  /// No password logs in.
  public let password: String? = nil
  /// A `known_hosts` file with the server's keys.
  public let knownHosts: String
  private let scratch: ScratchDirectory
  private let options: Options
  private let process: Mutex<PeerProcess>

  /// Starts a server and waits until it listens.
  public init(_ options: Options = Options()) throws {
    scratch = try ScratchDirectory("sshd")
    root = scratch.file("files")
    key = scratch.file("user_ed25519")
    knownHosts = scratch.file("known_hosts")
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    try Self.makePrivilegeSeparationDirectory()
    try Self.generateKey(.ed25519, at: key)
    try FileManager.default.copyItem(atPath: "\(key).pub", toPath: scratch.file("authorized_keys"))
    for kind in options.hostKeys { try Self.generateKey(kind, at: scratch.file("host_\(kind.rawValue)")) }
    let (process, port) = try Self.start(options, in: scratch)
    self.process = Mutex(process)
    self.port = port
    var again = options
    again.port = port
    self.options = again
    var trusted = ""
    for kind in options.hostKeys {
      let text = try String(contentsOfFile: scratch.file("host_\(kind.rawValue).pub"), encoding: .utf8)
      trusted += "[127.0.0.1]:\(port) \(text)"
    }
    try trusted.write(toFile: knownHosts, atomically: true, encoding: .utf8)
  }

  /// A free port may be taken before `sshd` gets it; then another one is tried.
  private static func start(_ options: Options, in scratch: ScratchDirectory) throws -> (PeerProcess, Int) {
    for _ in 0..<4 {
      let port = options.port == 0 ? try freePort() : options.port
      let configuration = scratch.file("sshd_config")
      try self.configuration(options, port, scratch)
        .write(toFile: configuration, atomically: true, encoding: .utf8)
      guard let program = SpawnedProcess.find("sshd", along: "/usr/sbin:/usr/local/sbin:/usr/bin") else {
        throw PeerError("sshd: not installed (Debian: openssh-server)")
      }
      let process = try PeerProcess(
        options.limits.wrap([program, "-D", "-e", "-f", configuration]), directory: scratch.path,
        guarded: true)
      if (try? process.line(containing: "Server listening on")) != nil { return (process, port) }
      guard options.port == 0, process.log.contains("Address already in use") else {
        throw PeerError("sshd did not start:\n\(process.log)")
      }
    }
    throw PeerError("sshd found no free port")
  }

  private static func configuration(_ options: Options, _ port: Int, _ scratch: ScratchDirectory) -> String {
    let hostKeys = options.hostKeys.map { "HostKey \(scratch.file("host_\($0.rawValue)"))\n" }.joined()
    // A first value wins in sshd_config, so the lines of the test come first.
    return options.lines.map { "\($0)\n" }.joined() + hostKeys + """
      ListenAddress 127.0.0.1
      Port \(port)
      PidFile none
      AuthorizedKeysFile \(scratch.file("authorized_keys"))
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin yes
      LogLevel VERBOSE
      Subsystem sftp \(options.subsystem)

      """
  }

  /// Root's `sshd` insists on the directory that its service file would make.
  private static func makePrivilegeSeparationDirectory() throws {
    guard geteuid() == 0 else { return }
    try FileManager.default.createDirectory(
      atPath: "/run/sshd", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  /// Makes a key pair: `path` and `path.pub`.
  public static func generateKey(
    _ kind: KeyKind, at path: String, passphrase: String = "", pem: Bool = false
  ) throws {
    let size = kind == .rsa ? ["-b", "2048"] : []
    let process = try PeerProcess(
      ["ssh-keygen", "-q", "-t", kind.rawValue, "-N", passphrase, "-C", "test", "-f", path] + size
        + (pem ? ["-m", "PEM"] : []), directory: "/")
    guard process.finish() == 0 else { throw PeerError("ssh-keygen:\n\(process.log)") }
  }

  /// The file of the public keys that log in.
  public var authorizedKeys: String { scratch.file("authorized_keys") }

  /// Lets one more public key log in.
  public func authorize(_ publicKeyFile: String) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: authorizedKeys))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data(contentsOf: URL(filePath: publicKeyFile)))
  }

  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let answer = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard answer else { throw PeerError("no free port on 127.0.0.1") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// A file below ``root``, by its absolute path.
  public func file(_ name: String) -> String { "\(root)/\(name)" }

  /// What the server has said on its output.
  public var log: String { process.withLock { $0 }.log }

  /// The directory, whose path is the same here and there.
  public var remoteRoot: String { root }

  /// The file of ``key``.
  public var keyFile: String? { key }

  /// Ends the server with all its sessions.
  public func stop() {
    let process = process.withLock { $0 }
    // Each session of sshd is a process group of its own, which outlives the listener.
    for session in PeerProcess.descendants(of: process.pid) { Foundation.kill(session, SIGKILL) }
    process.stop()
  }

  /// Kills the server with all its sessions, at once.
  public func kill() { process.withLock { $0 }.kill() }

  /// Starts the server again after ``stop()`` or ``kill()``, on the same port and with the same keys.
  public func restart(_ edit: (inout Options) -> Void = { _ in }) throws {
    var options = options
    edit(&options)
    let (new, _) = try Self.start(options, in: scratch)
    process.withLock { $0 = new }
  }
}
