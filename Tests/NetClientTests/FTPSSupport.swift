import Foundation
import NetClient
import Peers
import Records
import SystemPackage
import Testing

extension FTPSServer {
  func account(
    port: Int? = nil, host: String = "127.0.0.1", user: String? = nil, password: String? = nil,
    authority: String? = nil, encryption: FTPSEncryption? = nil, limits: FTPSAccount.Limits = .init()
  ) throws -> FTPSAccount {
    try FTPSAccount(
      host: host, port: UInt16(port ?? self.port),
      encryption: encryption ?? (isImplicit ? .implicit : .explicit), user: user ?? self.user,
      password: password ?? self.password,
      authority: try authority ?? String(contentsOfFile: self.authority, encoding: .utf8), limits: limits)
  }

  func path(_ name: String) throws -> FTPPath { try FTPPath(remoteRoot).appending(name) }
  func file(_ name: String) -> String { "\(root)/\(name)" }
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: root).sorted() } }
}

/// A file that a session reads and writes.
final class HeldFile {
  let scratch: ScratchDirectory
  let path: String
  let descriptor: FileDescriptor

  init(_ bytes: [UInt8] = []) throws {
    scratch = try ScratchDirectory("held")
    path = scratch.file("file")
    try Data(bytes).write(to: URL(filePath: path))
    descriptor = try FileDescriptor.open(FilePath(path), .readWrite, options: .closeOnExec)
  }

  deinit { try? descriptor.close() }

  var bytes: [UInt8] { get throws { Array(try Data(contentsOf: URL(filePath: path))) } }
}

/// Bytes that no offset repeats nearby.
func noise(_ count: Int) -> [UInt8] {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  var bytes = [UInt8]()
  bytes.reserveCapacity(count + 8)
  while bytes.count < count {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    unsafe withUnsafeBytes(of: state ^ (state >> 29)) { unsafe bytes.append(contentsOf: $0) }
  }
  return Array(bytes.prefix(count))
}
