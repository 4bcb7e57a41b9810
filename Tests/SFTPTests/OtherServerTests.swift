import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// Servers of six makes and habits, besides OpenSSH.
@Suite struct OtherServerTests {
  typealias Make = OtherSFTPServer.Make

  /// Whether several connections can write one file, and whether the server hashes it.
  private static func traits(of make: Make) -> (several: Bool, hashes: Bool, synchronizes: Bool) {
    switch make {
    case .asyncssh: (true, false, true)
    case .paramiko, .rcloneCached: (true, false, false)
    case .rclone: (false, false, false)
    case .proftpd, .proftpdHidden: (false, true, true)
    case .proftpdOverwrite: (true, true, true)
    }
  }

  @Test(arguments: Make.allCases)
  func `a file arrives whole at every server, by as many connections as it takes`(make: Make) throws {
    let server = try OtherSFTPServer(make)
    let file = try LocalFile(pattern(24 << 20 + 5))
    let recorder = Recorder()
    let path = try server.path("x")
    let result = try SFTPUpload(to: server.access()).run(
      file.source, sha256: file.sha256, to: path, observer: recorder)
    let traits = Self.traits(of: make)
    #expect(result.size == 24 << 20 + 5 && !result.isPartLeft)
    #expect(recorder.isSingle == !traits.several, "\(recorder.notes)")
    #expect(result.isSynchronized == traits.synchronizes)
    #expect(result.proof == (traits.hashes ? .hash : .size))
    #expect(FileManager.default.contentsEqual(atPath: server.file("x"), andPath: file.path))
    #expect(try server.names == ["x"])
    let taken = try failure {
      _ = try SFTPUpload(to: server.access()).run(file.source, to: path, observer: Recorder())
    }
    #expect(taken.code == .remoteExists)
  }
}
