import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

/// How a way by another host ends: its thread and its session there never outlive what they are for.
@Suite struct JumpEndTests {
  private let server: SSHServer
  private let hop: SSHServer

  init() throws {
    server = try SSHServer()
    hop = try SSHServer()
  }

  private func client(_ credentials: [SSHCredential]? = nil) throws -> SFTPClient {
    let jump = SSHJump(
      to: try hop.endpoint, user: hop.user, credentials: credentials ?? [.privateKey(FilePath(hop.key))],
      knownHosts: FilePath(hop.knownHosts))
    return try SFTPAccess(
      to: server.endpoint, user: server.user,
      credentials: credentials ?? [.privateKey(FilePath(server.key))],
      knownHosts: FilePath(server.knownHosts), by: jump, settings: .quick
    ).connect()
  }

  @Test func `keys that only an agent holds log in at the host and at the server`() throws {
    let agent = try SSHAgent(holding: server.key)
    let credentials = [SSHCredential.agent(socket: FilePath(agent.socket))]
    // The host does not know the server's key yet.
    let refused = try failure { _ = try client(credentials) }
    #expect(refused.code == .clientKeyRejected && refused.message.hasPrefix("jump host: "))
    #expect(refused.message.contains("SSH agent") && !server.log.contains("Connection from"))
    try hop.authorize("\(server.key).pub")
    #expect(try client(credentials).exists(server.path("x")) == false)
    #expect(hop.log.contains("Accepted publickey") && server.log.contains("Accepted publickey"))
    let gone = try failure { _ = try client([.agent(socket: FilePath(agent.scratch.file("none")))]) }
    #expect(gone.code == .agentUnreachable && gone.message.hasPrefix("jump host: "))
  }

  @Test func `it ends with the session that it carries`() throws {
    var client: SFTPClient? = try client()
    weak let tunnel = client?.session.tunnel
    #expect(tunnel != nil)
    client = nil
    // Letting go of it waits for its thread.
    #expect(tunnel == nil)
  }

  @Test func `it ends when the host dies, and the session is told at once`() throws {
    let client = try client()
    #expect(client.session.tunnel?.hasEnded(within: .zero) == false)
    hop.stop()
    let lost = try failure { _ = try client.exists(server.path("x")) }
    #expect(lost.code == .connectionLost && !lost.message.contains("stopped answering"))
    #expect(client.session.tunnel?.hasEnded(within: .seconds(60)) == true)
  }

  @Test func `it ends when the server dies, and leaves the host though somebody still holds it`() throws {
    let client = try client()
    server.stop()
    #expect(client.session.tunnel?.hasEnded(within: .seconds(60)) == true)
    let lost = try failure { _ = try client.exists(server.path("x")) }
    #expect(lost.code == .connectionLost && !lost.message.contains("stopped answering"))
  }
}
