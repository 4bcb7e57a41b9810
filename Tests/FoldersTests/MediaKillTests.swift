import Glibc
import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// `so-upload process` itself, killed in the middle of a conversion.
@Suite struct MediaKillTests {
  /// Where the programs are built: beside the bundle of the tests.
  private static let program = FilePath(CommandLine.arguments[0]).removingLastComponent().appending(
    "so-upload")

  @Test func `kill -9 in the middle leaves nothing readable, and the next run does the work`() throws {
    let media = try MediaClinic()
    let clinic = media.clinic
    // The program has the system's clock.
    clinic.time.set(SystemTimeSource().now())
    let path = try media.samples.make(
      "long.mp4", size: "1280x720", seconds: "20",
      ["-preset", "ultrafast", "-pix_fmt", "yuv420p", "-metadata", "title=Anna Roe"])
    let id = try media.put(path)
    _ = try StockProgram("rm").run([path.string])
    let child = try ChildProcess(
      program: Self.program, arguments: [Array("process".utf8)],
      environment: ProcessEnvironment(["HOME": clinic.folder.path.string]))
    while try media.job(id)?.state != .working, try child.wait(atMost: 0) == nil { usleep(20_000) }
    child.signal(SIGKILL)
    #expect(try child.wait() == .killed(SIGKILL))
    #expect(try media.job(id)?.state == .working)
    for mark in ["Anna Roe", "moov", "x264"] {
      #expect(try StockProgram("grep").run(["-rlaF", mark, clinic.folder.path.string]).status == 1)
    }
    media.advance(bySeconds: MediaJob.lease - 60)
    #expect(try media.process().isEmpty)
    media.advance(bySeconds: 3600)
    #expect(try media.process().map(\.code) == [nil])
    #expect(try media.job(id)?.attempts == 2)
    #expect(try media.document(id).preview == .thumbnail(id))
    #expect(try clinic.store.verify(objects: .content).problem == nil)
  }
}
