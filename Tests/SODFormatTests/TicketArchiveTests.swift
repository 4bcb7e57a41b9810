import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import SODFormat

@Suite struct TicketArchiveTests {
  @Test func `the sum of gzip is the published one`() {
    var sum = CRC32()
    let bytes = Array("123456789".utf8)
    sum.add(unsafe bytes.span.bytes)
    #expect(sum.value == 0xCBF4_3926)
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 300_000])
  func `stock tar reads it, whatever the files' sizes`(size: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path.appending("t.tar.gz")
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
    let file = try NewFile(for: path)
    let archive = try TicketArchive(to: file, modified: 1_795_514_400)
    try archive.add("t/content", content)
    try archive.add("t/note.txt", Array("note".utf8))
    try archive.finish()
    try file.publish(at: path)
    let outcome = try StockProgram("tar").run(["-xzf", path.string, "-C", folder.path.string])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try TemporaryFolder.bytes(folder.path.appending("t/content")) == content)
    #expect(try TemporaryFolder.bytes(folder.path.appending("t/note.txt")) == Array("note".utf8))
  }
}
