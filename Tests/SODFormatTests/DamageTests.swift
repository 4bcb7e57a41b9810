import AgeFormat
import Keys
import Platform
import Records
import SODFormat
import Testing

/// What a bad disk, a broken transfer or an enemy without any key does to a container.
@Suite struct DamageTests {
  static let small: Fixture = {
    var fixture = Fixture()
    fixture.files = [("a.txt", content(300))]
    return fixture
  }()
  static let large: Fixture = {
    var fixture = Fixture()
    fixture.files = [("a.bin", content(200_000)), ("b.bin", content(100_000, seed: 3))]
    return fixture
  }()

  static func places(_ file: [UInt8], header: Int) -> [Int] {
    let payload = header + AgePayload.nonceSize
    var places = Array(stride(from: payload + 16, to: file.count, by: max(97, (file.count - payload) / 150)))
    for end in stride(from: payload, to: file.count, by: AgePayload.sealedChunkSize) {
      places += [end, end + 1, end + 15, end + 16, end + 17]
    }
    places += [file.count - 1, file.count - 15, file.count - 16, file.count - 17, file.count - 600]
    return places.filter { $0 < file.count }
  }

  @Test(arguments: [small, large]) func `a cut anywhere is truncated, with its place`(fixture: Fixture) throws
  {
    let file = try fixture.pack()
    let header = try AgeHeader.read(from: MemorySource(file)).header.byteCount
    for cut in [1, 10, 21, 60, header - 1, header, header + 8] + Self.places(file, header: header) {
      let failure = failure { () throws(Failure) in try fixture.open(Array(file.prefix(cut))).verify() }
      #expect(failure?.code == .truncated, "\(cut) of \(file.count)")
      #expect(failure?.message.contains("byte \(cut)") == true)
    }
    for cut in [header, header + 100, file.count - 1] {
      #expect(try fixture.verdict(Array(file.prefix(cut)))?.code == .truncated)
    }
  }

  @Test(arguments: [small, large]) func `a flipped bit anywhere in the payload is altered`(fixture: Fixture)
    throws
  {
    let file = try fixture.pack()
    let header = try AgeHeader.read(from: MemorySource(file)).header.byteCount
    for place in [header, header + 15] + Self.places(file, header: header) {
      var changed = file
      changed[place] ^= UInt8(1 << (place % 8))
      // Too short to tell: its only chunk does not open, and lacks the mark of its end.
      if file.count < 65536, isMark(place, header: header, size: file.count) { continue }
      let failure = failure { () throws(Failure) in try fixture.open(changed).verify() }
      #expect(failure?.code == .altered, "\(place) of \(file.count)")
    }
  }

  /// Whether a byte of a short container is one of those that tell a cut one.
  private func isMark(_ place: Int, header: Int, size: Int) -> Bool {
    let end = size - 16 - 1024 - 218
    return (end - 28..<end).contains(place)
  }

  @Test func `a flipped bit anywhere in the header is refused`() throws {
    let fixture = Self.small
    let file = try fixture.pack()
    let header = try AgeHeader.read(from: MemorySource(file)).header.byteCount
    for bit in 0..<header * 8 {
      var changed = file
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let refusal = failure { () throws(Failure) in try fixture.open(changed).verify() }
      let codes: [Failure.Code?] = [.ageHeaderInvalid, .wrongKey, .altered]
      #expect(codes.contains(refusal?.code), "bit \(bit)")
    }
  }

  @Test func `somebody else's identity gets wrong_key`() throws {
    let outsider = Identity.generate(at: Fixture.now)
    #expect(try Self.small.verdict(Self.small.pack(), as: outsider)?.code == .wrongKey)
  }

  @Test func `a header does not fit another container's payload`() throws {
    let one = try Self.small.pack()
    let other = try Self.small.pack()
    let size = try AgeHeader.read(from: MemorySource(one)).header.byteCount
    #expect(try Self.small.verdict(Array(one[..<size] + other[size...]))?.code == .altered)
  }

  @Test func `bytes behind a container are refused`() throws {
    let code = try Self.small.verdict(Self.small.pack() + [0])?.code
    #expect(code == .altered || code == .truncated)
    #expect(try Self.large.verdict(Self.large.pack() + content(70_000))?.code == .altered)
  }

  /// A container's front, header and nonce, and its chunks.
  private func pieces(_ file: [UInt8]) throws -> (front: [UInt8], chunks: [[UInt8]]) {
    let start = try AgeHeader.read(from: MemorySource(file)).header.byteCount + AgePayload.nonceSize
    let chunks = stride(from: start, to: file.count, by: AgePayload.sealedChunkSize).map {
      Array(file[$0..<min($0 + AgePayload.sealedChunkSize, file.count)])
    }
    return (Array(file[..<start]), chunks)
  }

  @Test func `chunks that are swapped, doubled or left out are refused at every place`() throws {
    let (front, chunks) = try pieces(Self.large.pack())
    #expect(chunks.count > 4)
    for place in chunks.indices {
      var doubled = chunks
      doubled.insert(chunks[place], at: place)
      #expect(try Self.large.verdict(front + doubled.joined())?.code == .altered, "doubled \(place)")
      var shorter = chunks
      shorter.remove(at: place)
      // Without the one before it, the short last chunk stands where a cut one would.
      let isCut = place >= chunks.count - 2
      #expect(
        try Self.large.verdict(front + shorter.joined())?.code == (isCut ? .truncated : .altered),
        "left out \(place)")
      for other in chunks.indices where other > place {
        var swapped = chunks
        swapped.swapAt(place, other)
        #expect(
          try Self.large.verdict(front + swapped.joined())?.code == .altered, "swapped \(place), \(other)")
      }
    }
  }

  @Test func `a container with a hundred thousand stanzas is refused by its header`() throws {
    let file = try Self.small.pack()
    let stanzas = [UInt8](Array(repeating: Array("-> x\n\n".utf8), count: 100_000).joined())
    let crowded = file[..<22] + stanzas + file[22...]
    #expect(try Self.small.verdict(Array(crowded))?.code == .ageHeaderInvalid)
  }

  @Test(arguments: [1, 511, 512]) func `a chunk of another container of the same key is no chunk of this`(
    seed: UInt64
  ) throws {
    var fixture = Self.large
    fixture.files[0].content = content(200_000, seed: seed + 7)
    let (front, chunks) = try pieces(Self.large.pack())
    let others = try pieces(fixture.pack()).chunks
    for place in chunks.indices {
      var mixed = chunks
      mixed[place] = others[place]
      #expect(try Self.large.verdict(front + mixed.joined())?.code == .altered, "chunk \(place)")
    }
  }
}
