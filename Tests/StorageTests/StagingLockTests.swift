import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// A lock on a group's folder counts only while the folder is the one that has the name.
struct StagingLockTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func made() throws -> FilePath {
    // Its lock ends with it, as that of a process that died.
    try StagingLock(creatingIn: folder.path).folder
  }

  private static func remove(_ path: FilePath) throws {
    let outcome = try StockProgram("rmdir").run([path.string])
    try #require(outcome.status == 0)
  }

  @Test func `a folder that nobody holds is taken, and one that is held is not`() throws {
    let path = try made()
    let lock = try #require(try StagingLock(taking: path))
    #expect(try StagingLock(taking: path) == nil)
    withExtendedLifetime(lock) {}
    #expect(try StagingLock(taking: folder.path.appending("none")) == nil)
  }

  @Test func `a folder that another sweep removed between opening and locking is not taken`() throws {
    let path = try made()
    let lock = try StagingLock(taking: path) { try? Self.remove(path) }
    #expect(lock == nil)
  }

  @Test func `a folder that was removed and made again between opening and locking is not taken`() throws {
    let path = try made()
    let lock = try StagingLock(taking: path) {
      try? Self.remove(path)
      _ = try? StockProgram("mkdir").run([path.string])
    }
    #expect(lock == nil)
    // The new one is free for its maker.
    #expect(try StagingLock(taking: path) != nil)
  }

  @Test func `a new folder that a sweep removes before it is locked is made once more`() throws {
    var sweeps = 0
    let lock = try StagingLock(creatingIn: folder.path) {
      sweeps += 1
      guard sweeps < 3 else { return }
      for name in (try? FileSystem.names(in: folder.path)) ?? [] {
        try? Self.remove(folder.path.appending(name))
      }
    }
    #expect(sweeps == 3)
    #expect(try FileStatus(at: lock.folder) != nil)
  }
}
