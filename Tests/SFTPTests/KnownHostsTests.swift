import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

@Suite struct KnownHostsTests {
  static let first = "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
  static let second = "AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA"

  enum Expected: Sendable { case trusted, unknown, changed, revoked }

  private func key(_ base64: String = first) throws -> HostKey {
    try #require(HostKey(algorithm: "ssh-ed25519", base64: base64))
  }

  @Test(
    arguments: [
      ("", .unknown), ("h ssh-ed25519 A", .trusted), ("h ssh-ed25519 B", .changed),
      ("h ssh-ed25519 B\nh ssh-ed25519 A", .trusted), ("H,other ssh-ed25519 A comment here", .trusted),
      ("other ssh-ed25519 A", .unknown), ("# h ssh-ed25519 A", .unknown), ("  h\tssh-ed25519 A\r", .trusted),
      ("[h]:22 ssh-ed25519 A", .unknown), ("[h]:2022 ssh-ed25519 A", .unknown), ("h ssh-rsa A", .unknown),
      ("*.org,? ssh-ed25519 A", .trusted), ("*,!h ssh-ed25519 A", .unknown), ("!h,* ssh-ed25519 A", .unknown),
      ("@revoked * ssh-ed25519 A\nh ssh-ed25519 A", .revoked),
      ("h ssh-ed25519 A\n@revoked h ssh-ed25519 A", .revoked),
      ("@revoked h ssh-ed25519 B\nh ssh-ed25519 A", .trusted), ("@cert-authority h ssh-ed25519 A", .unknown),
      ("@what h ssh-ed25519 A", .unknown), ("h ssh-ed25519", .unknown), ("h ssh-ed25519 ???", .unknown),
      ("|1|broken ssh-ed25519 A", .unknown), ("h A ssh-ed25519", .unknown),
    ] as [(String, Expected)])
  func `R081 a file of known hosts is read as OpenSSH reads it`(text: String, expected: Expected) throws {
    let lines = text.replacingOccurrences(of: " A", with: " \(Self.first)")
      .replacingOccurrences(of: " B", with: " \(Self.second)")
    let hosts = KnownHosts(parsing: Array(lines.utf8))
    let endpoint = try #require(SSHEndpoint(host: "h"))
    switch (expected, hosts.verdict(on: try key(), of: endpoint)) {
    case (.trusted, .trusted), (.unknown, .unknown), (.revoked, .revoked): break
    case (.changed, .changed(let known)): #expect(known == [try key(Self.second)])
    case (_, let other): Issue.record("\(text): \(other)")
    }
  }

  @Test(arguments: [("h", UInt16(22)), ("h", 2022), ("2001:db8::1", 22), ("2001:db8::1", 2022)])
  func `a name hashed by ssh-keygen is found, and only that`(host: String, port: UInt16) throws {
    let scratch = try ScratchDirectory("hosts")
    let endpoint = try #require(SSHEndpoint(host: host, port: port))
    let path = scratch.file("known_hosts")
    try "\(endpoint.knownHostsName) ssh-ed25519 \(Self.first)\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let hashing = try PeerProcess(["ssh-keygen", "-q", "-H", "-f", path], directory: scratch.path)
    #expect(hashing.finish() == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("|1|"))
    let hosts = KnownHosts(parsing: Array(text.utf8))
    #expect(hosts.verdict(on: try key(), of: endpoint) == .trusted)
    #expect(hosts.verdict(on: try key(), of: try #require(SSHEndpoint(host: "x"))) == .unknown)
  }

  @Test func `a fingerprint is the one that ssh-keygen prints`() throws {
    let scratch = try ScratchDirectory("hosts")
    let path = scratch.file("key.pub")
    try "ssh-ed25519 \(Self.first)\n".write(toFile: path, atomically: true, encoding: .utf8)
    let printing = try PeerProcess(["ssh-keygen", "-l", "-f", path], directory: scratch.path)
    #expect(printing.finish() == 0)
    #expect(printing.log.contains(try key().fingerprint))
    #expect(try key().fingerprint.hasPrefix("SHA256:"))
  }

  @Test func `known key types are asked for first, and RSA never with SHA-1`() throws {
    let text = "h ssh-rsa x\nh ssh-dss y\nh ecdsa-sha2-nistp384 z\nother ssh-ed25519 q\n"
    let known = KnownHosts(parsing: Array(text.utf8)).algorithms(for: try #require(SSHEndpoint(host: "h")))
    let algorithms = HostKeyPreference.algorithms(known)
    #expect(
      algorithms.prefix(4) == ["rsa-sha2-512", "rsa-sha2-256", "ecdsa-sha2-nistp384", "ssh-ed25519"])
    #expect(!algorithms.contains("ssh-rsa") && !algorithms.contains("ssh-dss"))
  }

  @Test func `trusting appends a line, makes the directory, and keeps the file private`() throws {
    let scratch = try ScratchDirectory("hosts")
    let path = scratch.file("new/known_hosts")
    let file = KnownHostsFile(FilePath(path))
    let endpoint = try #require(SSHEndpoint(host: "h", port: 2022))
    #expect(try file.standing(of: key(), at: endpoint) == .unknown)
    try file.trust(key(), for: endpoint)
    try file.trust(key(), for: endpoint)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "[h]:2022 ssh-ed25519 \(Self.first)\n")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try file.standing(of: key(), at: endpoint) == .trusted)
  }

  @Test func `R081 trusting a new key replaces the host's own line and no other`() throws {
    let scratch = try ScratchDirectory("hosts")
    let path = scratch.file("known_hosts")
    let kept = "# my hosts\nother,h2 ssh-ed25519 \(Self.first)\n@revoked x ssh-ed25519 \(Self.first)"
    try "h ssh-ed25519 \(Self.first)\n\(kept)".write(toFile: path, atomically: true, encoding: .utf8)
    let file = KnownHostsFile(FilePath(path))
    try file.trust(key(Self.second), for: try #require(SSHEndpoint(host: "h")))
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == "\(kept)\nh ssh-ed25519 \(Self.second)\n")
    let shared = try failure { try file.trust(key(Self.second), for: try #require(SSHEndpoint(host: "h2"))) }
    #expect(shared.code == .hostKeyChanged)
    let revoked = try failure { try file.trust(key(), for: try #require(SSHEndpoint(host: "x"))) }
    #expect(revoked.code == .hostKeyRevoked)
  }
}
