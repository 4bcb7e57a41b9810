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
    let name: FileName
    /// Where it is read from; `nil` for a stream.
    let path: FilePath?
    var state: State
  }

  enum State {
    /// A thread is at it.
    case underWay
    /// It is to become a document.
    case staged(StagedFile)
    /// The folder has it as this document.
    case known(String)
    case failed(Failure)
  }

  private(set) var items: [Item] = []
  private(set) var group: ObjectGroup?
  private let answers = BoundedQueue<StagingCrew.Answer>(limit: UploadBatch.itemLimit)
  private var underWay = 0
  private var stored: (files: Int, bytes: Int64) = (0, 0)

  private let store: Store
  private let patient: PatientID
  private let crew: StagingCrew

  init(_ store: Store, _ patient: PatientID, _ crew: StagingCrew) {
    self.store = store
    self.patient = patient
    self.crew = crew
  }

  var isFull: Bool {
    items.count >= Self.itemLimit || stored.files >= Self.storedLimit.files
      || stored.bytes >= Self.storedLimit.bytes
  }

  /// Adds a file and has a thread begin with it.
  func add(_ path: FilePath) {
    items.append(Item(name: path.fileName, path: path, state: .underWay))
    let place = items.count - 1
    do throws(Failure) {
      // A hint only: the thread opens the file itself, and the commit looks once more.
      let size = (try? FileStatus(at: path))?.size ?? 0
      let mayBeKnown = try isKnown(DocumentKeys.size(size, name: path.fileName, in: patient)) != nil
      if mayBeKnown { start(.hash, on: path, place) } else { start(.stage(try openGroup()), on: path, place) }
      if !mayBeKnown { stored = (stored.files + 1, stored.bytes + size) }
    } catch {
      items[place].state = .failed(error)
    }
  }

  /// Reads a stream to its end as a document of this name.
  func add(_ stream: any ByteSource, named name: FileName) {
    do throws(Failure) {
      let stream = HeadedSource(stream)
      let head = try stream.head(MediaType.headLength)
      guard !head.isEmpty else { throw Failure(.emptyFile, "the input is empty") }
      let content = try openGroup().stage(stream)
      let file = StagedFile(name: name, mediaType: MediaType(head: head, fileName: name), content: content)
      items.append(Item(name: name, path: nil, state: .staged(file)))
    } catch {
      items.append(Item(name: name, path: nil, state: .failed(error)))
    }
  }

  /// Waits until every file is read.
  func settle() {
    while underWay > 0, let answer = answers.take() {
      underWay -= 1
      do throws(Failure) { try take(answer) } catch { items[answer.place].state = .failed(error) }
    }
  }

  /// Lets go of the files behind the first one that failed.
  func cutBehindFailure() {
    let failure = items.firstIndex {
      if case .failed = $0.state { true } else { false }
    }
    guard let failure else { return }
    for item in items[(failure + 1)...] {
      if case .staged(let file) = item.state { group?.drop(file.content) }
    }
    items.removeSubrange((failure + 1)...)
  }

  private func take(_ answer: StagingCrew.Answer) throws(Failure) {
    let item = items[answer.place]
    switch answer.outcome {
    case .staged(let file): items[answer.place].state = .staged(file)
    case .failed(let failure): items[answer.place].state = .failed(failure)
    case .hashed(let digest):
      if let known = try isKnown(DocumentKeys.content(digest, name: item.name, in: patient)) {
        items[answer.place].state = .known(known)
      } else {
        if let path = item.path { start(.stage(try openGroup()), on: path, answer.place) }
      }
    }
  }

  private func start(_ work: StagingCrew.Work, on path: FilePath, _ place: Int) {
    underWay += 1
    crew.start(work, on: path, place: place, answers: answers)
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
