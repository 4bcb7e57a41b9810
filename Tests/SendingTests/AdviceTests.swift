import Platform
import Records
import SFTP
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// What is said to do about what passes by itself.
@Suite struct AdviceTests {
  let site: SendingClinic

  init() throws { site = try SendingClinic() }

  @Test func `of two processes at one transfer the second is told which, and when to look again`() throws {
    let id = try site.sender().queue(try site.pack().bytes).id
    let runner = try site.runner()
    let held = try runner.hold(id)
    let failure = try #require(refusal { try runner.hold(id) })
    #expect(failure.code == .lockHeld && failure.message.hasPrefix("\(id): "))
    #expect(failure.hint == "so-ftpsend show \(id), when that process has ended")
    withExtendedLifetime(held) {}
  }

  @Test func `R070 a fetch whose time is over says that the same command goes on`() throws {
    let id = try site.sender().send(MemorySource(try site.pack().bytes)).transfer.id
    var wishes = LimitWishes()
    wishes.maxTime = .zero
    let fetcher = try Fetcher(site.clinic.profile, wishes: wishes, time: site.clinic.time)
    let failure = refusal {
      try fetcher.fetch(id.text, to: site.clinic.folder("got.sod"), replacing: false)
    }
    #expect(failure?.code == .transferTimeout)
    #expect(failure?.hint == "the same command goes on where it stopped")
    // What a person has to mend is not called so.
    let patient = try Fetcher(site.clinic.profile, time: site.clinic.time)
    let unknown = refusal {
      try patient.fetch(TransferID.random().text, to: site.clinic.folder("got.sod"), replacing: false)
    }
    #expect(unknown?.hint?.contains("goes on") != true)
  }

  @Test func `what is interrupted between two connections keeps what has arrived, and says so`() {
    var limits = ServerLimits()
    limits.isCancelled = { true }
    let cancelled = refusal { try TransferClock(limits).wait(.seconds(60)) }
    #expect(cancelled?.code == .transferCancelled)
    #expect(cancelled?.message == "interrupted; what has arrived is kept")
    limits.isCancelled = { false }
    limits.transfer.maxTime = .zero
    #expect(refusal { try TransferClock(limits).wait(.seconds(60)) }?.code == .transferTimeout)
  }
}
