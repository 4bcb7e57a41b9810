import Foundation
import Synchronization

/// An FTPS server of somebody else's making, in a directory of its own, with a certificate for
/// 127.0.0.1 by an authority of its own.
public final class FTPSServer: Peer {
  /// Whose it is, and how it is set up.
  public enum Make: String, Sendable, CaseIterable {
    /// ProFTPD as it comes: an existing file is not opened for writing, sessions must be resumed
    /// on the connections for files.
    case proftpd
    /// ProFTPD that lets existing files be written.
    case proftpdOverwrite = "proftpd-overwrite"
    /// ProFTPD that keeps unfinished files under hidden names.
    case proftpdHidden = "proftpd-hidden"
    /// ProFTPD that takes 100,000 bytes a file and then says that there is no room.
    case proftpdFull = "proftpd-full"
    /// ProFTPD with TLS from the first byte.
    case proftpdImplicit = "proftpd-implicit"
    /// pyftpdlib (Python).
    case pyftpdlib
    /// rclone (Go), with TLS from the first byte.
    case rclone
  }

  /// The port on 127.0.0.1.
  public let port: Int
  /// The name that logs in.
  public let user = "sender"
  /// Its password.
  public let password = "correct horse battery"
  /// A directory that the server serves.
  public let root: String
  /// The same as the server names it.
  public let remoteRoot: String
  /// Whether TLS begins with the first byte.
  public let isImplicit: Bool
  /// The ports for files, two in a row, where relays stand in front.
  public let passivePorts: [Int]
  /// The address that it listens on, where relays stand in front.
  public static let hiddenHost: UInt32 = 0x7F00_0002
  private let scratch: ScratchDirectory
  private let make: Make
  private let disk: PrivateDisk
  private let process: Mutex<PeerProcess>
  private let habits: [String]
  private let ready: String

  /// Starts a server and waits until it listens.
  ///
  /// - Parameters:
  ///   - habits: for pyftpdlib, words of `ftps_server.py`.
  ///   - hasRelays: whether relays on 127.0.0.1 stand in front of it, on the same ports; it listens on
  ///     127.0.0.2 then, and has two passive ports.
  ///   - disk: what lies below ``root``.
  public init(
    _ make: Make, certificate: CertificateKind = .good, habits: [String] = [], hasRelays: Bool = false,
    disk: PrivateDisk = .plain, limits: PeerLimits = PeerLimits()
  ) throws {
    self.make = make
    self.disk = disk
    self.habits = habits
    passivePorts = hasRelays ? try Self.freePair() : []
    scratch = try ScratchDirectory("ftps")
    root = scratch.file("files")
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    try certificate.make(in: scratch.path)
    remoteRoot = make == .pyftpdlib || make == .rclone ? "/" : root
    isImplicit = make == .rclone || make == .proftpdImplicit
    ready =
      switch make {
      case .pyftpdlib: "\"port\""
      case .rclone: "Serving FTP"
      default: "standalone mode STARTUP"
      }
    if make != .pyftpdlib && make != .rclone {
      try ProFTPDConfiguration.writeUsers(scratch, root, user: user, password: password)
    }
    var log = ""
    for _ in 0..<4 {
      let port = try SSHServer.freePort()
      let command =
        disk.preparing(root) + (try Self.command(make, port, scratch, root, limits, habits, passivePorts))
      // pyftpdlib looks at its input itself.
      let process = try PeerProcess(command, directory: scratch.path, guarded: make != .pyftpdlib)
      if (try? process.line(containing: ready)) != nil {
        self.port = port
        self.process = Mutex(process)
        return
      }
      log = process.log
      guard log.lowercased().contains("address already in use") else { break }
    }
    throw PeerError("the FTPS peer did not start:\n\(log)")
  }

  private static func command(
    _ make: Make, _ port: Int, _ scratch: ScratchDirectory, _ root: String, _ limits: PeerLimits,
    _ habits: [String], _ passivePorts: [Int]
  ) throws -> [String] {
    let (user, password) = ("sender", "correct horse battery")
    let host = passivePorts.isEmpty ? "127.0.0.1" : "127.0.0.2"
    let python = try PythonEnvironment.interpreter()
    switch make {
    case .pyftpdlib:
      let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/ftps_server.py"
      let login = ["--user", user, "--password", password]
      return limits.wrap(
        [python, script, scratch.path, root] + login + ["--port", "\(port)", "--host", host]
          + passivePorts.flatMap { ["--passive", "\($0)"] } + habits.flatMap { ["--habit", $0] })
    case .rclone:
      return [
        "\(python.dropLast("python".count))rclone", "serve", "ftp", root, "--addr", "127.0.0.1:\(port)",
        "--cert", scratch.file("server.pem"), "--key", scratch.file("server.key"), "--user", user,
        "--pass", password, "--config", scratch.file("rclone.conf"), "--vfs-cache-mode", "off",
        "--dir-cache-time",
        "0s",
        "--log-level", "INFO",
      ]
    case .proftpd, .proftpdOverwrite, .proftpdHidden, .proftpdFull, .proftpdImplicit:
      let configuration = scratch.file("proftpd.conf")
      let quota = try ProFTPDConfiguration.quota(limits.quota, scratch, user: user)
      try (ProFTPDConfiguration.text(make, port, scratch, host, passivePorts) + quota)
        .write(toFile: configuration, atomically: true, encoding: .utf8)
      return limits.wrap([try ProFTPDConfiguration.program(), "--nodaemon", "--config", configuration])
    }
  }

  /// ProFTPD takes a range of at least two.
  private static func freePair() throws -> [Int] {
    for _ in 0..<50 {
      let port = try SSHServer.freePort()
      if let other = try? TCPRelay.listener(port + 1) {
        close(other)
        return [port, port + 1]
      }
    }
    throw PeerError("there are no two free ports in a row")
  }

  /// The certificate of the authority to trust, PEM.
  public var authority: String { scratch.file("ca.pem") }

  /// `ftps://USER@127.0.0.1:PORT/DIRECTORY`.
  public var url: String { "ftps://\(user)@127.0.0.1:\(port)\(remoteRoot)" }

  /// What the server has said on its output.
  public var log: String { process.withLock { $0.log } }

  /// `URL`, `HOST`, `PORT`, `USER`, `PASSWORD`, `CA`, `TLS` (explicit or implicit), `ROOT`.
  public var variables: [String: String] {
    [
      "URL": url, "HOST": "127.0.0.1", "PORT": "\(port)", "USER": user, "PASSWORD": password,
      "CA": authority, "TLS": isImplicit ? "implicit" : "explicit", "ROOT": root,
    ]
  }

  /// Ends the server.
  public func stop() { process.withLock { $0.stop() } }

  /// Kills the server with all its sessions, at once.
  public func kill() { process.withLock { $0.kill() } }

  /// Starts it again on the same port.
  ///
  /// - Parameter habits: other ones than before, for pyftpdlib.
  public func restart(_ limits: PeerLimits = PeerLimits(), habits: [String]? = nil) throws {
    let command =
      disk.preparing(root)
      + (try Self.command(make, port, scratch, root, limits, habits ?? self.habits, passivePorts))
    try process.withLock { process in
      process.stop()
      for _ in 0..<20 {
        process = try PeerProcess(command, directory: scratch.path, guarded: make != .pyftpdlib)
        if (try? process.line(containing: ready)) != nil { return }
        guard process.log.lowercased().contains("address already in use") else { break }
      }
      throw PeerError("the FTPS peer did not start again:\n\(process.log)")
    }
  }
}
