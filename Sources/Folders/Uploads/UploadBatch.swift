internal import Keys
internal import Platform
internal import Records
internal import Storage
internal import SystemPackage

/// The files that are committed together, and what is known of each.
final class UploadBatch {
  /// How many files are looked at, how many of them are stored, and about how many bytes.
  static let itemLimit = 512
  private static let storedLimit = (files: 64, bytes: Int64(64 << 20))

  struct Item {
    let request: UploadItem
    var state: State

    /// Why it cannot be taken, when that is known.
    var failure: Failure? {
      if case .failed(let failure) = state { failure } else { nil }
    }
  }

  enum State {
    /// A thread is at it.
    case underWay
    /// It is to become a document.
    case staged(StagedFile, PatientID)
    /// The folder has it as this document.
    case known(String, PatientID)
    case failed(Failure)
  }

  private(set) var items: [Item] = []
  private(set) var group: ObjectGroup?
  private let answers = BoundedQueue<StagingCrew.Answer>(limit: UploadBatch.itemLimit)
  private var underWay = 0
  private var stored: (files: Int, bytes: Int64) = (0, 0)

  private let store: Store
  private let folders: FolderPresence
  private let crew: StagingCrew
  /// Is told how many bytes more were read.
  private let progress: ((Int64) -> Void)?

  init(
    _ store: Store, _ folders: FolderPresence, _ crew: StagingCrew, progress: ((Int64) -> Void)? = nil
  ) {
    self.progress = progress
    self.store = store
    self.folders = folders
    self.crew = crew
  }

  var isFull: Bool {
    items.count >= Self.itemLimit || stored.files >= Self.storedLimit.files
      || stored.bytes >= Self.storedLimit.bytes
  }

  /// Adds an item; a thread begins with a file, and a stream is read to its end.
  func add(_ item: UploadItem) {
    items.append(Item(request: item, state: .underWay))
    let place = items.count - 1
    do throws(Failure) {
      switch item.origin {
      case .failed(let failure): throw failure
      case .file(let path): try begin(path, place)
      case .stream(let stream):
        let patient = try folder(of: item)
        let reading = try UploadReading(stream, named: item.name, for: item.profile)
        reading.source.progress = progress
        defer { reading.source.tellRest() }
        items[place].state = .staged(try StagedFile(reading, in: try openGroup()), patient)
      }
    } catch {
      items[place].state = .failed(error)
    }
  }

  private func folder(of item: UploadItem) throws(Failure) -> PatientID {
    guard let patient = item.patient else { throw Failure(.internalError, "a file has no folder") }
    try folders.check(patient, for: item)
    return patient
  }

  private func begin(_ path: FilePath, _ place: Int) throws(Failure) {
    let item = items[place].request
    let patient = try folder(of: item)
    // A hint only: the thread opens the file itself, and the commit looks once more.
    let size = (try? FileStatus(at: path))?.size ?? 0
    try item.profile.check(size: size, of: item.name)
    if try isKnown(DocumentKeys.size(size, name: item.name, in: patient)) != nil {
      start(.hash, on: path, place, watched: progress != nil)
    } else {
      start(.stage(try openGroup()), on: path, place, watched: progress != nil)
      stored = (stored.files + 1, stored.bytes + size)
    }
  }

  /// Waits until every file is read.
  func settle() {
    while underWay > 0, let answer = answers.take() {
      if case .read(let bytes) = answer.outcome {
        progress?(bytes)
        continue
      }
      underWay -= 1
      do throws(Failure) { try take(answer) } catch { items[answer.place].state = .failed(error) }
    }
  }

  /// Lets go of the files behind the first one that failed.
  func cutBehindFailure() {
    guard let failure = items.firstIndex(where: { $0.failure != nil }) else { return }
    for item in items[(failure + 1)...] {
      if case .staged(let file, _) = item.state { group?.drop(file.content) }
    }
    items.removeSubrange((failure + 1)...)
  }

  private func take(_ answer: StagingCrew.Answer) throws(Failure) {
    let item = items[answer.place].request
    let patient = try folder(of: item)
    switch answer.outcome {
    case .staged(let file): items[answer.place].state = .staged(file, patient)
    case .failed(let failure): items[answer.place].state = .failed(failure)
    case .read: break
    case .hashed(let digest):
      if let known = try isKnown(DocumentKeys.content(digest, name: item.name, in: patient)) {
        items[answer.place].state = .known(known, patient)
      } else if case .file(let path) = item.origin {
        // Its bytes were told of when they were hashed.
        start(.stage(try openGroup()), on: path, answer.place, watched: false)
      }
    }
  }

  private func start(_ work: StagingCrew.Work, on path: FilePath, _ place: Int, watched: Bool) {
    underWay += 1
    crew.start(
      work, on: path, for: items[place].request, place: place, watched: watched, answers: answers)
  }

  private func openGroup() throws(Failure) -> ObjectGroup {
    if let group { return group }
    let made = try store.beginGroup()
    group = made
    return made
  }

  private func isKnown(_ lookup: Lookup) throws(Failure) -> String? {
    try store.look { (snapshot) throws(Failure) in try snapshot.lookUp(lookup, in: .document).first }
  }
}
