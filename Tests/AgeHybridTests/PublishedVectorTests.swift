import AgeFormat
import AgeHybrid
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// The vectors that are published for the specification. They are not part of this project:
/// `AGE_VECTORS` names the folder that somebody has put them into.
@Suite struct PublishedVectorTests {
  static let folder = ProcessEnvironment.current.path("AGE_VECTORS")

  static let names: [String] = {
    guard let folder else { return [] }
    let listed = try? StockProgram("ls").run(["-1", folder.string])
    return listed?.text.split(separator: "\n").map(String.init) ?? []
  }()

  @Test(.enabled(if: folder != nil, "AGE_VECTORS names no folder of the published vectors"))
  func `the folder holds vectors`() { #expect(!Self.names.isEmpty) }

  @Test(
    .enabled(if: folder != nil, "AGE_VECTORS names no folder of the published vectors"), arguments: names)
  func `a published vector ends as it says, and gives out no other byte`(name: String) throws {
    let folder = try #require(Self.folder)
    let vector = try AgeVector(TemporaryFolder.bytes(folder.appending(name)))
    let outcome = vector.run()
    #expect(outcome.ending == vector.expectation, "\(name): \(outcome.failure?.message ?? "success")")
    if let payload = vector.payload {
      #expect(outcome.payload == payload, "\(name): \(outcome.released) bytes came out")
    } else {
      #expect(outcome.released == 0, "\(name)")
    }
    // What is no valid armour must not be taken for something else by whoever looks itself.
    if vector.expectation == .armorFailure {
      #expect(
        refusal { try Age.decrypt(vector.file, with: vector.identities) } != nil, "\(name)")
    }
  }

  @Test(
    .enabled(if: folder != nil, "AGE_VECTORS names no folder of the published vectors"), arguments: names)
  func `a valid vector is written again byte for byte`(name: String) throws {
    let folder = try #require(Self.folder)
    let vector = try AgeVector(TemporaryFolder.bytes(folder.appending(name)))
    guard ![.armorFailure, .headerFailure].contains(vector.expectation) else { return }
    var file = vector.file
    if vector.isArmored {
      let excess = Failure(.internalError, "")
      file = try ArmorReader(MemorySource(file)).readAll(limit: .max, excess: excess)
      let sink = MemorySink(limit: .max, excess: excess)
      let writer = ArmorWriter(sink)
      try writer.write(file)
      try writer.finish()
      // Line ends and white space around it are all that may differ.
      let text = String(decoding: vector.file.filter { $0 != 0x0D }, as: UTF8.self)
      #expect(String(decoding: sink.bytes, as: UTF8.self) == text.trimmingBlanks + "\n", "\(name)")
      #expect(ArmorWriter.size(of: Int64(file.count)) == Int64(sink.bytes.count))
    }
    let header = try AgeHeader.read(from: MemorySource(file)).header
    #expect(header.serialized == Array(file.prefix(header.byteCount)), "\(name)")
    #expect(header.stanzas.map(\.text).joined() == Self.stanzaLines(file, header), "\(name)")
  }

  private static func stanzaLines(_ file: [UInt8], _ header: AgeHeader) -> String {
    let text = String(decoding: file.prefix(header.byteCount), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast(2)
      .map { $0 + "\n" }.joined()
  }
}
