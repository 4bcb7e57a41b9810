import Foundation
import Peers

/// A real agent with one key, ended by its own id.
final class SSHAgent {
  let scratch: ScratchDirectory
  let socket: String
  private let process: PeerProcess

  init(holding key: String) throws {
    scratch = try ScratchDirectory("agent")
    socket = scratch.file("socket")
    process = try PeerProcess(["ssh-agent", "-D", "-a", socket], directory: "/", guarded: true)
    _ = try process.line(containing: "SSH_AUTH_SOCK")
    var environment = ProcessInfo.processInfo.environment
    environment["SSH_AUTH_SOCK"] = socket
    let adding = try PeerProcess(["ssh-add", "-q", key], directory: "/", environment: environment)
    guard adding.finish() == 0 else { throw PeerError("ssh-add:\n\(adding.log)") }
  }

  deinit { process.stop() }
}
