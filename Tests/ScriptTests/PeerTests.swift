import Foundation
import Peers
import Testing

/// The house rules of the peers: nobody is left behind, and a failure says what was written.
@Suite struct PeerTests {
  @Test(arguments: [false, true])
  func `a stopped server is gone`(guarded: Bool) throws {
    let server = try PeerProcess(
      ["sh", "-c", "echo server $$ is up; exec sleep 300"], directory: "/", guarded: guarded)
    let pid = try #require(Int32(try server.line(containing: "is up").split(separator: " ")[1]))
    #expect(kill(pid, 0) == 0)
    server.stop()
    #expect(kill(pid, 0) == -1)
    #expect(errno == ESRCH)
  }

  @Test func `a guarded server goes with whoever started it`() throws {
    let server = try PeerProcess(["sh", "-c", "exec sleep 300"], directory: "/", guarded: true)
    server.closeInput()
    #expect(server.finish() == 128 + SIGTERM)
  }

  @Test func `a server that ends too early shows its words`() throws {
    let server = try PeerProcess(["sh", "-c", "echo no port free; exit 1"], directory: "/")
    let error = try #require(throws: PeerError.self) { try server.line(containing: "listening") }
    #expect(error.description.contains("no port free"))
  }

  @Test func `a process that outstays its limit is killed`() throws {
    let server = try PeerProcess(["sleep", "300"], directory: "/")
    #expect(server.finish(limit: .seconds(0)) == nil)
  }
}
