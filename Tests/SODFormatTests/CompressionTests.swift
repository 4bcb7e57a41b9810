import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import SODFormat

/// Containers whose sender asked for compression.
@Suite struct CompressionTests {
  let fixture: Fixture = {
    var fixture = Fixture()
    fixture.files = [("a.txt", [UInt8](repeating: 65, count: 900_000)), ("b.bin", content(300_000))]
    return fixture
  }()

  private func tar(_ file: [UInt8]) throws -> [UInt8] {
    let packed = try Age.decrypt(file, with: [fixture.reader])
    let outcome = try StockProgram("zstd").run(["-dc"], input: packed)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// The archive of a container, changed and compressed again by a co-recipient.
  private func forge(_ change: (inout [UInt8]) throws -> Void) throws -> [UInt8] {
    var archive = try Age.decrypt(try fixture.pack(), with: [fixture.reader])
    try change(&archive)
    return try seal(archive)
  }

  private func seal(_ archive: [UInt8]) throws -> [UInt8] {
    let output = Collector()
    let sink = try ZstdSink(to: output)
    try sink.write(archive)
    try sink.finish()
    return try Age.encrypt(output.bytes, to: [fixture.reader.ageRecipient])
  }

  @Test func `all that is allowed is decompressed, and not a byte more`() throws {
    let output = Collector()
    let sink = try ZstdSink(to: output)
    try sink.write(content(1000))
    try sink.finish()
    for (limit, code) in [(Int64(1000), nil), (999, Failure.Code.compressionBomb)] {
      let source = try ZstdSource(MemorySource(output.bytes), limit: limit)
      let refusal = failure { () throws(Failure) in
        try source.readAll(limit: 2000, excess: Failure(.internalError, "too much"))
      }
      #expect(refusal?.code == code)
    }
  }

  @Test func `a passphrase stands alone in the header, without the mark`() throws {
    let word = try #require(Passphrase(SecretBytes(copying: Array("word".utf8))))
    let seal = try SODSeal(
      to: [SODRecipient(AgeRecipient(AgePassphrase(word, workFactor: 4)))], isCompressed: true)
    #expect(seal.header.stanzas.map(\.type) == ["scrypt"])
  }

  @Test func `what is not finished is never whole`() throws {
    let output = Collector()
    do {
      let sink = try ZstdSink(to: output)
      try sink.write(content(300_000))
    }
    let refusal = failure { () throws(Failure) in
      try ZstdSource(MemorySource(output.bytes), limit: 1 << 20)
        .readAll(limit: 1 << 20, excess: Failure(.internalError, "too much"))
    }
    #expect(refusal?.code == .containerInvalid)
  }

  @Test func `a compressed container is smaller, and says so to everybody`() throws {
    let file = try fixture.pack(compressed: true)
    #expect(file.count < 350_000)
    #expect(
      try AgeHeader.read(from: MemorySource(file)).header.stanzas.map(\.type) == [
        "X25519", "X25519", "sod-zstd",
      ])
    #expect(try SODInspection(MemorySource(file)).isCompressed == true)
    #expect(try SODInspection(MemorySource(fixture.pack())).isCompressed == false)
    #expect(try fixture.open(file).isCompressed)
    #expect(try !fixture.open(fixture.pack()).isCompressed)
    #expect(try fixture.verdict(file) == nil)
  }

  @Test func `nothing is compressed unless that is asked for`() throws {
    let packed = try Age.decrypt(try fixture.pack(), with: [fixture.reader])
    #expect(packed.starts(with: Array("manifest.json".utf8)))
  }

  @Test func `tar of the system takes it with --zstd`() throws {
    let packed = try Age.decrypt(try fixture.pack(compressed: true), with: [fixture.reader])
    let outcome = try StockProgram("tar").run(["--zstd", "-xO", "documents/001-a.txt"], input: packed)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output == fixture.files[0].content)
  }

  @Test func `what zstd of the system compressed is taken too`() throws {
    let archive = try Age.decrypt(try fixture.pack(), with: [fixture.reader])
    let packed = try StockProgram("zstd").run(["-c", "-19", "--check"], input: archive)
    #expect(try fixture.verdict(Age.encrypt(packed.output, to: [fixture.reader.ageRecipient])) == nil)
  }

  @Test func `a share keeps it compressed, and says so`() throws {
    let partner = Identity.generate(at: Fixture.now)
    let file = try fixture.share(try fixture.pack(compressed: true), by: fixture.reader, to: [partner])
    #expect(try SODInspection(MemorySource(file)).isCompressed == true)
    #expect(try fixture.verdict(file, as: partner) == nil)
  }

  @Test func `a bomb before the manifest, behind it, and behind the end are refused`() throws {
    let zeros = [UInt8](repeating: 0, count: 20 << 20)
    let before = try seal(zeros)
    #expect(before.count < 10_000)
    let refusal = try fixture.verdict(before)
    #expect(refusal?.code == .compressionBomb || refusal?.code == .containerInvalid)
    let behind = try forge { $0 += zeros }
    #expect(try fixture.verdict(behind)?.code == .compressionBomb)
    // Folders are passed over, and there may be any number of them.
    let folder = Array(Ustar([.init(path: "documents", type: UInt8(ascii: "5"))]).bytes.prefix(512))
    let folders = try forge { archive in
      archive.insert(contentsOf: (0..<40_000).flatMap { _ in folder }, at: 512 + (try self.manifestBlocks()))
    }
    #expect(try fixture.verdict(folders)?.code == .compressionBomb)
    let front = try seal((0..<40_000).flatMap { _ in folder })
    #expect(try fixture.verdict(front)?.code == .compressionBomb)
  }

  private func manifestBlocks() throws -> Int {
    let size = try fixture.open(try fixture.pack()).ownFiles[0].content.count
    return (size + 511) / 512 * 512
  }

  @Test func `a manifest larger than one may be is refused before it is decompressed`() throws {
    var entry = Ustar.Entry(path: "manifest.json")
    entry.content = [UInt8](repeating: 32, count: (16 << 20) + 1)
    #expect(try fixture.verdict(seal(Ustar([entry]).bytes))?.code == .manifestTooLarge)
  }

  @Test func `a forgery is refused as it is without compression`() throws {
    let file = try forge { $0[1_000_000] ^= 1 }
    #expect(try fixture.verdict(file)?.code == .altered)
    #expect(try fixture.verdict(try forge { $0 += [1] })?.code == .notListed)
  }

  @Test func `compressed bytes that are damaged are no container`() throws {
    var packed = try Age.decrypt(try fixture.pack(compressed: true), with: [fixture.reader])
    packed.replaceSubrange(100..<200, with: [UInt8](repeating: 0xFF, count: 100))
    let refusal = try fixture.verdict(Age.encrypt(packed, to: [fixture.reader.ageRecipient]))
    #expect(
      refusal?.code == .containerInvalid || refusal?.code == .altered || refusal?.code == .manifestInvalid)
  }

  @Test func `a cut anywhere is truncated, with its place, and a change is not`() throws {
    let file = try fixture.pack(compressed: true)
    for cut in [100, 70_000, 140_000, 200_000, file.count - 10, file.count - 40, file.count - 1000] {
      let refusal = try fixture.verdict(Array(file.prefix(cut)))
      #expect(refusal?.code == .truncated && refusal?.message.contains("byte \(cut)") == true, "\(cut)")
    }
    for place in [70_000, file.count - 5, file.count - 1000] {
      var changed = file
      changed[place] ^= 1
      #expect(try fixture.verdict(changed)?.code == .altered, "\(place)")
    }
    var small = Fixture()
    small.files = [("a.txt", content(300))]
    let short = try small.pack(compressed: true)
    for cut in [short.count - 1, short.count - 30, short.count - 400] {
      #expect(try small.verdict(Array(short.prefix(cut)))?.code == .truncated, "\(cut)")
    }
    var changed = short
    changed[short.count - 300] ^= 1
    #expect(try small.verdict(changed)?.code == .altered)
  }
}
