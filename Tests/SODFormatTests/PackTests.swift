import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SODFormat
import TestSupport
import Testing

@Suite struct PackTests {
  let fixture = Fixture()

  private func writer(
    _ items: [SODItem], to recipients: [SODRecipient]? = nil, _ output: any ByteSink
  ) throws(Failure) -> SODWriter {
    try SODWriter(
      SODWriter.Options(created: Fixture.now), items: items,
      to: recipients ?? [SODRecipient(fixture.reader.ageRecipient)], sender: SODSender(fixture.sender),
      output: output)
  }

  private func item(_ name: [UInt8], _ size: Int) -> SODItem {
    .document(name: FileName(named: name), size: Int64(size), mediaType: "text/plain")
  }

  /// The paths that documents of these names get.
  private func paths(_ names: [[UInt8]]) throws -> [String] {
    try writer(names.map { item($0, 0) }, Collector()).manifest.entries.map(\.path)
  }

  @Test(arguments: [99, 101, 0, 5000])
  func `a source with more or fewer bytes than was said ends the packing`(size: Int) throws {
    let output = Collector()
    let writer = try writer([item([65], 100)], output)
    let refusal = failure { () throws(Failure) in try writer.add(MemorySource(content(size))) }
    #expect(refusal?.code == .changedWhileRead)
    #expect(refusal?.code.exit == .dataError)
    let read = failure { () throws(Failure) in try fixture.open(output.bytes).verify() }
    #expect(read?.code == .truncated)
  }

  @Test func `a writer that is given up leaves a cut file`() throws {
    let output = Collector()
    do {
      let writer = try writer([item([65], 100_000)], output)
      try writer.add(MemorySource(content(100_000)))
    }
    #expect(failure { () throws(Failure) in try fixture.open(output.bytes).verify() }?.code == .truncated)
  }

  @Test func `a sink that fails is not written again, and its failure is the one told`() throws {
    final class Full: ByteSink {
      var left: Int
      var writesAfter = -1
      init(_ left: Int) { self.left = left }
      func write(_ bytes: RawSpan) throws(Failure) {
        if left == 0 {
          writesAfter += 1
          throw Failure(.diskFull, "full")
        }
        left -= 1
      }
    }
    var refused = 0
    for writes in 0..<8 {
      let sink = Full(writes)
      let refusal = failure { () throws(Failure) in
        let writer = try writer([item([65], 500_000)], sink)
        try writer.add(MemorySource(content(500_000)))
        try writer.finish()
      }
      if refusal?.code == .diskFull { refused += 1 }
      #expect(refusal == nil || sink.writesAfter == 0)
    }
    #expect(refused >= 5)
  }

  @Test func `a source that fails passes its failure on`() throws {
    final class Broken: ByteSource {
      func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
        throw Failure(.ioError, "broken")
      }
    }
    let refusal = failure { () throws(Failure) in try writer([item([65], 10)], Collector()).add(Broken()) }
    #expect(refusal?.code == .ioError)
  }

  static let names: [([UInt8], String)] = [
    (Array("scan.dcm".utf8), "scan.dcm"), (Array("a b\tc\n.pdf".utf8), "a_b_c_.pdf"),
    (Array("Müller, Özgür.pdf".utf8), "Müller__Özgür.pdf"), (Array("日本.jpg".utf8), "日本.jpg"),
    (Array("..\\..\\passwd".utf8), "_.._passwd"), (Array("-rf".utf8), "rf"),
    (Array(".bashrc".utf8), "bashrc"),
    (Array("a\\b:c*?\"<>|$`'.txt".utf8), "a_b_c________.txt".replacing("c________", "c_________")),
    (Array("end...".utf8), "end"), (Array("...".utf8), "unnamed"), ([], "unnamed"),
    ([0x61, 0xff, 0xfe, 0x2e, 0x70], "a__.p"), (Array("a\u{202E}fdp.exe".utf8), "a_fdp.exe"),
    (Array("a\u{7F}b".utf8), "a_b"),
  ]

  @Test(arguments: names) func `a name is tamed`(name: [UInt8], tamed: String) throws {
    #expect(try paths([name]) == ["documents/001-\(tamed)"])
  }

  @Test func `names are numbered, cut to 200 bytes, and keep their ending`() throws {
    let long = Array(String(repeating: "ü", count: 300).utf8)
    let paths = try paths([[65], [65], long + Array(".dcm".utf8), long])
    #expect(paths[0] == "documents/001-A" && paths[1] == "documents/002-A")
    #expect(paths[2].hasSuffix("ü.dcm") && paths[2].utf8.count <= "documents/".utf8.count + 200)
    #expect(paths[3].utf8.count > 200 && paths[3].hasSuffix("ü"))
    let many = try self.paths(Array(repeating: [65], count: 1001))
    #expect(many[0] == "documents/0001-A" && many[1000] == "documents/1001-A")
  }

  @Test func `a name that is not UTF-8 comes back byte by byte`() throws {
    let name: [UInt8] = [0x61, 0xff, 0x80, 0x2e, 0x70]
    let output = Collector()
    let writer = try writer([item(name, 1)], output)
    try writer.add(MemorySource([7]))
    try writer.finish()
    let reader = try fixture.open(output.bytes)
    #expect(reader.manifest.entries[0].name.bytes == name)
    let folder = try TemporaryFolder()
    _ = try SODUnpacker.unpack(reader, into: folder.path)
    #expect(try folder.bytes("documents/001-a__.p") == [7])
  }

  @Test func `the size of the container is known before it is packed`() throws {
    for count in [0, 1, 65536, 200_000] {
      for name in ["a", String(repeating: "b", count: 150), "ü"] {
        let output = Collector()
        let writer = try writer([item(Array(name.utf8), count)], output)
        try writer.add(MemorySource(content(count)))
        try writer.finish()
        #expect(writer.size == Int64(output.bytes.count), "\(count) \(name)")
      }
    }
  }

  @Test func `every signature has the length that sizes are computed with`() throws {
    for _ in 0..<5 {
      let signature = try SSHSignature(signing: [1], namespace: SODWriter.namespace, with: .random())
      #expect(signature.armored.utf8.count == 294)
    }
  }

  @Test func `a container may be empty of documents`() throws {
    let output = Collector()
    try writer([], output).finish()
    #expect(try fixture.open(output.bytes).verify().manifest.entries.isEmpty)
  }

  @Test func `what no container may have is refused before a byte is written`() throws {
    let sink = Collector()
    #expect(failure { () throws(Failure) in try writer([], to: [], sink) }?.code == .recipientMissing)
    let many = Array(repeating: item([65], 0), count: SODLimits.entries + 1)
    #expect(failure { () throws(Failure) in try writer(many, sink) }?.code == .tooManyEntries)
    let patient = SODItem.patient(Fixture.patient, size: 1)
    #expect(failure { () throws(Failure) in try writer([patient, patient], sink) }?.code == .entryDuplicate)
    #expect(sink.bytes.isEmpty)
  }

  @Test func `a manifest longer than any line of the tools is read`() throws {
    let output = Collector()
    let items = (0..<6000).map { item(Array("IM\($0).dcm".utf8), 0) }
    let writer = try writer(items, output)
    for _ in items { try writer.add(MemorySource([])) }
    try writer.finish()
    #expect(writer.manifest.json.serialized.count > JSONValue.maximumLength)
    #expect(try fixture.open(output.bytes).verify().digests.count == items.count)
  }

  @Test func `equal containers bear different ids and bytes`() throws {
    let one = try fixture.pack()
    let other = try fixture.pack()
    #expect(one.suffix(1000) != other.suffix(1000))
    #expect(try fixture.open(one).manifest.id != fixture.open(other).manifest.id)
  }
}
