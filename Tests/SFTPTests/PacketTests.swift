import Records
import Testing

@testable import SFTP

@Suite struct PacketTests {
  private func encoded(_ type: PacketType, _ fields: (inout PacketEncoder) -> Void) -> [UInt8] {
    var encoder = PacketEncoder()
    encoder.packet(type, id: 7, fields)
    return encoder.bytes
  }

  private func reply(_ type: PacketType, _ fields: (inout PacketEncoder) -> Void) throws(Failure) -> Reply {
    try Reply(parsing: PacketDecoder(Array(encoded(type, fields).dropFirst(4))))
  }

  @Test func `a packet is a length, a type, an id and fields in network order`() {
    let bytes = encoded(.read) {
      $0.string([0xAA])
      $0.integer(UInt64(0x0102))
      $0.integer(UInt32(3))
    }
    #expect(
      bytes == [0, 0, 0, 22, 5, 0, 0, 0, 7, 0, 0, 0, 1, 0xAA, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 3])
  }

  @Test func `attributes come back as they were written`() throws {
    var attributes = FileAttributes(size: 1 << 40, permissions: 0o100640)
    attributes.owner = (1000, 100)
    attributes.accessed = 5
    attributes.modified = 6
    for sample in [attributes, FileAttributes(), FileAttributes(permissions: 0o644)] {
      #expect(try reply(.attrs) { $0.attributes(sample) }.body == .attributes(sample))
    }
  }

  @Test func `extended attributes are passed over`() throws {
    let body = try reply(.attrs) {
      $0.integer(UInt32(0x8000_0001))
      $0.integer(UInt64(9))
      $0.integer(UInt32(1))
      $0.string("acl@example.org")
      $0.string("x")
    }.body
    #expect(body == .attributes(FileAttributes(size: 9)))
  }

  @Test func `every kind of reply is read`() throws {
    let handle = try reply(.handle) { $0.string([1, 2]) }
    #expect(handle.id == 7 && handle.body == .handle([1, 2]))
    #expect(try reply(.data) { $0.string([1, 2, 3]) }.body == .data(9..<12))
    #expect(
      try reply(.status) {
        $0.integer(UInt32(2))
        $0.string("No such\u{1B}[31m file\n")
        $0.string("en")
      }.body == .status(.noSuchFile, message: "No such\u{FFFD}[31m file\u{FFFD}"))
    #expect(try reply(.status) { $0.integer(UInt32(0)) }.body == .status(.ok, message: ""))
    #expect(
      try reply(.name) {
        $0.integer(UInt32(1))
        $0.string([0xFF])
        $0.string("long name")
        $0.attributes(FileAttributes(size: 1))
      }.body == .names([DirectoryEntry(name: [0xFF], attributes: FileAttributes(size: 1))]))
  }

  @Test func `a reply cut at any byte is refused`() throws {
    let whole = Array(
      encoded(.name) {
        $0.integer(UInt32(1))
        $0.string("name")
        $0.string("long")
        $0.attributes(FileAttributes(size: 1, permissions: 2))
      }.dropFirst(4))
    for length in 0..<whole.count {
      let cut = try failure { _ = try Reply(parsing: PacketDecoder(Array(whole.prefix(length)))) }
      #expect(cut.code == .sftpProtocol)
    }
  }

  @Test func `a list that claims more names than it can hold reserves nothing`() throws {
    let refused = try failure { _ = try reply(.name) { $0.integer(UInt32.max) } }
    #expect(refused.code == .sftpProtocol)
  }

  @Test func `endless extended attributes end with the packet`() throws {
    let refused = try failure {
      _ = try reply(.attrs) {
        $0.integer(UInt32(0x8000_0000))
        $0.integer(UInt32.max)
      }
    }
    #expect(refused.code == .sftpProtocol)
  }

  @Test func `a handle longer than the draft allows is refused`() throws {
    let long = [UInt8](repeating: 1, count: 257)
    #expect(try failure { _ = try reply(.handle) { $0.string(long) } }.code == .sftpProtocol)
  }

  @Test(arguments: [UInt8(0), 1, 5, 99, 106, 202, 255])
  func `a packet of another type is no reply`(type: UInt8) throws {
    #expect(try failure { _ = try reply(PacketType(rawValue: type)) { _ in } }.code == .sftpProtocol)
  }

  @Test(arguments: [
    (UInt32(1), "", Failure.Code.remoteFailure), (2, "", .remoteNoSuchFile), (3, "", .remotePermissionDenied),
    (4, "Failure", .remoteFailure), (4, "write: No space left on device", .remoteDiskFull),
    (4, "Disk quota exceeded", .remoteDiskFull), (5, "", .sftpProtocol), (7, "", .connectionLost),
    (8, "", .remoteUnsupported), (10, "", .remoteNoSuchFile), (11, "", .remoteExists),
    (14, "", .remoteDiskFull),
    (15, "", .remoteDiskFull), (4000, "", .remoteFailure),
  ])
  func `a status becomes a failure with its own code`(code: UInt32, message: String, word: Failure.Code) {
    #expect(StatusCode(rawValue: code).failure(message, doing: "x")?.code == word)
    #expect(StatusCode.ok.failure("", doing: "x") == nil)
  }
}

@Suite struct ServerFeaturesTests {
  private func features(_ version: UInt32, _ pairs: [(String, String)] = []) throws(Failure) -> ServerFeatures
  {
    var encoder = PacketEncoder()
    encoder.packet(.version) {
      $0.integer(version)
      for (name, data) in pairs {
        $0.string(name)
        $0.string(data)
      }
    }
    return try ServerFeatures(parsing: PacketDecoder(Array(encoder.bytes.dropFirst(4))))
  }

  @Test func `extensions are read, unknown ones too`() throws {
    let features = try features(3, [("hardlink@openssh.com", "1"), ("new@example.org", "")])
    #expect(features.offers(ServerFeatures.hardlink) && features.offers("new@example.org"))
    #expect(!features.offers(ServerFeatures.fsync))
  }

  @Test func `version 2 is refused, a later one answers in version 3`() throws {
    #expect(try failure { _ = try features(2) }.code == .sftpProtocol)
    #expect(try features(6).extensions.isEmpty)
  }

  @Test(arguments: [
    (UInt64(262_144), UInt64(261_120), UInt64(261_120), UInt64(261_120), UInt64(261_120)),
    (0, 0, 0, 32_768, 32_768), (34_000, 1 << 40, 20_000, 32_976, 20_000),
    (.max, .max, .max, 261_120, 261_120), (5_000, 1, 1, 1_024, 1_024),
  ])
  func `limits stay within what our buffers hold`(
    packet: UInt64, read: UInt64, write: UInt64, takenRead: UInt64, takenWrite: UInt64
  ) throws {
    var encoder = PacketEncoder()
    for value in [packet, read, write, 0] { encoder.integer(value) }
    let limits = try ServerFeatures.Limits(parsing: encoder.bytes)
    #expect(limits.read == takenRead && limits.write == takenWrite)
  }
}
