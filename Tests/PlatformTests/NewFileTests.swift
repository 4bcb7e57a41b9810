import Glibc
import Records
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Platform

/// Each rule holds for the nameless file and for the hidden one that stands in for it.
@Suite struct NewFileTests {
  private static func write(_ text: String, _ folder: TemporaryFolder, _ isNameless: Bool) throws -> NewFile {
    let file = try NewFile(in: folder.path, isNameless: isNameless)
    try file.write(Array(text.utf8))
    return file
  }

  @Test(arguments: [true, false])
  func `nothing has the name before the file is complete`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    let file = try Self.write("half", folder, isNameless)
    let tree = try folder.tree()
    if isNameless {
      #expect(tree == [])
    } else {
      #expect(tree.count == 1)
      #expect(tree.first?.hasPrefix(".so-O-") == true && tree.first?.hasSuffix(".part") == true)
    }
    try file.write(Array(" and whole".utf8))
    #expect(file.size == 14)
    try file.publish(at: folder("name"))
    #expect(try folder.tree() == ["name"])
    #expect(try folder.bytes("name") == Array("half and whole".utf8))
    #expect(try FileStatus(at: folder("name"))?.mode == .ownerReadWrite)
  }

  @Test(arguments: [true, false])
  func `a file that is dropped leaves nothing`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    _ = try Self.write("x", folder, isNameless)
    #expect(try folder.tree() == [])
  }

  @Test(arguments: [true, false])
  func `an existing file is not overwritten, and the refused one leaves nothing`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.file("name", Array("old".utf8))
    #expect(unsafe folder("link").withPlatformString { unsafe symlink("nowhere", $0) } == 0)
    #expect(unsafe folder("folder").withPlatformString { unsafe mkdir($0, 0o700) } == 0)
    for name in ["name", "link", "folder"] {
      let failure = refusal { try Self.write("new", folder, isNameless).publish(at: folder(name)) }
      #expect(failure?.code == .alreadyExists)
      #expect(failure?.code.exit == .cannotCreate)
    }
    #expect(try folder.tree() == ["folder/", "link", "name"])
    #expect(try folder.bytes("name") == Array("old".utf8))
  }

  @Test(arguments: [true, false])
  func `after a refusal the file can have another name`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.file("name", [])
    #expect(unsafe folder("folder").withPlatformString { unsafe mkdir($0, 0o700) } == 0)
    do {
      let file = try Self.write("new", folder, isNameless)
      #expect(refusal { try file.publish(at: folder("name")) }?.code == .alreadyExists)
      #expect(refusal { try file.publish(at: folder("folder"), replacing: true) }?.code == .isADirectory)
      #expect(refusal { try file.publish(at: folder("missing/name")) }?.code == .noSuchFile)
      try file.publish(at: folder("other"))
    }
    #expect(try folder.tree() == ["folder/", "name", "other"])
    #expect(try folder.bytes("other") == Array("new".utf8))
  }

  @Test(arguments: [true, false])
  func `replacing takes the place of a file or of a link, never of what it points to`(_ isNameless: Bool)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.file("target", Array("kept".utf8))
    try folder.file("name", Array("old".utf8), mode: 0o644)
    #expect(unsafe folder("link").withPlatformString { unsafe symlink("target", $0) } == 0)
    for name in ["name", "link", "fresh"] {
      try Self.write("new", folder, isNameless).publish(at: folder(name), replacing: true)
      #expect(try folder.bytes(name) == Array("new".utf8))
      #expect(try FileStatus(at: folder(name), followingLinks: false)?.kind == .regular)
      #expect(try FileStatus(at: folder(name))?.mode == .ownerReadWrite)
    }
    #expect(try folder.bytes("target") == Array("kept".utf8))
    #expect(try folder.tree() == ["fresh", "link", "name", "target"])
  }

  @Test(arguments: [true, false])
  func `a device or a pipe is not replaced`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    #expect(unsafe folder("pipe").withPlatformString { unsafe mkfifo($0, 0o600) } == 0)
    let failure = refusal {
      try Self.write("x", folder, isNameless).publish(at: folder("pipe"), replacing: true)
    }
    #expect(failure?.code == .cannotCreate)
    #expect(try FileStatus(at: folder("pipe"))?.kind == .other)
    #expect(try folder.tree() == ["pipe"])
  }

  // The second is like /dev/stdout: a link that leads to whatever is open, in another file system.
  @Test(arguments: ["/dev/null", "/proc/self/status"])
  func `a link to a device, or out of its file system, is not replaced`(_ target: String) throws {
    let folder = try TemporaryFolder()
    #expect(unsafe folder("link").withPlatformString { unsafe symlink(target, $0) } == 0)
    let failure = refusal { try Self.write("x", folder, true).publish(at: folder("link"), replacing: true) }
    #expect(failure?.code == .cannotCreate)
    #expect(try FileStatus(at: folder("link"), followingLinks: false)?.kind == .symbolicLink)
    #expect(try folder.tree() == ["link"])
  }

  @Test(arguments: [true, false])
  func `of many who publish one name exactly one wins, and whole`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    for round in 0..<10 {
      let name = "name\(round)"
      let threads = try (0..<8).map { number in
        try WorkerThread("publisher") { () throws(Failure) -> Int? in
          let file = try NewFile(in: folder.path, isNameless: isNameless)
          try file.write([UInt8](repeating: UInt8(number), count: 10_000))
          do throws(Failure) { try file.publish(at: folder(name), durable: false) } catch {
            guard error.code == .alreadyExists else { throw error }
            return nil
          }
          return number
        }
      }
      let winners = try threads.compactMap { try $0.join() }
      #expect(winners.count == 1)
      #expect(try folder.bytes(name) == [UInt8](repeating: UInt8(winners.first ?? 99), count: 10_000))
    }
    #expect(try folder.tree() == (0..<10).map { "name\($0)" })
  }

  @Test(arguments: [true, false])
  func `who reads while others replace always sees a whole file`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.file("name", [UInt8](repeating: 0, count: 10_000))
    let threads = try (1...4).map { number in
      try WorkerThread("replacer") { () throws(Failure) in
        for _ in 0..<50 {
          let file = try NewFile(in: folder.path, isNameless: isNameless)
          try file.write([UInt8](repeating: UInt8(number), count: 10_000))
          try file.publish(at: folder("name"), replacing: true, durable: false)
        }
      }
    }
    for _ in 0..<200 {
      let bytes = try folder.bytes("name")
      #expect(bytes.count == 10_000)
      #expect(Set(bytes).count == 1)
    }
    for thread in threads { try thread.join() }
    #expect(try folder.tree() == ["name"])
  }

  @Test(arguments: [true, false])
  func `a folder that is missing, is a file, or may not be written is refused`(_ isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", [])
    for path in [folder("missing"), file] {
      #expect(refusal { try NewFile(in: path, isNameless: isNameless) }?.code == .noSuchFile)
    }
    let path = folder.path
    let failure = refusal {
      try asOrdinaryUser { () throws(Failure) in
        if geteuid() != 0 { _ = unsafe path.withPlatformString { unsafe chmod($0, 0o500) } }
        _ = try NewFile(in: path, isNameless: isNameless)
      }
    }
    #expect(failure?.code == .permissionDenied)
  }

  @Test func `a mode is given to the file`() throws {
    let folder = try TemporaryFolder()
    let file = try NewFile(in: folder.path, mode: .ownerReadWriteExecute)
    try file.publish(at: folder("name"))
    #expect(try FileStatus(at: folder("name"))?.mode == .ownerReadWriteExecute)
  }
}
