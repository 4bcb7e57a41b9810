import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// Keeps what a transfer tells.
final class Recorder: TransferObserver {
  var checkpoint: TransferCheckpoint?
  var notes: [TransferNote] = []
  var last: TransferProgress?
  var isVerified = false
  var connections = 0
  var server: ConnectedServer?
  var onProgress: (TransferProgress) -> Void = { _ in }
  var onKeep: (TransferCheckpoint) throws(Failure) -> Void = { _ in }
  var onNote: (TransferNote) -> Void = { _ in }
  var onVerified: () throws(Failure) -> Void = {}

  func connected(_ server: ConnectedServer) {
    self.server = server
    connections += 1
  }

  func advanced(_ progress: TransferProgress) {
    last = progress
    onProgress(progress)
  }

  func keep(_ checkpoint: TransferCheckpoint) throws(Failure) {
    // What is kept goes through its written form, as it will between two runs.
    self.checkpoint = TransferCheckpoint(checkpoint.object)
    try onKeep(checkpoint)
  }

  func verified() throws(Failure) {
    isVerified = true
    try onVerified()
  }

  func note(_ note: TransferNote) {
    notes.append(note)
    onNote(note)
  }

  var startedOver: [TransferNote.StartReason] {
    notes.compactMap { if case .startedOver(let reason) = $0 { reason } else { nil } }
  }

  var isSingle: Bool { notes.contains { if case .singleConnection = $0 { true } else { false } } }
  var isWaitedFor: Bool { notes.contains { if case .waiting = $0 { true } else { false } } }
  var isReconnected: Bool { notes.contains { if case .reconnecting = $0 { true } else { false } } }
}

extension SFTPPeer {
  /// - Parameter port: that of a relay in front of the server.
  func access(port: Int? = nil, settings: SFTPSettings = .quick) throws -> SFTPAccess {
    let port = port ?? self.port
    var credentials: [SSHCredential] = []
    if let keyFile { credentials.append(.privateKey(FilePath(keyFile))) }
    if let password { credentials.append(.password(Array(password.utf8))) }
    return SFTPAccess(
      to: try localhost(port), user: user, credentials: credentials,
      knownHosts: FilePath(try knownHosts(at: port)), settings: settings)
  }

  /// The server's key under another port, as a relay has it.
  private func knownHosts(at port: Int) throws -> String {
    guard port != self.port else { return knownHosts }
    let path = "\(knownHosts).\(port)"
    let text = try String(contentsOfFile: knownHosts, encoding: .utf8)
    try text.replacingOccurrences(of: "]:\(self.port) ", with: "]:\(port) ")
      .write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  func path(_ name: String) throws -> RemotePath {
    try #require(RemotePath(remoteRoot == "/" ? "/\(name)" : "\(remoteRoot)/\(name)"))
  }

  func file(_ name: String) -> String { "\(root)/\(name)" }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: root).sorted() } }
}

extension LocalFile {
  /// By the stock program, for this room has no hash of its own.
  var sha256: [UInt8] {
    get throws {
      let process = try PeerProcess(["sha256sum", path], directory: "/")
      #expect(process.finish() == 0)
      return try #require(Hex.decode(String(process.log.prefix(64))))
    }
  }
}

extension SFTPUpload {
  init(to access: SFTPAccess, connections: Int = 4) {
    self.init(by: access)
    limits.connections = connections
    limits.patience = .seconds(20)
  }
}
