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

/// What is given up twice, too late, or after the settings changed.
@Suite struct CancelTests {
  let site: SendingClinic

  init() throws { site = try SendingClinic() }

  private func cancel(_ id: TransferID) throws -> TransferRunner.Outcome {
    let runner = try site.runner()
    return try runner.cancel(try runner.hold(id))
  }

  /// A transfer of which bytes were sent to the server of the settings when the connection broke.
  private func interrupted() throws -> TransferID {
    var transfer = try site.sender().queue(try site.pack().bytes)
    var step = Transfer.Step(.uploading, at: TestClinic.now)
    step.peer = "127.0.0.1:22"
    transfer.enter(step)
    transfer.enter(.queued, at: TestClinic.now)
    let kept = transfer
    _ = try site.clinic.store.write { (transaction) throws(Failure) in
      var next = kept
      next.enter(step)
      try transaction.update(next)
      try transaction.update(kept)
    }
    return kept.id
  }

  @Test func `cancelled twice is cancelled once`() throws {
    let id = try site.sender().queue(try site.pack().bytes).id
    #expect(try cancel(id).transfer.state == .cancelled)
    let steps = try #require(try site.kept(id)).steps
    #expect(try cancel(id).failure == nil)
    #expect(try site.kept(id)?.steps == steps)
  }

  @Test func `what has expired is not on the server, and is not given up`() throws {
    let transfer = try site.sender().send(MemorySource(try site.pack().bytes)).transfer
    let contents = try ServerContents(site.clinic.store, site.clinic.profile, time: site.clinic.time)
    _ = try contents.remove(try contents.file(of: transfer))
    let failure = refusal { try cancel(transfer.id) }
    #expect(failure?.code == .transferState && failure?.message.contains("has expired") == true)
    #expect(try site.kept(transfer.id)?.state == .expired)
    let runner = try site.runner()
    #expect(refusal { try runner.retry(try runner.hold(transfer.id)) }?.code == .transferState)
  }

  @Test func `on another server than it was sent to nothing is removed`() throws {
    let id = try interrupted()
    let part = FilePath(site.server.file(".part-\(id).sod"))
    let file = try NewFile(for: part)
    try file.publish(at: part)
    let url = try #require(try site.clinic.profile.settings()[.serverURL])
    try site.set([(.serverURL, url + "/.")])
    let outcome = try cancel(id)
    #expect(outcome.failure?.code == .linkUnknown && outcome.transfer.state == .cancelled)
    #expect(outcome.failure?.message.hasPrefix("\(id) is given up") == true)
    #expect(try FileStatus(at: part) != nil)
  }
}
