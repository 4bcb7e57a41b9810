internal import Keys
internal import Platform
internal import Records
internal import Storage
internal import SystemPackage

/// The threads that read files for an ``Uploader``: they seal them, or only hash those that may
/// be in the folder already, which costs a fraction of it.
///
/// The store itself belongs to one thread, so nothing here asks it.
final class StagingCrew {
  /// What is to be done with a file.
  enum Work: Sendable {
    /// Seal it into the group.
    case stage(ObjectGroup)
    /// Only find out its digest.
    case hash
  }

  /// What became of a file.
  enum Outcome: Sendable {
    /// So many bytes more were read; the file's own outcome is still to come.
    case read(Int64)
    case staged(StagedFile)
    case hashed(SHA256Digest)
    case failed(Failure)
  }

  /// An answer for the item at `place` of its batch.
  struct Answer: Sendable {
    let place: Int
    let outcome: Outcome
  }

  private struct Job: Sendable {
    let place: Int
    let path: FilePath
    let name: FileName
    let profile: UploadProfile
    let work: Work
    let isWatched: Bool
    let answers: BoundedQueue<Answer>
  }

  private let jobs: BoundedQueue<Job>
  private var threads: [WorkerThread<Void>] = []

  /// Starts `count` threads.
  init(_ count: Int) throws(Failure) {
    let jobs = BoundedQueue<Job>(limit: 2 * UploadBatch.itemLimit)
    self.jobs = jobs
    for _ in 0..<count {
      threads.append(
        try WorkerThread("staging") {
          while let job = jobs.take() {
            guard job.answers.put(Answer(place: job.place, outcome: Self.perform(job))) else { continue }
          }
        })
    }
  }

  /// Has the file of an item read; the answer comes to `answers`, in any order.
  ///
  /// - Parameter watched: whether `answers` is also told how many bytes were read.
  func start(
    _ work: Work, on path: FilePath, for item: UploadItem, place: Int, watched: Bool,
    answers: BoundedQueue<Answer>
  ) {
    _ = jobs.put(
      Job(
        place: place, path: path, name: item.name, profile: item.profile, work: work, isWatched: watched,
        answers: answers))
  }

  /// Ends the threads; what has not begun is not done.
  func end() {
    jobs.cancel()
    for thread in threads { try? thread.join() }
  }

  private static func perform(_ job: Job) -> Outcome {
    do throws(Failure) {
      let reading = try UploadReading(
        try InputFile(opening: job.path), named: job.name, for: job.profile)
      if job.isWatched {
        reading.source.progress = { _ = job.answers.put(Answer(place: job.place, outcome: .read($0))) }
      }
      defer { reading.source.tellRest() }
      switch job.work {
      case .stage(let group): return .staged(try StagedFile(reading, in: group))
      case .hash: return .hashed(try hash(reading))
      }
    } catch {
      return .failed(error)
    }
  }

  private static func hash(_ reading: UploadReading) throws(Failure) -> SHA256Digest {
    let hash = SHA256()
    try reading.source.copy(to: hash)
    try reading.finish()
    return hash.finish()
  }
}

/// A file that was read and sealed, and belongs to no record yet.
struct StagedFile: Sendable {
  let mediaType: MediaType
  let content: StagedObject

  /// Reads and seals one into `group`; when it cannot be taken, nothing of it stays there.
  init(_ reading: UploadReading, in group: ObjectGroup) throws(Failure) {
    content = try group.stage(reading.source)
    mediaType = reading.mediaType
    do throws(Failure) { try reading.finish() } catch {
      group.drop(content)
      throw error
    }
  }
}
