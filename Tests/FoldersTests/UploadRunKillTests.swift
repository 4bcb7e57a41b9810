import Glibc
import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// `so-upload start` itself, killed at any moment, and two at once.
@Suite struct UploadRunKillTests {
  private static let program = FilePath(CommandLine.arguments[0]).removingLastComponent().appending(
    "so-upload")

  private let place: QueueClinic
  private static let count = 120

  init() throws {
    place = try QueueClinic()
    // The program has the system's clock.
    place.clinic.time.set(SystemTimeSource().now())
    let paths = try (0..<Self.count).map {
      try place.file("f\($0)", "\($0) " + String(repeating: "Anna Roe ", count: 20_000))
    }
    try place.add(paths)
  }

  private func begin() throws -> ChildProcess {
    try ChildProcess(
      program: Self.program, arguments: [Array("start".utf8), Array("-q".utf8)],
      environment: ProcessEnvironment(["HOME": place.clinic.folder.path.string]))
  }

  private func count(_ state: Upload.State) throws -> Int64 {
    try place.clinic.store.look { view throws(Failure) in try view.count(.upload, state: state.rawValue) }
  }

  @Test(arguments: [0, 1, 40, 90])
  func `R035 R036 kill -9 at any moment loses nothing and leaves nothing stuck`(_ done: Int64) throws {
    let child = try begin()
    while try count(.sending) == 0 || count(.done) < done {
      guard try child.wait(atMost: 0) == nil else { break }
      usleep(200)
    }
    child.signal(SIGKILL)
    _ = try child.wait()
    // What is called done is there, whole.
    let uploads = try place.all()
    let documents = Set(try place.documents().compactMap(\.id))
    for upload in uploads where upload.state == .done {
      #expect(documents.contains(try #require(upload.document)))
    }
    #expect(try place.clinic.store.verify(objects: .content).problem == nil)
    place.advance(bySeconds: 3600)
    try place.start()
    #expect(try count(.done) == Int64(Self.count))
    #expect(try place.documents().count == Self.count)
    #expect(Set(try place.all().compactMap(\.document)).count == Self.count)
    #expect(try place.clinic.store.verify(objects: .content).problem == nil)
  }

  @Test func `R036 two runs at once share the work, and every file is put once`() throws {
    let children = [try begin(), try begin()]
    for child in children { #expect(try child.wait() == .exited(0)) }
    #expect(try count(.done) == Int64(Self.count))
    #expect(try place.documents().count == Self.count)
    let actions = try place.clinic.store.look { view throws(Failure) in
      try view.events(EventFilter(action: EventAction("upload.send")), limit: 1000).count
    }
    #expect(actions == Self.count)
  }
}
