import Foundation
import Keys
import NetClient
import Peers
import Platform
import Profile
import Records
import SFTP
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// The promises of the seam, on real FTPS servers.
@Suite struct FTPSFolderTests {
  static let makes: [FTPSServer.Make] = [
    .proftpd, .proftpdOverwrite, .proftpdHidden, .proftpdImplicit, .pyftpdlib,
  ]

  @Test(arguments: makes)
  func `R079 a file is sent, found, listed, fetched and removed`(_ make: FTPSServer.Make) throws {
    let site = try FTPSTestSite(make)
    let folder = try site.folder()
    let (source, bytes) = try site.file("a", 3 << 20)
    let observer = FolderRecorder()
    let upload = try folder.upload(
      source, sha256: site.sha256(bytes), as: "T-1.sod", from: nil, observer: observer)
    #expect(observer.isVerified && upload.proof == (make == .proftpdOverwrite ? "hash" : "size"))
    #expect(upload.reply?.hasPrefix("226") == true)
    #expect(observer.done == 3 << 20)
    #expect(observer.peers.first?.address == "127.0.0.1:\(site.server.port)")
    #expect(observer.peers.first?.fingerprint?.hasPrefix("SHA256:") == true)
    #expect(observer.peers.first?.greeting?.hasPrefix("220") == true)
    #expect(try folder.exists("T-1.sod") && !folder.exists("T-2.sod"))
    let entry = try #require(try folder.list(prefix: "T-").first)
    #expect(entry.name == "T-1.sod" && entry.size == 3 << 20 && entry.modified != nil)
    #expect(try folder.list(prefix: "x").isEmpty)
    let mode = try FileManager.default.attributesOfItem(atPath: site.server.root + "/T-1.sod")[
      .posixPermissions]
    #expect(mode as? Int == 0o640)
    let path = site.folder("fetched")
    #expect(
      try folder.download("T-1.sod", to: path, replacing: false, from: nil, observer: observer) == 3 << 20)
    #expect(try site.folder.bytes("fetched") == bytes)
    #expect(
      refusal { try folder.download("T-1.sod", to: path, replacing: false, from: nil, observer: observer) }?
        .code
        == .alreadyExists)
    try folder.remove("T-1.sod")
    #expect(try !folder.exists("T-1.sod"))
    #expect(refusal { try folder.remove("T-1.sod") }?.code == .remoteNoSuchFile)
    #expect(
      refusal {
        try folder.download("T-1.sod", to: site.folder("x"), replacing: false, from: nil, observer: observer)
      }?
      .code == .remoteNoSuchFile)
    #expect(try site.names() == [])
  }

  @Test(arguments: makes)
  func `what was ended is gone on with from its progress, or begun anew, and its part can be discarded`(
    _ make: FTPSServer.Make
  ) throws {
    let site = try FTPSTestSite(make)
    let (source, bytes) = try site.file("a", 12 << 20)
    let isOver = Switch()
    var limits = ServerLimits()
    limits.transfer.bytesPerSecond = 2 << 20
    limits.isCancelled = { isOver.isOn }
    let first = FolderRecorder()
    first.onProgress = { if $0 > 1 << 20 { isOver.turnOn() } }
    let failure = refusal {
      try site.folder(limits).upload(source, sha256: site.sha256(bytes), as: "x", from: nil, observer: first)
    }
    #expect(failure?.code == .transferCancelled)
    #expect(try !site.names().contains("x"))
    #expect(try site.folder().list(prefix: "").isEmpty)
    let second = FolderRecorder()
    let start = try site.folder().upload(
      source, sha256: site.sha256(bytes), as: "x", from: first.progress, observer: second
    ).resumedFrom
    #expect(try site.names() == ["x"] && (start > 1 << 19 || !second.notes.isEmpty))
    // ProFTPD with hidden names may have thrown away what it did not get to the end.
    #expect(second.notes == [] || make == .proftpdHidden)
    #expect(try site.bytes("x") == bytes)
    try Data([1]).write(to: URL(filePath: site.server.root + "/.part-y"))
    let folder = try site.folder()
    try folder.discardPart(of: "y")
    try folder.discardPart(of: "y")
    #expect(try site.names() == ["x"])
  }

  @Test(arguments: makes)
  func `a list of a folder that is missing says so`(_ make: FTPSServer.Make) throws {
    let site = try FTPSTestSite(make)
    var settings = site.settings()
    settings[.serverURL] = site.server.url + "/none"
    let folder = try ServerAccess(settings, site.profile).folder()
    #expect(refusal { try folder.list(prefix: "") }?.code == .remoteNoSuchFile)
  }

  @Test(arguments: makes)
  func `a small file appears whole, and nothing is overwritten`(_ make: FTPSServer.Make) throws {
    let site = try FTPSTestSite(make)
    let folder = try site.folder()
    let bytes = Array("receipt".utf8)
    try folder.writeSmall(bytes, as: "r")
    #expect(try folder.readSmall("r", limit: 7) == bytes)
    #expect(refusal { try folder.readSmall("r", limit: 6) }?.code == .remoteTooLarge)
    #expect(refusal { try folder.readSmall("none", limit: 6) }?.code == .remoteNoSuchFile)
    #expect(refusal { try folder.writeSmall([1], as: "r") }?.code == .remoteExists)
    #expect(try folder.readSmall("r", limit: 100) == bytes)
    #expect(try site.names() == ["r"])
  }

  @Test(arguments: ["", ".", "..", "a/b", "../x", "a\u{0}", "a\r\nDELE b", "a\nb"])
  func `a name that is no single component, or more than one command, is refused`(_ name: String) throws {
    let site = try FTPSTestSite(.pyftpdlib)
    let folder = try site.folder()
    #expect(refusal { try folder.remove(name) }?.code == .locationInvalid)
    #expect(refusal { try folder.writeSmall([1], as: name) }?.code == .locationInvalid)
    #expect(refusal { try folder.discardPart(of: name) }?.code == .locationInvalid)
  }

  @Test func `small things go on by a new connection when the server was started again`() throws {
    let site = try FTPSTestSite(.pyftpdlib)
    let folder = try site.folder()
    try folder.writeSmall([1], as: "a")
    #expect(try folder.exists("a"))
    try site.server.restart()
    #expect(try folder.exists("a"))
  }

  @Test func `a name that is taken is left alone, and one that is our own is known`() throws {
    let site = try FTPSTestSite(.pyftpdlib)
    let (source, bytes) = try site.file("a", 1 << 20)
    let sha256 = site.sha256(bytes)
    try Data([1]).write(to: URL(filePath: site.server.root + "/x"))
    let folder = try site.folder()
    #expect(
      refusal { try folder.upload(source, sha256: sha256, as: "x", from: nil, observer: FolderRecorder()) }?
        .code
        == .remoteExists)
    #expect(try site.bytes("x") == [1])
    // The connection dies between the renaming and its answer.
    let observer = FolderRecorder()
    _ = try folder.upload(source, sha256: sha256, as: "y", from: nil, observer: observer)
    let again = FolderRecorder()
    _ = try folder.upload(source, sha256: sha256, as: "y", from: observer.progress, observer: again)
    #expect(again.notes.contains { $0.hasPrefix("the file had its name already") })
    // With the same progress, a file of another size is somebody else's.
    try Data([1]).write(to: URL(filePath: site.server.root + "/y"))
    #expect(
      refusal {
        try folder.upload(source, sha256: sha256, as: "y", from: observer.progress, observer: again)
      }?.code
        == .remoteExists)
    // Taken while the file was sent.
    let late = FolderRecorder()
    late.onVerified = { try? Data([2]).write(to: URL(filePath: site.server.root + "/z")) }
    #expect(
      refusal { try folder.upload(source, sha256: sha256, as: "z", from: nil, observer: late) }?.code
        == .remoteExists)
    #expect(try site.bytes("z") == [2])
  }

  @Test func `a part that somebody altered is noticed by its size, by the hash, and by reading back`() throws
  {
    func run(_ site: FTPSTestSite, _ verification: UploadVerification, _ content: [UInt8]?) throws -> (
      Failure?, String?, [String]
    ) {
      let (source, bytes) = try site.file("a", 2 << 20)
      var part = content ?? Array(bytes[..<(1 << 20)])
      if content == nil { part[5000] ^= 1 }
      try Data(part).write(to: URL(filePath: site.server.root + "/.part-x"))
      var checkpoint = StreamCheckpoint(source.identity(sha256: site.sha256(bytes)))
      checkpoint.moved = 1 << 20
      var limits = ServerLimits()
      limits.verification = verification
      let observer = FolderRecorder()
      var proof: String?
      let failure = refusal {
        proof = try site.folder(limits).upload(
          source, sha256: site.sha256(bytes), as: "x", from: checkpoint.object, observer: observer
        ).proof
      }
      if failure != nil {
        // Nothing of it is left, and the next run begins anew.
        #expect(try site.names() == [])
        let again = try site.folder(limits).upload(
          source, sha256: site.sha256(bytes), as: "x", from: observer.progress, observer: observer)
        #expect(again.proof == (verification == .full ? "read_back" : "hash"))
      }
      if proof != "size" { #expect(try site.bytes("x") == bytes) }
      return (failure, proof, observer.notes)
    }
    #expect(try run(try FTPSTestSite(.pyftpdlib), .full, nil).0?.code == .remoteContentDiffers)
    #expect(
      try run(try FTPSTestSite(.pyftpdlib, habits: ["hash"]), .auto, nil).0?.code == .remoteContentDiffers)
    // Longer than the file: nothing of it is believed.
    let longer = try run(try FTPSTestSite(.pyftpdlib), .full, [UInt8](repeating: 7, count: 3 << 20))
    #expect(longer.0 == nil && longer.1 == "read_back")
    #expect(longer.2.contains { $0.contains("somebody changed") })
    let hash = try FTPSTestSite(.pyftpdlib, habits: ["wrong-hash"])
    let (source, bytes) = try hash.file("a", 1000)
    #expect(
      refusal {
        try hash.folder().upload(
          source, sha256: hash.sha256(bytes), as: "x", from: nil, observer: FolderRecorder())
      }?
      .code == .remoteContentDiffers)
    #expect(try hash.names() == [])
  }

  @Test func `a file that is another one than before is sent from its front`() throws {
    let site = try FTPSTestSite(.pyftpdlib)
    let (source, bytes) = try site.file("a", 1 << 20)
    try Data(bytes.prefix(1000)).write(to: URL(filePath: site.server.root + "/.part-x"))
    var checkpoint = StreamCheckpoint(FileIdentity(size: 1 << 20, modified: 1, sha256: nil))
    checkpoint.moved = 1000
    let observer = FolderRecorder()
    _ = try site.folder().upload(
      source, sha256: site.sha256(bytes), as: "x", from: checkpoint.object, observer: observer)
    #expect(observer.notes.contains { $0.contains("another one than before") })
    #expect(try site.bytes("x") == bytes)
  }

  @Test func `fetching goes on where it ended, and begins anew when the file is another one`() throws {
    let site = try FTPSTestSite(.proftpd)
    let (_, bytes) = try site.file("a", 8 << 20)
    let remote = URL(filePath: site.server.root + "/x")
    try Data(bytes).write(to: remote)
    // Servers tell whole seconds.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: remote.path)
    let isOver = Switch()
    var limits = ServerLimits()
    // The rest would take seven seconds: time to be ended in, on a machine that has much to do.
    limits.transfer.bytesPerSecond = 1 << 20
    limits.transfer.safetyInterval = .zero
    limits.isCancelled = { isOver.isOn }
    let first = FolderRecorder()
    first.onProgress = { if $0 > 1 << 19 { isOver.turnOn() } }
    let path = site.folder("fetched")
    #expect(
      refusal {
        try site.folder(limits).download("x", to: path, replacing: false, from: nil, observer: first)
      }?.code
        == .transferCancelled)
    #expect(!FileManager.default.fileExists(atPath: path.string))
    let second = FolderRecorder()
    var start: Int64?
    second.onProgress = { start = start ?? $0 }
    #expect(
      try site.folder().download("x", to: path, replacing: false, from: first.progress, observer: second) == 8
        << 20)
    #expect(second.notes == [] && start ?? 0 > 1 << 18)
    #expect(try site.folder.bytes("fetched") == bytes)
    // The part is there, and the file on the server has changed.
    _ = try site.folder.file("other.part", bytes)
    try Data(bytes.reversed()).write(to: remote)
    let third = FolderRecorder()
    _ = try site.folder().download(
      "x", to: site.folder("other"), replacing: false, from: first.progress, observer: third)
    #expect(third.notes.contains { $0.contains("another one") })
    #expect(try site.folder.bytes("other") == bytes.reversed())
  }

  @Test func `a server that cannot be used at all is said at once`() throws {
    let site = try FTPSTestSite(.pyftpdlib)
    var settings = site.settings()
    settings[.serverPassword] = "wrong"
    #expect(refusal { try ServerAccess(settings, site.profile).folder().exists("x") }?.code == .authFailed)
    settings[.serverCAFile] = "/none/ca.pem"
    #expect(refusal { try ServerAccess(settings, site.profile) }?.code == .noSuchFile)
    settings = site.settings()
    settings[.serverCAFile] = nil
    #expect(
      refusal { try ServerAccess(settings, site.profile).folder().exists("x") }?.code == .certificateUnknown)
    settings[.serverPassword] = nil
    #expect(refusal { try ServerAccess(settings, site.profile) }?.code == .settingMissing)
    let full = try FTPSTestSite(.proftpdFull)
    let (source, bytes) = try full.file("a", 100_001)
    #expect(
      refusal {
        try full.folder().upload(
          source, sha256: full.sha256(bytes), as: "x", from: nil, observer: FolderRecorder())
      }?
      .code == .remoteDiskFull)
    settings = full.settings()
    settings[.serverURL] = full.server.url + "/none"
    let missing = try ServerAccess(settings, full.profile).folder()
    #expect(
      refusal {
        try missing.upload(source, sha256: full.sha256(bytes), as: "x", from: nil, observer: FolderRecorder())
      }?
      .code == .remoteNoSuchFile)
  }
}
