import Foundation
import Keys
import Peers
import Profile
import SFTP
import SystemPackage
import TestClinic
import TestSupport

@testable import Sending

/// A profile with a real FTPS server.
struct FTPSTestSite {
  let server: FTPSServer
  let folder: TemporaryFolder
  let profile: Profile

  init(_ make: FTPSServer.Make, habits: [String] = [], hasRelays: Bool = false) throws {
    server = try FTPSServer(make, habits: habits, hasRelays: hasRelays)
    folder = try TemporaryFolder()
    profile = try TestClinic.emptyProfile(in: try TemporaryFolder())
  }

  func settings() -> Settings {
    var settings = Settings()
    settings[.serverURL] = server.url
    settings[.serverPassword] = server.password
    settings[.serverCAFile] = server.authority
    settings[.serverTLS] = server.isImplicit ? "implicit" : "explicit"
    return settings
  }

  func folder(_ limits: ServerLimits = ServerLimits()) throws -> any RemoteFolder {
    try ServerAccess(settings(), profile).folder(limits)
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: server.root).sorted()
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: server.root + "/" + name)))
  }

  func file(_ name: String, _ size: Int) throws -> (LocalFileSource, [UInt8]) {
    var state: UInt64 = 7
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 8)
    while bytes.count < size {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      unsafe withUnsafeBytes(of: state ^ (state >> 29)) { unsafe bytes.append(contentsOf: $0) }
    }
    bytes = Array(bytes.prefix(size))
    return (try LocalFileSource(opening: try folder.file(name, bytes)), bytes)
  }

  func sha256(_ bytes: [UInt8]) -> [UInt8] { Keys.SHA256.digest(of: bytes).bytes }
}
