import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import SODFormat

/// Makes the seeds anew, where `SO_MAKE_SEEDS=1` says so: after the format has changed. With the
/// name of a reader, only its own.
@Suite struct SeedMaker {
  static let wanted = ProcessEnvironment.current.text("SO_MAKE_SEEDS")
  static let identity = X25519PrivateKey(SecretBytes(copying: [UInt8](repeating: 7, count: 32))).map {
    Identity($0)
  }

  @Test(.enabled(if: wanted != nil, "the seeds are kept"))
  func `the seeds are made`() throws {
    let identity = try #require(Self.identity)
    for reader in FuzzedReader.allCases {
      let folder = FuzzSeeds.folder.appending(reader.rawValue)
      if try FileStatus(at: folder) == nil { try FileSystem.makeDirectory(folder) }
    }
    let plain = Array("a document\n".utf8)
    let file = try Age.encrypt(plain, to: [identity.ageRecipient])
    try write(.age, "whole", file)
    try write(.age, "whole-empty", Age.encrypt([], to: [identity.ageRecipient]))
    try write(.age, "whole-armored", Age.encrypt(plain, to: [identity.ageRecipient], armored: true))
    let others = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAqC9Yh0q6Gk7i5Sf8XW6W0Kj1vYy6b6o2m1T1mYB5Zq",
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
    ].compactMap { AgeRecipient($0) }
    try write(.age, "others", Age.encrypt(plain, to: others))
    let grease = Array("age-encryption.org/v1\n-> x-grease a ~ !\nAAAA\n".utf8)
    try write(.age, "grease", grease + file.dropFirst(22))
    for (name, size) in [("whole", 100), ("whole-line", 48), ("whole-empty", 0)] {
      try write(.armor, name, armored([UInt8](repeating: 0xA5, count: size)))
    }
    let text = String(decoding: try armored(plain), as: UTF8.self)
    try write(
      .armor, "whole-crlf",
      Array((" \r\n" + text.split(separator: "\n").joined(separator: "\r\n") + "\r\n").utf8))
    let archive = try container(identity)
    try write(.archive, "whole", archive)
    let entries = Ustar(parsing: archive).entries
    try write(.archive, "unsigned", Ustar(entries.dropLast().map(\.self)).bytes)
    for (reader, path) in [
      (FuzzedReader.manifest, "manifest.json"), (.sums, "SHA256SUMS"), (.signature, "SHA256SUMS.sig"),
    ] {
      let place = try #require(entries.firstIndex { $0.path == path })
      try write(reader, "whole", entries[place].content)
    }
    try writeTars()
    try writeKeys()
    try writeShares(identity)
  }

  /// Of the whole container that is kept: by its sender, in both kinds, and by somebody else.
  private func writeShares(_ identity: Identity) throws {
    let path = FuzzSeeds.folder.appending("archive").appending("whole")
    let archive = try TemporaryFolder.bytes(path)
    let file = try Age.encrypt(archive, to: [identity.ageRecipient])
    let policy = SODPolicy(trusted: [identity.signer], now: Timestamp(milliseconds: 1_795_000_000_000))
    let verdict = try SODReader(MemorySource(file), keys: [SODKey(identity)], policy: policy).verify()
    func statement(by sharer: Identity, to reader: Identity, replacing old: String? = nil) throws -> [UInt8] {
      try ShareStatement(
        container: verdict.manifest.id, content: verdict.contentDigest, previous: nil,
        created: Timestamp(milliseconds: 1_791_000_000_000), sharer: sharer.signer, replaced: old,
        recipients: [
          ManifestRecipient(encryption: reader.recipientText, signing: reader.signer, name: "reader")
        ]
      ).signed(by: sharer.signing)
    }
    let other = Identity.generate(at: Timestamp(milliseconds: 1_790_000_000_000))
    try write(.share, "whole", statement(by: identity, to: other))
    try write(
      .share, "whole-rekey", statement(by: identity, to: identity, replacing: identity.recipientText))
    try write(.share, "outsider", statement(by: other, to: identity))
  }

  private func writeTars() throws {
    try write(.tar, "whole", Ustar([.init(path: "a/b", content: [1, 2, 3]), .init(path: "c")]).bytes)
    try write(
      .tar, "whole-long", Ustar([.init(path: String(repeating: "n", count: 150), content: [1])]).bytes)
    try write(.tar, "link", Ustar([.init(path: "a", type: UInt8(ascii: "2"), link: "/etc")]).bytes)
    try write(.tar, "above", Ustar([.init(path: "../a", content: [1])]).bytes)
    let folder = try TemporaryFolder()
    try folder.file(String(repeating: "é", count: 70), [1, 2, 3])
    #expect(try StockProgram("truncate").run(["-s", "1M", folder("holes").string]).status == 0)
    for (name, options) in [
      ("whole-pax", ["--format=pax", "--exclude=holes"]), ("holes", ["-S", "--format=gnu"]),
      ("holes-pax", ["-S", "--format=pax"]),
    ] {
      let names = try FileSystem.names(in: folder.path).map(\.string).sorted()
      let outcome = try StockProgram("tar").run(
        ["-c", "-b1"] + options + ["-C", folder.path.string] + names)
      try write(.tar, name, outcome.output)
    }
  }

  private func writeKeys() throws {
    let folder = try TemporaryFolder()
    let keygen = try StockProgram("ssh-keygen")
    for (name, options) in [
      ("whole", ["-t", "ed25519", "-N", ""]),
      ("whole-protected", ["-t", "ed25519", "-N", "word", "-a", "1"]),
      ("whole-rsa", ["-t", "rsa", "-b", "2048", "-N", ""]),
      ("whole-pem", ["-t", "rsa", "-b", "2048", "-N", "", "-m", "PEM"]),
      ("ecdsa", ["-t", "ecdsa", "-N", ""]),
    ] {
      #expect(try keygen.run(["-q", "-C", "", "-f", folder(name).string] + options).status == 0)
      try write(.key, name, folder.bytes(name))
      if name == "whole" || name == "whole-rsa" {
        try write(.key, name + "-public", folder.bytes(name + ".pub"))
      }
    }
  }

  private func container(_ identity: Identity) throws -> [UInt8] {
    let patient = PatientID.random()
    let contents: [[UInt8]] = [Array("a scan".utf8), [], Array("{\"schema\":\"so.patient/1\"}\n".utf8)]
    let items: [SODItem] = [
      .document(
        name: FileName(named: "sc än.dcm"), size: 6, mediaType: "application/dicom",
        category: .image,
        id: .random(), patient: patient),
      .document(name: FileName(named: "empty"), size: 0, mediaType: "text/plain"),
      .patient(patient, size: Int64(contents[2].count)),
    ]
    let sink = MemorySink(limit: .max, excess: Failure(.internalError, ""))
    let writer = try SODWriter(
      SODWriter.Options(created: Timestamp(milliseconds: 1_790_000_000_000)), items: items,
      to: [SODRecipient(identity.ageRecipient, signing: identity.signer)], sender: SODSender(identity),
      output: sink)
    for content in contents { try writer.add(MemorySource(content)) }
    try writer.finish()
    return try Age.decrypt(sink.bytes, with: [identity])
  }

  private func armored(_ bytes: [UInt8]) throws -> [UInt8] {
    let sink = MemorySink(limit: .max, excess: Failure(.internalError, ""))
    let writer = ArmorWriter(sink)
    try writer.write(bytes)
    try writer.finish()
    return sink.bytes
  }

  private func write(_ reader: FuzzedReader, _ name: String, _ bytes: [UInt8]) throws {
    guard ["1", reader.rawValue].contains(Self.wanted) else { return }
    let path = FuzzSeeds.folder.appending(reader.rawValue).appending(name)
    let file = try NewFile(in: FuzzSeeds.folder, mode: [.ownerReadWrite, .groupRead, .otherRead])
    try file.write(bytes)
    try file.publish(at: path, replacing: true)
  }
}
