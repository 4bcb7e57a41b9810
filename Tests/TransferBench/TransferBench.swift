import Foundation
import Peers
import Platform
import Records
import SFTP
import SystemPackage

/// What `Benchmarks/sftp.sh` measures: the engine on its own, and a slow link.
///
///     TransferBench relay TARGET-PORT DELAY-IN-MS
///     TransferBench put|get|many PORT USER KEY KNOWN-HOSTS LOCAL REMOTE [CONNECTIONS]
///
/// `many` sends every file of the directory LOCAL into the directory REMOTE. `relay` prints
/// its port, delays each direction by half of the given time, and ends with its input.
@main struct TransferBench {
  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.first == "relay" { try relay(arguments) } else { try transfer(arguments) }
    } catch {
      FileHandle.standardError.write(Data("TransferBench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func relay(_ arguments: [String]) throws {
    guard arguments.count == 3, let target = Int(arguments[1]), let delay = Int(arguments[2]) else {
      throw PeerError("usage: relay TARGET-PORT DELAY-IN-MS")
    }
    var link = TCPRelay.Link()
    link.delay = .microseconds(delay * 500)
    let relay = try TCPRelay(to: target, link)
    FileHandle.standardOutput.write(Data("\(relay.port)\n".utf8))
    while !FileHandle.standardInput.availableData.isEmpty {}
  }

  private static func transfer(_ arguments: [String]) throws {
    guard arguments.count >= 7, let port = UInt16(arguments[1]),
      let endpoint = SSHEndpoint(host: "127.0.0.1", port: port), let remote = RemotePath(arguments[6])
    else { throw PeerError("usage: put|get|many PORT USER KEY KNOWN-HOSTS LOCAL REMOTE [CONNECTIONS]") }
    let access = SFTPAccess(
      to: endpoint, user: arguments[2], credentials: [.privateKey(FilePath(arguments[3]))],
      knownHosts: FilePath(arguments[4]))
    var limits = TransferLimits()
    if arguments.count > 7, let connections = Int(arguments[7]) { limits.connections = connections }
    let local = FilePath(arguments[5])
    switch arguments[0] {
    case "put":
      var upload = SFTPUpload(by: access)
      upload.limits = limits
      let result = try upload.run(LocalFileSource(opening: local), to: remote, observer: Silent())
      FileHandle.standardError.write(Data("\(result)\n".utf8))
    case "get":
      var download = SFTPDownload(by: access)
      download.limits = limits
      try download.run(remote, to: local, observer: Silent())
    case "many":
      var batch = SFTPUploadBatch(by: access)
      batch.limits = limits
      let items = try FileManager.default.contentsOfDirectory(atPath: local.string).sorted().compactMap {
        name in
        remote.appending(Array(name.utf8)).map { SFTPUploadBatch.Item(local.appending(name), to: $0) }
      }
      for outcome in try batch.run(items, observing: { _ in Silent() }) { _ = try outcome.get() }
    default: throw PeerError("\(arguments[0]): unknown")
    }
  }
}

private final class Silent: TransferObserver {
  func note(_ note: TransferNote) { FileHandle.standardError.write(Data("\(note)\n".utf8)) }
}
