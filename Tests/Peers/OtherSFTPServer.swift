import Foundation

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
  private let scratch: ScratchDirectory
  private let process: PeerProcess

  /// Starts a server and waits until it listens.
  public init(_ make: Make) throws {
    scratch = try ScratchDirectory("sftp")
    root = scratch.file("files")
    knownHosts = scratch.file("known_hosts")
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    let hostKey = scratch.file("host_ed25519")
    try SSHServer.generateKey(.ed25519, at: hostKey)
    remoteRoot = make == .rclone || make == .rcloneCached ? "/" : root
    (process, port) = try Self.start(make, scratch, root, user: user, password: password ?? "")
    let publicKey = try String(contentsOfFile: "\(hostKey).pub", encoding: .utf8)
    try "[127.0.0.1]:\(port) \(publicKey)".write(toFile: knownHosts, atomically: true, encoding: .utf8)
  }

  /// What the server has said on its output.
  public var log: String { process.log }

  /// Ends the server.
  public func stop() { process.stop() }

  private static func start(
    _ make: Make, _ scratch: ScratchDirectory, _ root: String, user: String, password: String
  ) throws -> (PeerProcess, Int) {
    switch make {
    case .asyncssh, .paramiko:
      return try startPython(make, scratch, user: user, password: password)
    case .rclone, .rcloneCached:
      let rclone = "\(try PythonEnvironment.interpreter().dropLast("python".count))rclone"
      let mode = make == .rclone ? "off" : "writes"
      return try start(scratch, "server listening on") { port in
        [
          rclone, "serve", "sftp", root, "--addr", "127.0.0.1:\(port)", "--user", user, "--pass", password,
          "--key", scratch.file("host_ed25519"), "--vfs-cache-mode", mode, "--vfs-write-back", "0s",
          "--cache-dir", scratch.file("cache"), "--config", scratch.file("rclone.conf"), "--log-level",
          "INFO",
        ]
      }
    case .proftpd, .proftpdOverwrite, .proftpdHidden:
      guard let program = SpawnedProcess.find("proftpd", along: "/usr/sbin:/usr/local/sbin:/usr/bin") else {
        throw PeerError("proftpd: not installed (Debian: proftpd-core, proftpd-mod-crypto)")
      }
      let configuration = scratch.file("proftpd.conf")
      try ProFTPDConfiguration.writeUsers(scratch, root, user: user, password: password)
      return try start(scratch, "standalone mode STARTUP") { port in
        try ProFTPDConfiguration.text(make, port, scratch)
          .write(toFile: configuration, atomically: true, encoding: .utf8)
        return [program, "--nodaemon", "--config", configuration]
      }
    }
  }

  private static func startPython(
    _ make: Make, _ scratch: ScratchDirectory, user: String, password: String
  ) throws -> (PeerProcess, Int) {
    let script = make == .asyncssh ? "ssh_server.py" : "paramiko_server.py"
    let process = try PeerProcess(
      [
        try PythonEnvironment.interpreter(), "\(PythonEnvironment.packageDirectory)/Tests/Peers/\(script)",
        scratch.file("host_ed25519"), "--user", user, "--password", password,
      ], directory: scratch.path)
    let line = try process.line(containing: "\"port\"")
    guard let port = try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int])?["port"]
    else {
      throw PeerError("the SFTP peer announced \(line)")
    }
    return (process, port)
  }

  /// A free port may be taken before the server gets it; then another one is tried.
  private static func start(
    _ scratch: ScratchDirectory, _ ready: String, _ command: (Int) throws -> [String]
  ) throws -> (PeerProcess, Int) {
    var log = ""
    for _ in 0..<4 {
      let port = try SSHServer.freePort()
      let process = try PeerProcess(try command(port), directory: scratch.path, guarded: true)
      if (try? process.line(containing: ready)) != nil { return (process, port) }
      log = process.log
      guard log.lowercased().contains("address already in use") else { break }
    }
    throw PeerError("the SFTP peer did not start:\n\(log)")
  }
}
