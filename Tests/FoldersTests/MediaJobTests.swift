import Glibc
import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// The queue: several workers, workers that die, documents that go.
@Suite struct MediaJobTests {
  let media: MediaClinic
  init() throws { media = try MediaClinic() }

  private func claim() throws -> MediaProcessor.Work? {
    guard case .work(let work) = try media.processor.claimNext() else { return nil }
    return work
  }

  private func picture(_ name: String = "a.png") throws -> DocumentID {
    try media.put(try media.samples.make(name, size: "40x30", ["-frames:v", "1"]))
  }

  @Test func `two workers never have the same document`() throws {
    let ids = [try picture("a.png"), try picture("b.png")]
    let claimed = [try claim(), try claim()].compactMap { $0?.job.document }
    #expect(Set(claimed) == Set(ids))
    #expect(try claim() == nil)
  }

  @Test func `a job whose worker died is tried again when its lease is over, three times at most`() throws {
    let id = try picture()
    for attempt in 1...3 {
      #expect(try claim()?.job.attempts == Int64(attempt))
      media.advance(bySeconds: MediaJob.lease - 1)
      #expect(try media.process().isEmpty)
      media.advance(bySeconds: 1)
    }
    #expect(try media.process().map(\.code) == [.conversionDied])
    #expect(try media.job(id)?.state == .failed)
    media.advance(bySeconds: 1_000_000)
    #expect(try media.process().isEmpty)
  }

  @Test func `what can pass is tried again after a pause`() throws {
    let id = try picture()
    let broken = Failure(.conversionDied, "the conversion died of signal 11")
    for (pause, attempts) in [(Int64(60), Int64(1)), (600, 2)] {
      let work = try #require(try claim())
      let job = try media.clinic.store.write { tx throws(Failure) in
        try tx.settle(work.job, after: broken)
      }.value
      #expect(job.state == .queued && job.attempts == attempts)
      media.advance(bySeconds: pause - 1)
      #expect(try media.process().isEmpty)
      media.advance(bySeconds: 1)
    }
    #expect(try media.process().map(\.code) == [nil])
    #expect(try media.job(id)?.attempts == 3)
    #expect(try media.job(id)?.code == nil)
  }

  @Test func `a worker that was slow and lost its lease changes nothing`() throws {
    let id = try picture()
    let slow = try #require(try claim())
    media.advance(bySeconds: MediaJob.lease)
    #expect(try media.process().map(\.code) == [nil])
    let thumbnail = try media.object("thumbnail", of: id)
    let actions = try media.clinic.actions().count
    #expect(try media.processor.perform(slow) == nil)
    #expect(try media.clinic.actions().count == actions)
    #expect(try media.object("thumbnail", of: id) == thumbnail)
  }

  @Test func `a worker that is alive keeps its lease`() throws {
    _ = try picture()
    let work = try #require(try claim())
    media.advance(bySeconds: MediaJob.lease - 1)
    let extended = try media.clinic.store.write { tx throws(Failure) in try tx.extend(work.job) }.value
    #expect(extended.attempts == 1)
    media.advance(bySeconds: MediaJob.lease - 1)
    #expect(try claim() == nil)
  }

  @Test func `a document that was removed takes its job with it`() throws {
    let id = try picture()
    let other = try picture("b.png")
    let work = try #require(try claim())
    _ = try media.clinic.store.write { tx throws(Failure) in
      for id in [id, other] {
        try tx.remove(tx.required(.document, id.text), action: EventAction("test.remove"))
      }
    }
    #expect(try media.processor.perform(work) == nil)
    media.advance(bySeconds: MediaJob.lease)
    #expect(try media.process().isEmpty)
    #expect(try media.job(id) == nil)
    #expect(try media.job(other) == nil)
  }

  @Test func `no further document is begun when the time is over`() throws {
    _ = [try picture("a.png"), try picture("b.png")]
    var begun = 0
    let over = refusal {
      try media.processor.run(
        checking: { () throws(Failure) in
          begun += 1
          if begun == 2 { throw Failure(.timeOver, "the time is over") }
        }, { _, _ in })
    }
    #expect(over?.code == .timeOver)
    #expect(try media.process().count == 1)
  }

  @Test func `what is put and waited for is made at once, whatever else is due`() throws {
    let (first, second) = (try picture("a.png"), try picture("b.png"))
    let (document, failure) = try #require(try media.processor.run(second) { () throws(Failure) in })
    #expect(failure == nil)
    #expect(document.preview == .thumbnail(second))
    #expect(try media.job(first)?.state == .queued)
    // It is made once: there is nothing to wait for any more.
    #expect(try media.processor.run(second) { () throws(Failure) in } == nil)
  }

  @Test func `nothing is waited for where nothing is made`() throws {
    let text = try media.put(media.clinic.folder.file("text.txt", Array("text".utf8)))
    #expect(try media.processor.run(text) { () throws(Failure) in } == nil)
  }

  @Test func `while another process is at it there is a wait, which the caller can end`() throws {
    let id = try picture()
    let work = try #require(try claim())
    var looks = 0
    let ended = refusal {
      try media.processor.run(id) { () throws(Failure) in
        looks += 1
        if looks == 3 { throw Failure(.timeOver, "the time is over") }
      }
    }
    #expect(ended?.code == .timeOver)
    // The other one ends, and so does the wait.
    looks = 0
    let waited = try media.processor.run(id) { () throws(Failure) in
      looks += 1
      if looks == 2 { _ = try media.processor.perform(work) }
    }
    #expect(waited?.0.preview == .thumbnail(id))
  }

  @Test func `a worker that died is not waited for when its lease is over`() throws {
    let id = try picture()
    _ = try #require(try claim())
    media.advance(bySeconds: MediaJob.lease)
    let (document, failure) = try #require(try media.processor.run(id) { () throws(Failure) in })
    #expect(failure == nil && document.preview == .thumbnail(id))
  }
}
