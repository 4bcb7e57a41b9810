import Foundation
import Keys
import Platform
import Records
import SODFormat
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Exchange

/// The store keeps that a container is complete when somebody has it, and not before.
@Suite struct PlacedContainerTests {
  let practice: Practice
  let id = ContainerID.random()

  init() throws { practice = try Practice() }

  /// Packs to `name` in a folder of its own.
  ///
  /// - Parameter meanwhile: what somebody does while it is packed.
  private func pack(
    to path: FilePath, replacing: Bool = false, _ meanwhile: () -> Void = {}
  ) throws -> Packer.Outcome {
    var selection = PackSelection()
    selection.add(.folder(practice.anna.id))
    let file = try NewFile(for: path)
    let packer = try practice.packer()
    return try packer.pack(selection, id: id, to: file, at: path, replacing: replacing) { _, _ in meanwhile()
    }
  }

  private var isComplete: Bool {
    get throws {
      try practice.clinic.store.look { (snapshot) throws(Failure) in
        try snapshot.receiptExpectation(for: id) != nil
      }
    }
  }

  @Test func `a container with its name is complete`() throws {
    let path = practice.clinic.folder("x.sod")
    let outcome = try pack(to: path)
    #expect(try isComplete)
    #expect(try SHA256.digest(of: TemporaryFolder.bytes(path)) == outcome.sha256)
  }

  @Test func `one whose name was taken meanwhile is not complete, and what is there stays`() throws {
    let path = practice.clinic.folder("x.sod")
    let failure = refusal {
      try pack(to: path) { _ = try? practice.clinic.folder.file("x.sod", [1, 2, 3]) }
    }
    #expect(failure?.code == .alreadyExists)
    #expect(try !isComplete && TemporaryFolder.bytes(path) == [1, 2, 3])
    #expect(try practice.clinic.store.verify().problem == nil)
  }

  @Test func `one whose folder went meanwhile is not complete`() throws {
    let folder = practice.clinic.folder("out")
    try FileSystem.makeDirectory(folder)
    let failure = refusal {
      try pack(to: folder.appending("x.sod")) { try? FileManager.default.removeItem(atPath: folder.string) }
    }
    #expect(failure?.code == .noSuchFile)
    #expect(try !isComplete)
  }

  @Test func `one in whose place a device came is not complete`() throws {
    let path = practice.clinic.folder("x.sod")
    let failure = refusal {
      try pack(to: path, replacing: true) { unsafe mkfifo(path.string, 0o600) }
    }
    #expect(failure?.code == .cannotCreate)
    #expect(try !isComplete)
  }

  @Test func `one of which the store cannot keep that it is complete has no name`() throws {
    let path = practice.clinic.folder("x.sod")
    let store = practice.clinic.store
    let failure = refusal {
      try pack(to: path) {
        _ = try? store.write { (transaction) throws(Failure) in
          guard let record = try transaction.record(.container, id.text) else { return }
          try transaction.remove(record, action: .containerComplete)
        }
      }
    }
    #expect(failure != nil)
    #expect(try !isComplete && FileStatus(at: path) == nil)
  }
}
