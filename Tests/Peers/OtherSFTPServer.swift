import Foundation
import Synchronization

/// An SFTP server of another make, in a directory of its own, which takes one password.
public final class OtherSFTPServer: SFTPPeer {
  /// Whose it is, and how it is set up.
  public enum Make: String, Sendable, CaseIterable {
    /// asyncssh (Python).
    case asyncssh
    /// paramiko (Python).
    case paramiko
    /// rclone (Go) without a cache: files are written from front to back, once.
    case rclone
    /// rclone with a cache, which takes writes at any place.
    case rcloneCached = "rclone-cached"
    /// ProFTPD's `mod_sftp`, as it comes: an existing file is not opened for writing.
    case proftpd
    /// ProFTPD that lets existing files be written.
    case proftpdOverwrite = "proftpd-overwrite"
    /// ProFTPD that keeps unfinished files under hidden names.
    case proftpdHidden = "proftpd-hidden"

    var isProFTPD: Bool {
      switch self {
      case .proftpd, .proftpdOverwrite, .proftpdHidden: true
      case .asyncssh, .paramiko, .rclone, .rcloneCached: false
      }
    }
  }

  /// The port on 127.0.0.1.
  public let port: Int
  /// The name that logs in.
  public let user = "sender"
  /// Its password.
  public let password: String? = "correct horse battery"
  /// No key logs in.
  public let keyFile: String? = nil
  /// A directory that the server can write.
  public let root: String
  /// The same as the server names it: rclone serves it as its root.
  public let remoteRoot: String
  /// A `known_hosts` file with the server's key.
  public let knownHosts: String
  private let make: Make
  private let scratch: ScratchDirectory
  private let process: Mutex<PeerProcess>

  /// Starts a server and waits until it listens.
  ///
  /// - Parameter habits: for asyncssh and paramiko, words of their scripts.
  public init(_ make: Make, _ limits: PeerLimits = PeerLimits(), habits: [String] = []) throws {
    self.make = make
    scratch = try ScratchDirectory("sftp")
    root = scratch.file("files")
    knownHosts = scratch.file("known_hosts")
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    let hostKey = scratch.file("host_ed25519")
    try SSHServer.generateKey(.ed25519, at: hostKey)
    remoteRoot = make == .rclone || make == .rcloneCached ? "/" : root
    if make.isProFTPD {
      try ProFTPDConfiguration.writeUsers(scratch, root, user: user, password: password ?? "")
    }
    let process: PeerProcess
    (process, port) = try Self.start(try Self.command(make, scratch, root, limits, habits), in: scratch)
    self.process = Mutex(process)
    let publicKey = try String(contentsOfFile: "\(hostKey).pub", encoding: .utf8)
    try "[127.0.0.1]:\(port) \(publicKey)".write(toFile: knownHosts, atomically: true, encoding: .utf8)
  }

  /// What the server has said on its output.
  public var log: String { process.withLock { $0 }.log }

  /// Ends the server.
  public func stop() { process.withLock { $0 }.stop() }

  /// Kills the server with all its sessions, at once.
  public func kill() { process.withLock { $0 }.kill() }

  /// Starts the server again after ``stop()`` or ``kill()``, on the same port and with the same key.
  public func restart(_ limits: PeerLimits = PeerLimits(), habits: [String] = []) throws {
    let command = try Self.command(make, scratch, root, limits, habits)
    let (new, _) = try Self.start(command, in: scratch, port: port)
    process.withLock { $0 = new }
  }

  /// What starts a server, and what it says when it listens.
  private struct Command {
    let ready: String
    var isGuarded = true
    let words: (_ port: Int) throws -> [String]
  }

  private static func command(
    _ make: Make, _ scratch: ScratchDirectory, _ root: String, _ limits: PeerLimits, _ habits: [String]
  ) throws -> Command {
    let (user, password) = ("sender", "correct horse battery")
    switch make {
    case .asyncssh, .paramiko:
      let script = make == .asyncssh ? "ssh_server.py" : "paramiko_server.py"
      let words = [
        try PythonEnvironment.interpreter(), "\(PythonEnvironment.packageDirectory)/Tests/Peers/\(script)",
        scratch.file("host_ed25519"), "--user", user, "--password", password,
      ]
      return Command(ready: "\"port\"", isGuarded: false) { port in
        limits.wrap(words + ["--port", "\(port)"] + habits.flatMap { ["--habit", $0] })
      }
    case .rclone, .rcloneCached:
      let rclone = "\(try PythonEnvironment.interpreter().dropLast("python".count))rclone"
      let mode = make == .rclone ? "off" : "writes"
      return Command(ready: "server listening on") { port in
        limits.wrap([
          rclone, "serve", "sftp", root, "--addr", "127.0.0.1:\(port)", "--user", user, "--pass", password,
          "--key", scratch.file("host_ed25519"), "--vfs-cache-mode", mode, "--vfs-write-back", "0s",
          "--cache-dir", scratch.file("cache"), "--config", scratch.file("rclone.conf"), "--log-level",
          "INFO",
        ])
      }
    case .proftpd, .proftpdOverwrite, .proftpdHidden:
      let program = try ProFTPDConfiguration.program()
      let quota = try ProFTPDConfiguration.quota(limits.quota, scratch, user: user)
      return Command(ready: "standalone mode STARTUP") { port in
        let configuration = scratch.file("proftpd.conf")
        try (ProFTPDConfiguration.text(make, port, scratch) + quota)
          .write(toFile: configuration, atomically: true, encoding: .utf8)
        return limits.wrap([program, "--nodaemon", "--config", configuration])
      }
    }
  }

  /// A free port may be taken before the server gets it; then another one is tried.
  private static func start(
    _ command: Command, in scratch: ScratchDirectory, port: Int? = nil
  ) throws -> (PeerProcess, Int) {
    var log = ""
    for _ in 0..<4 {
      let port = try port ?? SSHServer.freePort()
      let process = try PeerProcess(
        try command.words(port), directory: scratch.path, guarded: command.isGuarded)
      if (try? process.line(containing: command.ready)) != nil { return (process, port) }
      log = process.log
      guard log.lowercased().contains("address already in use") else { break }
    }
    throw PeerError("the SFTP peer did not start:\n\(log)")
  }
}
