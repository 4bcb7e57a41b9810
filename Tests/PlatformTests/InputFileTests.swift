import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct InputFileTests {
  /// A file whose time of change lies far back, so that a change now is seen however coarse the
  /// file system's clock is.
  private static func agedFile(_ folder: TemporaryFolder, _ content: String = "0123456789") throws -> FilePath
  {
    let path = try folder.file("file", Array(content.utf8))
    try setModified(path, seconds: 1_000_000_000)
    return path
  }

  private static func setModified(_ path: FilePath, seconds: Int) throws {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    guard unsafe path.withPlatformString({ unsafe utimensat(AT_FDCWD, $0, times, 0) }) == 0 else {
      throw Errno.current
    }
  }

  private static func overwrite(_ path: FilePath, _ text: String, options: FileDescriptor.OpenOptions = [])
    throws
  {
    let file = try OwnedDescriptor(opening: path, .writeOnly, options: options)
    try DescriptorSink(file.descriptor, name: "file").write(Array(text.utf8))
  }

  private static func everything(_ file: InputFile) throws -> [UInt8] {
    try file.readAll(limit: 1 << 20, excess: Failure(.ioError, "too large"))
  }

  @Test func `a file is read to its end and found unchanged`() throws {
    let folder = try TemporaryFolder()
    let content = [UInt8](repeating: 7, count: 300_000)
    let file = try InputFile(opening: folder.file("file", content))
    #expect(file.size == 300_000)
    #expect(try Self.everything(file) == content)
    try file.finish()
    try file.finish()
  }

  @Test func `an empty file is read`() throws {
    let folder = try TemporaryFolder()
    let file = try InputFile(opening: folder.file("file", []))
    #expect(try Self.everything(file) == [])
    try file.finish()
  }

  @Test func `the front is read without going on from it`() throws {
    let folder = try TemporaryFolder()
    let file = try InputFile(opening: folder.file("file", Array("0123456789".utf8)))
    #expect(try file.head(4) == Array("0123".utf8))
    #expect(try file.head(100) == Array("0123456789".utf8))
    #expect(try file.head(0) == [])
    #expect(try Self.everything(file) == Array("0123456789".utf8))
    #expect(try file.head(1) == Array("0".utf8))
    try file.finish()
  }

  @Test func `what is not a file is refused, and nothing waits for a writer`() throws {
    let folder = try TemporaryFolder()
    let pipe = folder("pipe")
    #expect(unsafe pipe.withPlatformString { unsafe mkfifo($0, 0o600) } == 0)
    let socket = folder("socket")
    try Self.makeSocket(socket)
    try folder.file("file", [1])
    let table: [(FilePath, Failure.Code, Int32)] = [
      (folder.path, .isADirectory, 66), (pipe, .notARegularFile, 66), ("/dev/null", .notARegularFile, 66),
      (socket, .notARegularFile, 66), (folder("missing"), .noSuchFile, 66),
      (folder("file").appending("x"), .noSuchFile, 66),
      ("", .noSuchFile, 66), (folder(String(repeating: "x", count: 300)), .noSuchFile, 66),
    ]
    for (path, code, status) in table {
      let failure = refusal { try InputFile(opening: path) }
      #expect(failure?.code == code, "\(path)")
      #expect(failure?.code.exit.rawValue == status, "\(path)")
    }
  }

  @Test func `a link is followed, and a circle of links refused`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", [1])
    for (target, name) in [(file.string, "link"), ("circle", "circle"), ("nowhere", "dangling")] {
      #expect(unsafe folder(name).withPlatformString { unsafe symlink(target, $0) } == 0)
    }
    #expect(try Self.everything(InputFile(opening: folder("link"))) == [1])
    #expect(refusal { try InputFile(opening: folder("circle")) }?.code == .noSuchFile)
    #expect(refusal { try InputFile(opening: folder("dangling")) }?.code == .noSuchFile)
  }

  @Test func `a file that may not be read is refused by permission`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("file", [1], mode: 0o000)
    let failure = refusal { try asOrdinaryUser { () throws(Failure) in _ = try InputFile(opening: path) } }
    #expect(failure?.code == .permissionDenied)
    #expect(failure?.code.exit == .noPermission)
  }

  @Test(arguments: ["grows", "shrinks", "is overwritten", "is touched", "is emptied"])
  func `a file that changes while it is read is refused`(_ how: String) throws {
    let folder = try TemporaryFolder()
    let path = try Self.agedFile(folder)
    let file = try InputFile(opening: path)
    var buffer = [UInt8](repeating: 0, count: 4)
    var span = buffer.mutableSpan
    var bytes = unsafe span.mutableBytes
    #expect(try file.read(into: &bytes) == 4)
    switch how {
    case "grows": try Self.overwrite(path, "more", options: [.append])
    case "shrinks": #expect(unsafe path.withPlatformString { unsafe truncate($0, 6) } == 0)
    case "is emptied": #expect(unsafe path.withPlatformString { unsafe truncate($0, 0) } == 0)
    case "is overwritten": try Self.overwrite(path, "9876543210")
    default: try Self.setModified(path, seconds: 1_000_000_001)
    }
    let failure = try #require(
      refusal {
        _ = try Self.everything(file)
        try file.finish()
      })
    #expect(failure.code == .changedWhileRead)
    #expect(failure.code.exit == .dataError)
  }

  @Test func `a file that somebody writes to all the time is read no further than its size`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.agedFile(folder)
    let file = try InputFile(opening: path)
    let sink = GrowingSink(path)
    #expect(refusal { try file.copy(to: sink) }?.code == .changedWhileRead)
    #expect(sink.count == 10)
  }

  @Test func `a file is read again from its front, and watched again`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.agedFile(folder)
    let file = try InputFile(opening: path)
    for _ in 0..<2 {
      #expect(try Self.everything(file) == Array("0123456789".utf8))
      try file.finish()
      try file.rewind()
    }
    #expect(refusal { try file.finish() }?.code == .changedWhileRead)
    try Self.overwrite(path, "more", options: [.append])
    #expect(refusal { try Self.everything(file) }?.code == .changedWhileRead)
  }

  @Test func `a file that grew is found by its size, though its time was put back`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.agedFile(folder)
    let file = try InputFile(opening: path)
    _ = try Self.everything(file)
    try Self.overwrite(path, "more", options: [.append])
    try Self.setModified(path, seconds: 1_000_000_000)
    #expect(refusal { try file.finish() }?.code == .changedWhileRead)
  }

  @Test func `a file of which not everything was read does not pass for whole`() throws {
    let folder = try TemporaryFolder()
    let file = try InputFile(opening: Self.agedFile(folder))
    #expect(refusal { try file.finish() }?.code == .changedWhileRead)
  }

  @Test func `a file that is replaced under its name is still the one that was opened`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.agedFile(folder)
    let file = try InputFile(opening: path)
    try FileSystem.rename(folder.file("other", [1, 2, 3]), to: path)
    #expect(try Self.everything(file) == Array("0123456789".utf8))
    try file.finish()
  }

  @Test(arguments: [13_569_465_600, 32_503_680_000, -9_300_000_000])
  func `a file may bear any time`(_ seconds: Int) throws {
    // Linux keeps times up to the year 2446 on ext4 and far beyond on tmpfs; nanoseconds since
    // 1970 end in 2262.
    let folder = try TemporaryFolder()
    let path = try Self.agedFile(folder)
    try Self.setModified(path, seconds: seconds)
    let file = try InputFile(opening: path)
    _ = try Self.everything(file)
    try file.finish()
    try Self.setModified(path, seconds: 1_000_000_000)
    #expect(refusal { try file.finish() }?.code == .changedWhileRead)
  }

  private static func makeSocket(_ path: FilePath) throws {
    let socket = OwnedDescriptor(
      owning: FileDescriptor(rawValue: Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.bytes) }
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(socket.descriptor.rawValue, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw Errno.current }
  }
}

/// Adds to the file whenever something of it comes.
private final class GrowingSink: ByteSink {
  private let path: FilePath
  private(set) var count = 0

  init(_ path: FilePath) { self.path = path }

  func write(_ bytes: RawSpan) throws(Failure) {
    count += bytes.byteCount
    guard count < 1000 else { throw Failure(.internalError, "reading has no end") }
    let file = try OwnedDescriptor(opening: path, .writeOnly, options: [.append])
    try DescriptorSink(file.descriptor, name: "file").write([1, 2, 3])
  }
}
