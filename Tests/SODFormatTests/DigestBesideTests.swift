import AgeFormat
import Keys
import Platform
import Records
import TestSupport
import Testing

@testable import SODFormat

/// Documents that are large enough for a digest on a thread of its own.
@Suite struct DigestBesideTests {
  static let large = content((3 << 20) + 4321)

  @Test(arguments: [1000, 65_537, 1 << 18, 1 << 20]) func `a digest made beside is the digest`(piece: Int)
    throws
  {
    let sink = Collector()
    let beside = try #require(DigestBeside(processors: 2))
    let digest = try beside.copy(PiecewiseSource(Self.large, size: piece), to: sink)
    #expect(digest == SHA256.digest(of: Self.large))
    #expect(sink.bytes == Self.large)
  }

  @Test func `on one processor there is no thread beside`() {
    #expect(DigestBeside(processors: 1) == nil)
  }

  @Test func `small and large documents are packed and verified alike`() throws {
    var fixture = Fixture()
    fixture.files = [
      ("large", Self.large), ("small", content(100)),
      ("on the threshold", content(Int(DigestBeside.threshold))),
      ("below it", content(Int(DigestBeside.threshold) - 1)), ("empty", []),
    ]
    let reader = try fixture.open(try fixture.pack())
    #expect(try reader.verify().digests == fixture.contents.map { SHA256.digest(of: $0) })
  }

  @Test func `a failure of the source or of the sink ends the thread, and is told`() throws {
    final class Torn: ByteSource {
      private let inner = MemorySource(DigestBesideTests.large)
      func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
        let count = try inner.read(into: &buffer)
        guard count > 0 else { throw Failure(.ioError, "torn") }
        return count
      }
    }
    final class Full: ByteSink {
      private var room = 1 << 20
      func write(_ bytes: RawSpan) throws(Failure) {
        room -= bytes.byteCount
        if room < 0 { throw Failure(.diskFull, "full") }
      }
    }
    for _ in 0..<10 {
      let one = try #require(DigestBeside(processors: 2))
      #expect(failure { () throws(Failure) in try one.copy(Torn(), to: Collector()) }?.code == .ioError)
      let other = try #require(DigestBeside(processors: 2))
      #expect(
        failure { () throws(Failure) in try other.copy(MemorySource(Self.large), to: Full()) }?.code
          == .diskFull)
    }
  }

  @Test(arguments: [-1, 1]) func `a large document of another length is changed`(difference: Int) throws {
    let fixture = Fixture()
    let item = SODItem.document(
      name: FileName(named: "a"), size: Int64(Self.large.count), mediaType: "text/plain")
    let writer = try SODWriter(
      SODWriter.Options(created: Fixture.now), items: [item], to: [SODRecipient(fixture.reader.ageRecipient)],
      sender: SODSender(fixture.sender), output: Collector())
    let bytes = difference < 0 ? Self.large.dropLast().map(\.self) : Self.large + [0]
    #expect(
      failure { () throws(Failure) in try writer.add(MemorySource(bytes)) }?.code == .changedWhileRead)
  }
}
