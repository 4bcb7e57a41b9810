import NetClient
import Notices
import Peers
import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// The messages of the queue on a real mail server, with a clock that is set.
@Suite struct QueuedMessageTests {
  let site: SendingClinic

  init() throws { site = try SendingClinic() }

  private func later(_ seconds: Int64) {
    site.clinic.time.set(site.clinic.time.now().advanced(bySeconds: seconds))
  }

  private func send(to recipients: String...) throws -> TransferRunner.Outcome {
    try site.sender(to: recipients).send(MemorySource(try site.pack().bytes))
  }

  private func messageIDs(_ recipient: String) -> [String] {
    site.mail.messages(to: recipient).compactMap { text in
      text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("message-id:") }.map(String.init)
    }
  }

  @Test func `R067 a mail that was refused for now is delivered later, alone`() throws {
    let outcome = try send(to: "later@example.org", "a@example.org")
    #expect(outcome.transfer.state == .published)
    try Self.remove(site.server.file("\(outcome.transfer.id).sod"))
    later(59)
    #expect(try site.run().tried.isEmpty)
    later(1)
    let run = try site.run()
    #expect(run.tried.map(\.to.text) == ["later@example.org"] && run.outcomes.isEmpty)
    #expect(run.tried.map(\.failure?.code) == [.mailDeferred])
    #expect(try site.kept(outcome.transfer.id)?.deliveries.map(\.attempts) == [2, 1])
    // The file is not sent again.
    #expect(try site.remote().isEmpty)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test func `a mail server that was away is told of nothing twice, and the transfer comes to its end`()
    throws
  {
    let port = site.mail.port
    site.mail.stop()
    let outcome = try send(to: "a@example.org")
    #expect(outcome.untold.map(\.failure.code) == [.mailUnreachable])
    let other = try MailServer()
    #expect(other.port != port)
    for (key, value) in [(SettingKey.mailURL, other.url), (.mailCAFile, other.authority)] {
      try site.clinic.profile.set(key, to: value, at: TestClinic.now)
    }
    later(60)
    let run = try site.run()
    #expect(run.tried.map(\.mayBeRepeated) == [false])
    #expect(run.told.map(\.state) == [.notified])
    #expect(other.messages(to: "a@example.org").count == 1)
    #expect(try site.kept(outcome.transfer.id)?.deliveries.first?.reply?.hasPrefix("250") == true)
  }

  @Test func `after an unanswered message the same one goes out again, and that is told`() throws {
    let outcome = try send(to: "unanswered@example.org")
    #expect(outcome.untold.map(\.failure.code) == [.mailUnanswered])
    #expect(outcome.retold.isEmpty)
    later(60)
    let run = try site.run()
    #expect(run.tried.map(\.mayBeRepeated) == [true])
    let ids = messageIDs("unanswered@example.org")
    #expect(ids.count == 2 && Set(ids).count == 1)
    let runner = try site.runner()
    #expect(
      try runner.retry(try runner.hold(outcome.transfer.id)).retold.map(\.text) == ["unanswered@example.org"])
    // The trail says so, too.
    let details = try site.clinic.store.read(.messageRead) { (snapshot) throws(Failure) in
      try snapshot.events().filter { $0.action == .deliveryAttempt }.compactMap(\.details)
    }
    #expect(details.contains(["after": "mail_unanswered"]))
  }

  @Test func `what a process that died was delivering is taken up when its lease is over, and that is told`()
    throws
  {
    site.mail.stop()
    let outcome = try send(to: "a@example.org")
    let other = try MailServer()
    for (key, value) in [(SettingKey.mailURL, other.url), (.mailCAFile, other.authority)] {
      try site.clinic.profile.set(key, to: value, at: TestClinic.now)
    }
    later(60)
    // Claimed, and then nothing more.
    #expect(try site.clinic.store.claimDueDeliveries().count == 1)
    #expect(try site.run().tried.isEmpty)
    let runner = try site.runner()
    #expect(try runner.retry(try runner.hold(outcome.transfer.id)).transfer.state == .published)
    later(301)
    let run = try site.run()
    #expect(run.tried.map(\.mayBeRepeated) == [true])
    #expect(try site.kept(outcome.transfer.id)?.state == .notified)
    #expect(other.messages(to: "a@example.org").count == 1)
  }

  @Test func `a mail that was given up is tried again by a person, and nobody else is mailed`() throws {
    let outcome = try send(to: "bounce@example.org", "a@example.org")
    later(1_000_000)
    #expect(try site.run().tried.isEmpty)
    let runner = try site.runner()
    let retried = try runner.retry(try runner.hold(outcome.transfer.id))
    #expect(retried.untold.map(\.failure.code) == [.mailRejected])
    #expect(retried.transfer.state == .published)
    #expect(retried.transfer.steps == outcome.transfer.steps)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test func `the run delivers the messages of every kind, and none before its time`() throws {
    let soon = TestClinic.now.advanced(bySeconds: 100)
    _ = try site.clinic.store.write { (transaction) throws(Failure) in
      try transaction.queue(
        ContainerNotice(
          to: Self.address, link: nil, transfer: .random(), subject: nil, text: nil), id: .random(),
        parent: "A-appointment")
      guard let delivery = try transaction.deliveries(about: "A-appointment").first else { return }
      _ = try transaction.retry(
        try transaction.claim(delivery), at: soon, Failure(.mailDeferred, "greylisted"))
    }
    #expect(try site.run().tried.isEmpty)
    later(100)
    let run = try site.run()
    #expect(run.tried.map(\.parent) == ["A-appointment"])
    #expect(site.mail.messages(to: "z@example.org").count == 1)
  }

  private static let address: EmailAddress = {
    guard let address = EmailAddress("z@example.org") else { preconditionFailure("an address") }
    return address
  }()

  private static func remove(_ path: String) throws { try FileSystem.removeFile(FilePath(path)) }
}

extension EventAction {
  fileprivate static let messageRead = EventAction("test.read")
}
