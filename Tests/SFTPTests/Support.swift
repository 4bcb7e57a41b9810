import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// Runs `body`, which must fail, and gives back how.
func failure(_ body: () throws -> Void, _ location: SourceLocation = #_sourceLocation) throws -> Failure {
  try #require(throws: Failure.self, sourceLocation: location, performing: body)
}

extension SSHServer {
  /// Logs in with the server's own key and known hosts, unless told otherwise.
  func client(
    key: String? = nil, knownHosts: String? = nil, settings: SFTPSettings = .quick
  ) throws -> SFTPClient {
    try SFTPClient(
      connecting: try endpoint, user: user,
      credentials: [.privateKey(FilePath(key ?? self.key))],
      knownHosts: FilePath(knownHosts ?? self.knownHosts), settings: settings)
  }

  var endpoint: SSHEndpoint { get throws { try localhost(port) } }
}

func localhost(_ port: Int) throws -> SSHEndpoint {
  try #require(SSHEndpoint(host: "127.0.0.1", port: UInt16(port)))
}

extension SFTPSettings {
  /// Time-outs that a busy machine keeps within and a failing test does not wait long for.
  static var quick: SFTPSettings {
    var settings = SFTPSettings()
    settings.stallTimeout = .seconds(30)
    return settings
  }
}

/// Bytes that no offset repeats nearby, so that a piece at a wrong place shows.
func pattern(_ count: Int) -> Data { count <= noise.count ? Data(noise.prefix(count)) : makeNoise(count) }

/// Made once, for it takes a while in a debug build.
private let noise = makeNoise(80 << 20)

private func makeNoise(_ count: Int) -> Data {
  var data = Data(count: (count + 7) / 8 * 8)
  unsafe data.withUnsafeMutableBytes { bytes in
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let words = unsafe bytes.bindMemory(to: UInt64.self)
    for place in words.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // The low bits of this generator repeat soon; the word as a whole does not.
      unsafe words[place] = state ^ (state >> 29)
    }
  }
  return Data(data.prefix(count))
}

/// A local file for one test.
struct LocalFile {
  let scratch: ScratchDirectory
  let path: String

  init(_ data: Data) throws {
    scratch = try ScratchDirectory("local")
    path = scratch.file("source")
    try data.write(to: URL(filePath: path))
  }

  var source: LocalFileSource { get throws { try LocalFileSource(opening: FilePath(path)) } }
}
