import AgeFormat
import Foundation
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

/// The queue on a real server, with a clock that is set.
@Suite struct QueueTests {
  let site: SendingClinic

  init() throws { site = try SendingClinic() }

  private func later(_ seconds: Int64) {
    site.clinic.time.set(site.clinic.time.now().advanced(bySeconds: seconds))
  }

  /// A container that is too large to be sent in a moment.
  private func large(_ size: Int = 24 << 20) throws -> [UInt8] {
    try Age.encrypt([UInt8](repeating: 7, count: size), to: [site.partner.ageRecipient])
  }

  @Test func `what is queued is sent by the run, and its recipients are told`() throws {
    let bytes = try site.pack().bytes
    let queued = try site.sender(to: ["a@example.org"], subject: "For Friday").queue(bytes)
    #expect(queued.state == .queued && queued.attempts == 0)
    #expect(queued.member == site.clinic.store.member.id)
    #expect(try site.remote().isEmpty)
    let run = try site.run()
    #expect(run.outcomes.map(\.transfer.state) == [.published])
    #expect(run.told.map(\.state) == [.notified])
    let kept = try #require(try site.kept(queued.id))
    #expect(kept.steps.map(\.state) == [.queued, .uploading, .verified, .published, .notified])
    #expect(kept.steps[1].peer == "127.0.0.1:\(site.server.port)")
    #expect(kept.steps[1].hostKey == kept.hostKey && kept.hostKey?.hasPrefix("SHA256:") == true)
    #expect(kept.steps[1].reply?.hasPrefix("SSH-2.0-OpenSSH") == true)
    #expect(kept.steps[2].bytes == Int64(bytes.count))
    #expect(kept.deliveries.first?.reply?.hasPrefix("250") == true)
    #expect(try TemporaryFolder.bytes(FilePath(site.server.file("\(queued.id).sod"))) == bytes)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
    #expect(site.mail.messages(to: "a@example.org").first?.contains("Subject: For Friday") == true)
    #expect(try site.copies().isEmpty)
    // Nothing is due any more, and what was to be said is not kept.
    later(1_000_000)
    let again = try site.run()
    #expect(again.outcomes.isEmpty && again.tried.isEmpty && again.told.isEmpty)
    #expect(try site.keptMessages() == 0)
  }

  @Test func `what can pass is tried again when its time has come, and not before`() throws {
    site.server.stop()
    let bytes = try site.pack().bytes
    let outcome = try site.sender(to: ["a@example.org"]).send(MemorySource(bytes))
    #expect(outcome.failure?.code == .connectionRefused)
    #expect(outcome.transfer.nextAttempt == TestClinic.now.advanced(bySeconds: 60))
    try site.server.restart()
    later(59)
    #expect(try site.run().outcomes.isEmpty)
    later(1)
    #expect(try site.run().outcomes.map(\.transfer.state) == [.published])
    let kept = try #require(try site.kept(outcome.transfer.id))
    #expect(kept.attempts == 2)
    #expect(kept.steps[2].state == .queued && kept.steps[2].code == "connection_refused")
    #expect(kept.failure == nil)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
  }

  @Test func `after very many attempts it is given up, until a person asks`() throws {
    site.server.stop()
    let id = try site.sender().queue(try site.pack().bytes).id
    for attempt in 1...24 {
      let run = try site.run()
      #expect(run.outcomes.map(\.transfer.state) == [attempt < 24 ? .queued : .failed], "\(attempt)")
      later(6 * 3600)
    }
    #expect(try site.run().outcomes.isEmpty)
    try site.server.restart()
    let runner = try site.runner()
    let retried = try runner.retry(try runner.hold(id))
    #expect(retried.transfer.state == .published && retried.transfer.attempts == 1)
  }

  @Test func `R082 what cannot pass is left alone by the run, and retry heals it`() throws {
    let key = try Data(contentsOf: URL(filePath: site.server.authorizedKeys))
    try Data().write(to: URL(filePath: site.server.authorizedKeys))
    let bytes = try site.pack().bytes
    let outcome = try site.sender(to: ["a@example.org"]).send(MemorySource(bytes))
    #expect(outcome.failure?.code == .clientKeyRejected && outcome.transfer.state == .failed)
    try key.write(to: URL(filePath: site.server.authorizedKeys))
    later(1_000_000)
    #expect(try site.run().outcomes.isEmpty)
    #expect(try site.copies() == ["\(outcome.transfer.id).sod"])
    let runner = try site.runner()
    let retried = try runner.retry(try runner.hold(outcome.transfer.id))
    #expect(retried.transfer.state == .notified)
    // Nothing is left to do: nobody is told twice.
    #expect(try runner.retry(try runner.hold(outcome.transfer.id)).transfer == retried.transfer)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
    #expect(try site.copies().isEmpty)
  }

  @Test func `a server that is away is asked once in a run, and no attempt of the others is counted`() throws
  {
    let ids = try (0..<3).map { _ in try site.sender().queue(try site.pack().bytes).id }
    site.server.stop()
    let run = try site.run()
    #expect(run.outcomes.count == 1 && run.postponed == [2])
    #expect(try ids.map { try site.kept($0)?.attempts } == [1, 0, 0])
    try site.server.restart()
    later(60)
    #expect(try site.run().outcomes.count == 3)
  }

  @Test func `R082 a login that is refused is not tried once for each transfer`() throws {
    for _ in 0..<3 { _ = try site.sender().queue(try site.pack().bytes) }
    try Data().write(to: URL(filePath: site.server.authorizedKeys))
    let before = site.server.log.components(separatedBy: "Connection from").count
    let run = try site.run()
    #expect(
      run.outcomes.map(\.failure?.code) == [.clientKeyRejected, .clientKeyRejected, .clientKeyRejected])
    #expect(run.outcomes.map(\.transfer.state) == [.failed, .failed, .failed])
    #expect(site.server.log.components(separatedBy: "Connection from").count == before + 1)
  }

  @Test func `what another process holds, and what another member sends, is left alone`() throws {
    let bytes = try site.pack().bytes
    let mine = try site.sender().queue(bytes)
    let runner = try site.runner()
    let held = try runner.hold(mine.id)
    #expect(refusal { try runner.hold(mine.id) }?.code == .lockHeld)
    let theirs = Transfer(
      id: .random(), container: nil, member: .random(), size: 1, sha256: mine.sha256,
      location: "sftp://a@b/c",
      link: nil, recipients: [], at: TestClinic.now)
    try site.insert(theirs)
    #expect(try site.run().outcomes.isEmpty)
    withExtendedLifetime(held) {}
    #expect(try site.kept(theirs.id) == theirs)
  }

  @Test func `a second run at the same time is refused with the holder`() throws {
    let place = TransferPlace(site.clinic.profile.transfersPath, site.clinic.store)
    let lock = try place.holdQueue(now: TestClinic.now)
    let failure = refusal { try site.run() }
    #expect(failure?.code == .lockHeld && failure?.code.exit == .tryAgain)
    #expect(failure?.message.contains("pid \(getpid()) since 2026-11-24T10:00:00.000Z") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func `R067 a name that was given when nobody heard of it any more is ours, and is told of once`()
    throws
  {
    let bytes = try site.pack().bytes
    let id = try site.sender(to: ["a@example.org"]).queue(bytes).id
    // As far as a process comes that dies between the name and its state.
    let place = TransferPlace(site.clinic.profile.transfersPath, site.clinic.store)
    let observer = FolderRecorder()
    let queued = try #require(try site.kept(id))
    let hash = try #require(Hex.decode(queued.sha256))
    let folder = try ServerAccess(try site.clinic.profile.settings(), site.clinic.profile).folder()
    _ = try folder.upload(
      LocalFileSource(opening: place.copy(id)),
      sha256: hash,
      as: "\(id).sod", from: nil, observer: observer)
    try place.progress(id).keep(try #require(observer.progress))
    var transfer = try #require(try site.kept(id))
    for state in [Transfer.State.uploading, .verified] {
      transfer.enter(state, at: TestClinic.now)
      try site.runner().keep(transfer)
    }
    let runner = try site.runner()
    #expect(refusal { try runner.cancel(try runner.hold(id)) }?.code == .transferPublished)
    #expect(site.mailed().isEmpty)
    let run = try site.run()
    #expect(run.outcomes.first?.failure == nil)
    #expect(run.outcomes.first?.notes.contains { $0.contains("had its name already") } == true)
    #expect(try site.kept(id)?.state == .notified)
    #expect(try site.remote() == ["\(id).sod"])
    #expect(try TemporaryFolder.bytes(FilePath(site.server.file("\(id).sod"))) == bytes)
    #expect(site.mail.messages(to: "a@example.org").count == 1)
    #expect(try site.copies().isEmpty)
  }

  @Test func `what was interrupted is gone on with, and counts for nothing`() throws {
    let bytes = try large()
    let isOver = Switch()
    var wishes = LimitWishes()
    wishes.connections = 1
    wishes.bandwidth = ByteRate("20M")
    wishes.isCancelled = { isOver.isOn }
    let desk = try site.sender(to: ["a@example.org"], wishes: wishes)
    let held = try desk.sender.queue(MemorySource(bytes))
    let outcome = try desk.runner.move(held) { done, _ in if done > 10 << 20 { isOver.turnOn() } }
    #expect(outcome.failure?.code == .transferCancelled)
    #expect(outcome.transfer.state == .queued && outcome.transfer.attempts == 0)
    #expect(outcome.transfer.nextAttempt == TestClinic.now)
    #expect(outcome.transfer.steps[1].bytes.map { $0 > 10 << 20 } == true)
    #expect(try site.remote() == [".part-\(held.transfer.id).sod"])
  }

  @Test func `a transfer that is gone on with sends only what is missing`() throws {
    let bytes = try large()
    let isOver = Switch()
    var wishes = LimitWishes()
    wishes.connections = 1
    wishes.bandwidth = ByteRate("20M")
    wishes.isCancelled = { isOver.isOn }
    let id: TransferID
    do {
      let desk = try site.sender(wishes: wishes)
      let held = try desk.sender.queue(MemorySource(bytes))
      id = held.transfer.id
      _ = try desk.runner.move(held) { done, _ in if done > 10 << 20 { isOver.turnOn() } }
    }
    #expect(try site.run().outcomes.map(\.transfer.state) == [.published])
    let kept = try #require(try site.kept(id))
    #expect(try #require(kept.resumedFrom) > 8 << 20)
    #expect(try TemporaryFolder.bytes(FilePath(site.server.file("\(id).sod"))) == bytes)
    #expect(try site.remote() == ["\(id).sod"])
  }

  @Test func `cancelling removes the part, the progress, the copy and the message, and tells nobody`() throws
  {
    let isOver = Switch()
    var wishes = LimitWishes()
    wishes.connections = 1
    wishes.bandwidth = ByteRate("20M")
    wishes.isCancelled = { isOver.isOn }
    let id: TransferID
    do {
      let desk = try site.sender(to: ["a@example.org"], subject: "x", wishes: wishes)
      let held = try desk.sender.queue(MemorySource(try large()))
      id = held.transfer.id
      _ = try desk.runner.move(held) { done, _ in if done > 10 << 20 { isOver.turnOn() } }
    }
    #expect(try site.remote() == [".part-\(id).sod"])
    #expect(try site.copies() == ["\(id).progress", "\(id).sod"])
    let runner = try site.runner()
    #expect(try runner.cancel(try runner.hold(id)).transfer.state == .cancelled)
    #expect(try site.remote().isEmpty)
    #expect(try site.copies().isEmpty)
    #expect(try site.keptMessages() == 0)
    #expect(try site.run().outcomes.isEmpty)
    #expect(site.mailed().isEmpty)
    #expect(refusal { try runner.retry(try runner.hold(id)) }?.code == .transferState)
  }

  @Test func `cancelling goes well without the server, and tells what stays there`() throws {
    // The server answers, and refuses the file.
    let held = try site.sender().sender.queue(MemorySource(try site.pack().bytes))
    let id = held.transfer.id
    try Data([1]).write(to: URL(filePath: site.server.file("\(id).sod")))
    let refused = try site.runner().move(held).transfer
    site.server.stop()
    let runner = try site.runner()
    let cancelled = try runner.cancel(held.with(refused))
    #expect(cancelled.transfer.state == .cancelled && cancelled.failure?.code == .connectionRefused)
    #expect(cancelled.failure?.message.hasPrefix("\(id) is given up, and what may lie there stays: ") == true)
    // It is still held here.
    #expect(try site.copies() == ["\(id).lock"])
  }

  @Test func `a name that is taken is a clear failure, nothing is overwritten, and retry heals it`() throws {
    let bytes = try site.pack().bytes
    let id = try site.sender(to: ["a@example.org"]).queue(bytes).id
    let name = site.server.file("\(id).sod")
    try Data([1]).write(to: URL(filePath: name))
    #expect(try site.run().outcomes.map(\.failure?.code) == [.remoteExists])
    #expect(try site.kept(id)?.state == .failed)
    #expect(try Data(contentsOf: URL(filePath: name)) == Data([1]))
    #expect(site.mailed().isEmpty)
    try FileManager.default.removeItem(atPath: name)
    let runner = try site.runner()
    #expect(try runner.retry(try runner.hold(id)).transfer.state == .notified)
    #expect(try site.remote() == ["\(id).sod"])
  }

  @Test func `what no transfer needs is swept, and what one needs is not`() throws {
    let failed = try site.sender().queue(try site.pack().bytes)
    try FileManager.default.removeItem(atPath: site.server.root)
    #expect(try site.run().outcomes.map(\.transfer.state) == [.failed])
    let place = TransferPlace(site.clinic.profile.transfersPath, site.clinic.store)
    let (orphan, held) = (TransferID.random(), TransferID.random())
    for id in [orphan, held] {
      for name in [place.copy(id), place.folder.appending("\(id).progress")] {
        try Data([1]).write(to: URL(filePath: name.string))
      }
    }
    let other = site.clinic.profile.transfersPath.appending("S-other")
    try FileSystem.makeDirectory(other)
    try Data([1]).write(to: URL(filePath: other.appending("\(orphan).sod").string))
    let lock = try place.hold(held, now: TestClinic.now)
    try site.run()
    #expect(
      try Set(site.copies()) == ["\(failed.id).sod", "\(held).lock", "\(held).progress", "\(held).sod"])
    // Another store's copies are not ours to sweep.
    #expect(try FileSystem.names(in: other).count == 1)
    withExtendedLifetime(lock) {}
  }

  @Test func `a state that cannot follow is refused, whoever wants to keep it`() throws {
    var transfer = try site.sender().send(MemorySource(try site.pack().bytes)).transfer
    #expect(transfer.state == .published)
    transfer.enter(.uploading, at: TestClinic.now)
    #expect(refusal { try site.runner().keep(transfer) }?.code == .transferState)
  }
}
