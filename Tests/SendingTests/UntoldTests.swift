import Notices
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

/// Recipients who were not told yet, while others have answered, and when the file is gone.
@Suite struct UntoldTests {
  let receipts: ReceiptTests
  var site: SendingClinic { receipts.site }

  init() throws { receipts = try ReceiptTests() }

  private func later(_ seconds: Int64) {
    site.clinic.time.set(site.clinic.time.now().advanced(bySeconds: seconds))
  }

  /// Sends while the mail server is away.
  private func sendUntold() throws -> (Transfer, ContainerReceipt.Statement) {
    site.mail.stop()
    return try receipts.send(to: ["a@example.org"])
  }

  private func mailAgain() throws -> MailServer {
    let other = try MailServer()
    try site.set([(.mailURL, other.url), (.mailCAFile, other.authority)])
    return other
  }

  private func acknowledge(_ statement: ContainerReceipt.Statement) throws {
    _ = try Receipts(site.clinic.store, try site.clinic.identity).take(
      try ContainerReceipt(signing: statement, with: receipts.partner))
  }

  private func expire() throws -> [ServerContents.Removal] {
    let contents = try ServerContents(site.clinic.store, site.clinic.profile, time: site.clinic.time)
    return try contents.expired(olderThan: try #require(TimeSpan("0s"))).map { (file) throws(Failure) in
      try contents.remove(file)
    }
  }

  @Test func `R080 a mail that waits is given up with its file, and never goes out`() throws {
    let (transfer, _) = try sendUntold()
    let removed = try #require(try expire().first?.transfer)
    #expect(removed.state == .expired && removed.hasUntold)
    #expect(removed.deliveries.map(\.status) == ["failed"])
    #expect(removed.deliveries.map(\.code) == ["transfer_state"])
    let other = try mailAgain()
    later(1_000_000)
    #expect(try site.run().tried.isEmpty)
    #expect(other.messages(to: "a@example.org").isEmpty)
    #expect(try site.kept(transfer.id)?.state == .expired)
  }

  @Test func `what another process is delivering when the file goes is not touched, and told of later`()
    throws
  {
    let (transfer, _) = try sendUntold()
    later(60)
    #expect(try site.clinic.store.claimDueDeliveries().count == 1)
    #expect(try expire().first?.transfer?.deliveries.map(\.status) == ["queued"])
    let other = try mailAgain()
    later(301)
    #expect(try site.run().told.map(\.state) == [.expired])
    #expect(other.messages(to: "a@example.org").count == 1)
    #expect(try site.kept(transfer.id)?.deliveries.map(\.status) == ["delivered"])
  }

  @Test func `R020 a mail that comes to its end after another's receipt is told of`() throws {
    let (transfer, statement) = try sendUntold()
    try acknowledge(statement)
    let other = try mailAgain()
    later(60)
    let run = try site.run()
    #expect(run.told.map(\.state) == [.received])
    #expect(other.messages(to: "a@example.org").count == 1)
    let kept = try #require(try site.kept(transfer.id))
    #expect(kept.deliveries.map(\.status) == ["delivered"] && kept.state == .received)
  }

  @Test func `R020 after one recipient's receipt a mail that failed is tried again, and no other`() throws {
    let (transfer, statement) = try receipts.send(to: ["bounce@example.org", "a@example.org"])
    try acknowledge(statement)
    let runner = try site.runner()
    let retried = try runner.retry(try runner.hold(transfer.id))
    #expect(retried.untold.map(\.to.text) == ["bounce@example.org"])
    #expect(retried.transfer.state == .received)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test func `where everybody was told there is nothing to try, whatever the settings of mail are`() throws {
    let (transfer, statement) = try receipts.send(to: ["a@example.org"])
    try acknowledge(statement)
    try site.set([(.mailURL, "smtp://127.0.0.1:1")])
    let runner = try site.runner()
    let retried = try runner.retry(try runner.hold(transfer.id))
    #expect(retried.failure == nil && retried.transfer.state == .received)
  }

  @Test func `cancelling asks the server only when something may lie there`() throws {
    site.server.stop()
    let outcome = try site.sender().send(MemorySource(try site.pack().bytes))
    try site.set([(.serverURL, "sftp://clinic@127.0.0.1:1/elsewhere")])
    let runner = try site.runner()
    let cancelled = try runner.cancel(try runner.hold(outcome.transfer.id))
    #expect(cancelled.transfer.state == .cancelled && cancelled.failure == nil)
  }

  @Test(
    arguments: [
      ([], false), ([.uploading], true), ([.uploading, .queued], false), ([.uploading, .failed], false),
      ([.uploading, .verified], true), ([.uploading, .uploading, .queued], true),
    ] as [([Transfer.State], Bool)])
  func `what may lie on a server is told by who died and who answered`(
    _ states: [Transfer.State], _ may: Bool
  ) {
    var transfer = Transfer(
      id: .random(), container: nil, size: 9, sha256: "", location: "", link: nil, recipients: [],
      at: TestClinic.now)
    for state in states { transfer.enter(state, at: TestClinic.now) }
    #expect(TransferRules.mayHaveReachedServer(transfer) == may)
    guard states == [.uploading, .queued] else { return }
    var answered = Transfer.Step(.uploading, at: TestClinic.now)
    answered.peer = "127.0.0.1:22"
    transfer.enter(answered)
    transfer.enter(.queued, at: TestClinic.now)
    #expect(TransferRules.mayHaveReachedServer(transfer))
  }
}
