import AgeFormat
import Foundation
import Glibc
import NetClient
import Notices
import Peers
import Platform
import Profile
import Records
import SFTP
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// What stands for ``FaultTableTests`` in every run at one make of server: two senders at once,
/// servers that die, fill up, and take their permission back; and what only an odd server does.
@Suite struct SenderFaultTests {
  private static let program = FilePath(CommandLine.arguments[0]).removingLastComponent().appending(
    "so-ftpsend")
  private static let size = 12 << 20

  private func begin(_ site: SendingClinic, _ arguments: String...) throws -> ChildProcess {
    try ChildProcess(
      program: Self.program, arguments: arguments.map { Array($0.utf8) },
      environment: ProcessEnvironment([
        "HOME": site.clinic.folder.path.string, "PATH": "/usr/bin:/bin",
        "SO_LIBEXEC": Self.program.removingLastComponent().string,
      ]))
  }

  private func container(_ site: SendingClinic, _ size: Int = Self.size) throws -> [UInt8] {
    // Not all the same, so that pieces that were exchanged would show.
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 >> 8 ^ $0 >> 16) }
    return try Age.encrypt(content, to: [site.partner.ageRecipient])
  }

  /// The program has the system's clock; a dead process's lease is over after five minutes.
  private func letTimePass(_ site: SendingClinic) {
    let now = max(SystemTimeSource().now().milliseconds, site.clinic.time.now().milliseconds)
    site.clinic.time.set(Timestamp(milliseconds: now + 600_000))
  }

  /// One identical file, one mail, nothing else.
  private func expectWhole(_ site: SendingClinic, _ id: TransferID, _ bytes: [UInt8], _ context: String)
    throws
  {
    #expect(try site.kept(id)?.state == .notified, "\(context)")
    #expect(try site.remote() == ["\(id).sod"], "\(context)")
    #expect(try TemporaryFolder.bytes(FilePath(site.server.file("\(id).sod"))) == bytes, "\(context)")
    #expect(try site.copies() == [], "\(context)")
  }

  @Test func `of two runs at once one works and the other says so, and all is sent once`() throws {
    let site = try SendingClinic()
    let bytes = try container(site, 2 << 20)
    site.clinic.time.set(SystemTimeSource().now())
    let ids = try (0..<4).map { try site.sender(to: ["r\($0)@example.org"]).queue(bytes).id }
    let children = [try begin(site, "run", "-q"), try begin(site, "run", "-q")]
    let ends = try children.map { try $0.wait() }
    #expect(ends.contains(.exited(0)))
    #expect(ends.allSatisfy { $0 == .exited(0) || $0 == .exited(75) })
    for (number, id) in ids.enumerated() {
      #expect(try site.kept(id)?.state == .notified)
      #expect(site.mail.messages(to: "r\(number)@example.org").count == 1)
    }
    #expect(try site.remote() == ids.map { "\($0).sod" }.sorted())
  }

  @Test func `SIGTERM ends the sender so that the next run goes on`() throws {
    let site = try SendingClinic()
    let bytes = try container(site)
    let file = try site.clinic.folder.file("x.sod", bytes)
    let child = try begin(site, "send", "-q", "--bwlimit", "6M", "--to", "a@example.org", file.string)
    while try site.remote().isEmpty, try child.wait(atMost: 0) == nil { usleep(2000) }
    child.signal(SIGTERM)
    #expect(try child.wait() == .exited(75))
    let id = try #require(try site.transfers().first?.id)
    #expect(try site.kept(id)?.state == .queued && site.kept(id)?.attempts == 0)
    letTimePass(site)
    try site.run()
    try expectWhole(site, id, bytes, "ended")
  }

  @Test func `a server that is killed and started again goes on with the same file`() throws {
    let site = try SendingClinic()
    let bytes = try container(site)
    var wishes = LimitWishes()
    wishes.bandwidth = ByteRate("60M")
    let id = try site.sender(to: ["a@example.org"]).queue(bytes).id
    let runner = try site.runner(wishes)
    var isKilled = false
    let outcome = try runner.move(try runner.hold(id)) { done, _ in
      guard !isKilled, done > 4 << 20 else { return }
      isKilled = true
      site.server.stop()
      #expect(throws: Never.self) { try site.server.restart() }
    }
    #expect(isKilled && outcome.failure == nil)
    #expect(outcome.notes.contains { $0.hasPrefix("connecting anew") })
    try expectWhole(site, id, bytes, "restarted")
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test(arguments: [("full", Failure.Code.remoteDiskFull), ("failing", .remoteFailure)])
  func `a full disk or a quota at the server passes: the next run heals it`(
    _ habit: String, _ code: Failure.Code
  ) throws {
    let site = try SendingClinic(try .odd(habit))
    let bytes = try container(site, 3 << 20)
    let outcome = try site.sender(to: ["a@example.org"]).send(MemorySource(bytes))
    #expect(outcome.failure?.code == code && outcome.transfer.state == .queued)
    #expect(site.mailed().isEmpty)
    site.server.stop()
    try site.server.restart { $0.subsystem = "internal-sftp" }
    letTimePass(site)
    try site.run()
    try expectWhole(site, outcome.transfer.id, bytes, habit)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test func `a permission that is taken back half-way is a clear failure, and retry goes on`() throws {
    let site = try SendingClinic()
    let bytes = try container(site)
    var wishes = LimitWishes()
    wishes.bandwidth = ByteRate("6M")
    wishes.connections = 1
    let id: TransferID
    do {
      let held = try site.sender(to: ["a@example.org"]).sender.queue(MemorySource(bytes))
      id = held.transfer.id
      var isTaken = false
      let outcome = try site.runner(wishes).move(held) { done, _ in
        guard !isTaken, done > 4 << 20 else { return }
        isTaken = true
        site.server.stop()
        #expect(throws: Never.self) { try site.server.restart { $0.subsystem = "internal-sftp -R" } }
      }
      #expect(isTaken && outcome.failure?.code == .remotePermissionDenied)
      #expect(outcome.transfer.state == .failed)
    }
    #expect(try site.remote() == [".part-\(id).sod"])
    #expect(try site.run().outcomes.isEmpty)
    #expect(site.mailed().isEmpty)
    site.server.stop()
    try site.server.restart { $0.subsystem = "internal-sftp" }
    let runner = try site.runner()
    #expect(try runner.retry(try runner.hold(id)).failure == nil)
    try expectWhole(site, id, bytes, "permitted again")
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test(arguments: ["hangup", "hangup-after"])
  func `a link that breaks when the name is given does not have the transfer verified twice`(
    _ habit: String
  ) throws {
    let site = try SendingClinic(try .odd(habit))
    let bytes = try container(site, 3 << 20)
    let outcome = try site.sender(to: ["a@example.org"]).send(MemorySource(bytes))
    #expect(outcome.failure == nil && outcome.notes.contains { $0.hasPrefix("connecting anew") })
    let steps = try #require(try site.kept(outcome.transfer.id)).steps.map(\.state)
    #expect(steps == [.queued, .uploading, .verified, .published, .notified])
    try expectWhole(site, outcome.transfer.id, bytes, habit)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }
}
