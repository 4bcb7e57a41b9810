import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct FileLockTests {
  private static let now = Timestamp(milliseconds: 1_795_499_254_123)

  @Test func `a second holder is refused, told who has it, and let in when it is free`() throws {
    let folder = try TemporaryFolder()
    let path = folder("lock")
    do {
      let lock = try FileLock(at: path, now: Self.now)
      let failure = try #require(refusal { try FileLock(at: path, now: Self.now) })
      #expect(failure.code == .lockHeld)
      #expect(failure.code.exit == .tryAgain)
      #expect(
        failure.message == "another process holds the lock, pid \(getpid()) since 2026-11-24T05:47:34.123Z")
      _ = lock
    }
    let later = Timestamp(milliseconds: 0)
    let lock = try FileLock(at: path, now: later)
    #expect(try folder.bytes("lock") == Array("pid \(getpid()) since \(later.rfc3339)\n".utf8))
    #expect(try FileStatus(at: path)?.mode == .ownerReadWrite)
    _ = lock
  }

  @Test func `another process is refused and lets us in when it ends`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("lock", Array("pid 7 since then\nleftover".utf8))
    let flock = try StockProgram("flock")
    do {
      let lock = try FileLock(at: path, now: Self.now)
      #expect(try flock.run(["-n", path.string, "true"]).status == 1)
      _ = lock
    }
    let input = try Pipe()
    let output = try Pipe()
    let child = try ChildProcess(
      program: flock.path, arguments: [path.string, "sh", "-c", "echo ready; read x"].map { Array($0.utf8) },
      descriptors: [0: input.reading.descriptor, 1: output.writing.descriptor])
    let ready = output.keepingReader()
    var buffer = [UInt8](repeating: 0, count: 6)
    var span = buffer.mutableSpan
    var bytes = unsafe span.mutableBytes
    #expect(try DescriptorSource(ready.descriptor, name: "child").read(into: &bytes) == 6)
    let failure = try #require(refusal { try FileLock(at: path, now: Self.now) })
    #expect(failure.message == "another process holds the lock, pid \(getpid()) since \(Self.now.rfc3339)")
    try input.keepingWriter().close()
    _ = try child.wait()
    _ = try FileLock(at: path, now: Self.now)
  }

  @Test func `a lock is free when its owner is gone, whoever has a copy of its descriptor`() throws {
    let folder = try TemporaryFolder()
    let path = folder("lock")
    // As a child process has one between its start and the start of its program.
    var copy: Int32 = -1
    do {
      let lock = try FileLock(at: path, now: Self.now)
      let inode = try FileStatus(at: path)?.inode
      for name in try FileSystem.names(in: "/proc/self/fd") {
        guard let number = Int32(name.string) else { continue }
        let status = try? FileStatus(FileDescriptor(rawValue: number))
        if copy < 0, let status, status.inode == inode { copy = dup(number) }
      }
      _ = lock
    }
    #expect(copy >= 0)
    #expect(refusal { try FileLock(at: path, now: Self.now) } == nil)
    close(copy)
  }

  @Test func `the note of a process that died is replaced`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "lock", Array("pid 7 since a very long time ago, longer than the new one\n".utf8))
    let lock = try FileLock(at: path, now: Self.now)
    #expect(try folder.bytes("lock") == Array("pid \(getpid()) since \(Self.now.rfc3339)\n".utf8))
    _ = lock
  }

  @Test func `a lock in a folder that is missing is refused`() throws {
    let folder = try TemporaryFolder()
    #expect(refusal { try FileLock(at: folder("missing/lock"), now: Self.now) }?.code == .noSuchFile)
  }

  @Test func `who waited for a lock whose file was removed has the lock of the new file`() throws {
    let folder = try TemporaryFolder()
    let path = folder("lock")
    var lock: FileLock? = try FileLock(at: path, now: Self.now)
    let waiter = try WorkerThread("waiter") { () throws(Failure) in
      try FileLock(waitingAt: path, now: Self.now)
    }
    // Until the waiter has the file open, too.
    while try Self.descriptors(of: path) < 2 { usleep(1000) }
    lock?.removeFile()
    lock = nil
    let mine = try waiter.join()
    #expect(refusal { try FileLock(at: path, now: Self.now) }?.code == .lockHeld)
    withExtendedLifetime(mine) {}
  }

  private static func descriptors(of path: FilePath) throws -> Int {
    let inode = try FileStatus(at: path)?.inode
    return try FileSystem.names(in: "/proc/self/fd").count { name in
      guard let number = Int32(name.string) else { return false }
      return (try? FileStatus(FileDescriptor(rawValue: number)))?.inode == inode
    }
  }
}
