import Exchange
import Foundation
import Keys
import Peers
import Platform
import Profile
import Records
import SODFormat
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// What lies on the server, and its removal (R080).
@Suite struct ExpiryTests {
  let receipts: ReceiptTests
  var site: SendingClinic { receipts.site }

  init() throws { receipts = try ReceiptTests() }

  func contents(after seconds: Int64) throws -> ServerContents {
    try ServerContents(
      site.clinic.store, site.clinic.profile,
      time: FixedTimeSource(TestClinic.now.advanced(bySeconds: seconds)))
  }

  private func write(_ path: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func `R080 received files go first, then the oldest; what is younger stays`() throws {
    let (first, _) = try receipts.send()
    let (second, statement) = try receipts.send()
    _ = try Receipts(site.clinic.store, try site.clinic.identity).take(
      try ContainerReceipt(signing: statement, with: receipts.partner))
    let old = try contents(after: 15 * 86_400)
    let age = try #require(TimeSpan("14d"))
    #expect(try old.expired(olderThan: age).map { $0.transfer?.id } == [second.id, first.id])
    #expect(try contents(after: 13 * 86_400).expired(olderThan: age).isEmpty)
    for file in try old.expired(olderThan: age) {
      #expect(try old.remove(file).transfer?.state == .expired)
    }
    #expect(try site.remote().isEmpty)
    #expect(try site.kept(first.id)?.state == .expired)
    #expect(try old.expired(olderThan: age).isEmpty)
  }

  @Test func `R080 a file is described by what is known of it`() throws {
    try site.clinic.profile.set(.serverRetention, to: "14d", at: TestClinic.now)
    let (transfer, statement) = try receipts.send()
    let before = try #require(try contents(after: 0).files().first)
    let published = try #require(transfer.steps.last { $0.state == .published }?.at)
    #expect(before.kind == .container && before.fields["retrieved_at"] == .null)
    #expect(before.until == published.advanced(bySeconds: 14 * 86_400))
    _ = try Receipts(site.clinic.store, try site.clinic.identity).take(
      try ContainerReceipt(signing: statement, with: receipts.partner))
    let after = try #require(try contents(after: 0).files().first)
    #expect(after.fields["retrieved_at"] == .time(statement.received))
    #expect(after.fields["state"] == "received")
  }

  @Test func `R080 what somebody else put there, or changed, is left alone`() throws {
    let (transfer, _) = try receipts.send()
    let name = RemoteName.text(of: transfer.id)
    let folder = site.server.root
    let foreign = RemoteName.text(of: .random())
    for other in ["notes.txt", foreign, "x" + name, name + ".bak"] {
      try write("\(folder)/\(other)", [1])
    }
    let all = try contents(after: 15 * 86_400)
    let age = try #require(TimeSpan("14d"))
    #expect(try all.expired(olderThan: age).map(\.name) == [name])
    try write("\(folder)/\(name)", [1, 2, 3])
    let removal = try all.remove(try #require(try all.expired(olderThan: age).first))
    #expect(removal.failure?.code == .remoteChanged && removal.transfer == nil)
    #expect(try site.remote().count == 5)
    #expect(try site.kept(transfer.id)?.state == .published)
  }

  @Test func `R080 a file that went between the server and the store is expired by the next call`() throws {
    let (transfer, _) = try receipts.send()
    let all = try contents(after: 15 * 86_400)
    let age = try #require(TimeSpan("14d"))
    try FileSystem.removeFile(FilePath(site.server.file(RemoteName.text(of: transfer.id))))
    let file = try #require(try all.expired(olderThan: age).first)
    #expect(try all.remove(file).transfer?.state == .expired)
    // But not what went to another folder than the settings name now.
    let (other, _) = try receipts.send()
    try FileSystem.makeDirectory(FilePath(site.server.root).appending("else"))
    let url = try #require(try site.clinic.profile.settings()[.serverURL])
    try site.clinic.profile.set(.serverURL, to: url + "/else", at: TestClinic.now)
    #expect(try contents(after: 15 * 86_400).expired(olderThan: age).isEmpty)
    #expect(try site.kept(other.id)?.state == .published)
  }

  @Test func `R080 of what nobody has received the oldest goes first`() throws {
    var sent: [TransferID] = []
    for _ in 0..<4 {
      sent.append(try receipts.send().transfer.id)
      site.clinic.time.set(site.clinic.time.now().advanced(bySeconds: 3600))
    }
    let files = try contents(after: 15 * 86_400).expired(olderThan: try #require(TimeSpan("14d")))
    #expect(files.compactMap(\.transfer?.id) == sent)
  }

  @Test func `R080 what the server does not remove is not expired`() throws {
    let (transfer, _) = try receipts.send()
    let contents = try contents(after: 0)
    let file = try contents.file(of: transfer)
    site.server.stop()
    let removal = try contents.remove(file)
    #expect(removal.failure != nil && removal.transfer == nil)
    #expect(try site.kept(transfer.id)?.state == .published)
  }

  @Test func `R080 one file is taken back only where it stands under its name, and where it was sent`() throws
  {
    let (transfer, statement) = try receipts.send()
    let contents = try contents(after: 0)
    let file = try #require(receipts.packed(statement.container))
    let queued = try site.sender().queue(file)
    let early = refusal { try contents.file(of: queued) }
    #expect(early?.code == .transferState && early?.hint == "so-ftpsend cancel \(queued.id)")
    let removed = try #require(try contents.remove(try contents.file(of: transfer)).transfer)
    let late = refusal { try contents.file(of: removed) }
    #expect(late?.code == .transferState && late?.hint == nil)
    let (other, _) = try receipts.send()
    let url = try #require(try site.clinic.profile.settings()[.serverURL])
    try site.set([(.serverURL, url + "/else")])
    let elsewhere = try ServerContents(site.clinic.store, site.clinic.profile, time: site.clinic.time)
    #expect(refusal { try elsewhere.file(of: other) }?.code == .linkUnknown)
  }

  @Test func `R080 a name that is not exactly ours, and a transfer to another server, are not ours`() throws {
    let (transfer, _) = try receipts.send()
    let name = RemoteName.text(of: transfer.id)
    try write("\(site.server.root)/\(transfer.id.text.lowercased()).sod", [1])
    let files = try contents(after: 0).files()
    #expect(files.filter { $0.kind == .container }.map(\.name) == [name])
    // Another server's transfer with the same address is not this server's to remove.
    let settings = try site.clinic.profile.settings()
    let other = try #require(ServerName("other"))
    try site.set([
      (.serverURL.of(other), try #require(settings[.serverURL])),
      (.serverIdentityFile.of(other), site.server.key), (.serverKnownHosts.of(other), site.server.knownHosts),
    ])
    let theirs = try ServerContents(
      site.clinic.store, site.clinic.profile, server: other,
      time: FixedTimeSource(TestClinic.now.advanced(bySeconds: 15 * 86_400)))
    #expect(try theirs.expired(olderThan: try #require(TimeSpan("14d"))).isEmpty)
    #expect(refusal { try theirs.file(of: transfer) }?.code == .linkUnknown)
  }
}
