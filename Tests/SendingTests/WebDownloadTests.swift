import Foundation
import NetClient
import Peers
import Platform
import Records
import SFTP
import SystemPackage
import TestSupport
import Testing

@testable import Sending

/// Public links, on a real web server.
@Suite struct WebDownloadTests {
  let server: WebServer
  let folder: TemporaryFolder
  let bytes: [UInt8]

  init() throws {
    server = try WebServer()
    folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 3)
    bytes = (0..<400_000).flatMap { _ in
      let word = generator.next()
      return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    try Data(bytes).write(to: URL(filePath: server.root + "/x"))
  }

  private func run(
    _ path: String, _ name: String = "got", authority: Bool = true, limits: ServerLimits = ServerLimits(),
    from progress: JSONObject? = nil, replacing: Bool = false, _ observer: FolderRecorder = FolderRecorder()
  ) throws -> Int64 {
    try WebDownloadRun(
      path.hasPrefix("http") ? path : server.url + path, to: folder(name),
      trusting: authority ? try String(contentsOfFile: server.authority, encoding: .utf8) : nil, limits,
      from: progress, observer: observer
    ).run(replacing: replacing)
  }

  @Test func `R070 a link is followed without a login, and its file appears whole`() throws {
    #expect(try run("/x") == Int64(bytes.count))
    #expect(try folder.bytes("got") == bytes)
    #expect(try FileSystem.names(in: folder("")).map { $0.string } == ["got"])
    #expect(refusal { try run("/x") }?.code == .alreadyExists)
    #expect(try run("/x", replacing: true) == Int64(bytes.count))
    #expect(server.requests.allSatisfy { $0.hasSuffix("null, null]") })
  }

  @Test func `a link that breaks is mended in the same call, by the rest of the same file`() throws {
    let observer = FolderRecorder()
    #expect(try run("/cut/1000000/x", "a", observer) == Int64(bytes.count))
    #expect(try folder.bytes("a") == bytes)
    #expect(observer.notes.count == 1)
    #expect(server.requests.last?.contains("bytes=") == true)
  }

  @Test func `what an earlier run fetched is gone on with, or thrown away when the file is another one`()
    throws
  {
    func part(_ name: String, _ count: Int) throws { try folder.file(name + ".part", Array(bytes[..<count])) }
    var limits = ServerLimits()
    limits.transfer.patience = .zero
    limits.transfer.safetyInterval = .zero
    limits.transfer.bytesPerSecond = 2_000_000
    let isOver = Switch()
    limits.isCancelled = { isOver.isOn }
    let first = FolderRecorder()
    first.onProgress = { if $0 > 500_000 { isOver.turnOn() } }
    #expect(refusal { try run("/x", "a", limits: limits, first) }?.code == .transferCancelled)
    #expect(try FileStatus(at: folder("a")) == nil)
    let progress = try #require(first.progress)
    let second = FolderRecorder()
    var start: Int64?
    second.onProgress = { start = start ?? $0 }
    #expect(try run("/x", "a", from: progress, second) == Int64(bytes.count))
    #expect(start ?? 0 > 100_000 && second.notes == [])
    #expect(try folder.bytes("a") == bytes)
    // A server without ranges sends all of it; what was there is no harm.
    try part("b", 2_000_000)
    #expect(try run("/flat/x", "b", from: progress) == Int64(bytes.count))
    #expect(try folder.bytes("b") == bytes)
    // One that sends another part than was asked for is not believed.
    try part("c", 2_000_000)
    let third = FolderRecorder()
    #expect(try run("/wrong/x", "c", from: progress, third) == Int64(bytes.count))
    #expect(third.notes.count == 1)
    #expect(try folder.bytes("c") == bytes)
    // Another file under the name, as long as the one before: no rest of it comes behind the old front.
    try Data(bytes.reversed()).write(to: URL(filePath: server.root + "/x"))
    try part("e", 2_000_000)
    #expect(try run("/x", "e", from: progress) == Int64(bytes.count))
    #expect(try folder.bytes("e") == bytes.reversed())
    // Another file under the name, shorter than what was fetched.
    let other = Array(bytes[..<1000].reversed())
    try Data(other).write(to: URL(filePath: server.root + "/x"))
    try part("d", 2_000_000)
    #expect(try run("/x", "d", from: progress) == 1000)
    #expect(try folder.bytes("d") == other)
  }

  @Test func `redirects lead to https alone, and not for ever`() throws {
    #expect(try run("/to/\(server.url)/x", "a") == Int64(bytes.count))
    for place in ["/to/http://127.0.0.1:\(server.port)/x", "/to/file:///etc/passwd", "/round"] {
      #expect(refusal { try run(place, "b") }?.code == .redirectRefused, "\(place)")
    }
    #expect(try FileStatus(at: folder("b")) == nil)
  }

  @Test(arguments: [
    ("/none", Failure.Code.remoteNoSuchFile), ("/error/403", .remotePermissionDenied),
    ("/error/500", .webServerFailed),
    ("/error/204", .webServerFailed), ("http://127.0.0.1/x", .schemeRefused),
    ("https://u:p@127.0.0.1/x", .locationInvalid),
    ("https://127.0.0.1:1/x", .connectionRefused), ("https://", .locationInvalid),
    ("https://a b/", .locationInvalid),
  ])
  func `what does not give the file has its own word`(_ path: String, _ code: Failure.Code) throws {
    #expect(refusal { try run(path) }?.code == code)
    #expect(try FileStatus(at: folder("got")) == nil)
  }

  @Test func `a certificate of a stranger is not believed`() throws {
    #expect(refusal { try run("/x", authority: false) }?.code == .certificateUnknown)
    #expect(server.requests.isEmpty)
  }
}
