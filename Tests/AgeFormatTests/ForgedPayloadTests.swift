import AgeFormat
import Keys
import Platform
import Records
import Testing

/// Payloads that were cut, lengthened, shuffled or flipped.
@Suite struct ForgedPayloadTests {
  static let sealed = AgePayload.sealedChunkSize
  /// Three full chunks and a short one.
  static let plain = content(3 * AgePayload.chunkSize + 1000)

  struct File {
    var front: [UInt8]
    var chunks: [[UInt8]]
    var bytes: [UInt8] { front + chunks.flatMap(\.self) }

    init(_ plain: [UInt8]) throws {
      let file = try Age.encrypt(plain, to: [identity.ageRecipient])
      let size = try AgeHeader.read(from: MemorySource(file)).header.byteCount + AgePayload.nonceSize
      front = Array(file.prefix(size))
      let body = Array(file.dropFirst(size))
      chunks = stride(from: 0, to: body.count, by: sealed).map {
        Array(body[$0..<min($0 + sealed, body.count)])
      }
    }
  }

  static func refusal(_ file: [UInt8], expecting size: Int? = nil) -> Failure? {
    do throws(Failure) {
      let decryptor = try AgeDecryptor(source: MemorySource(file), identities: [identity])
      decryptor.expectedSize = size.map { Int64($0) }
      _ = try decryptor.readAll(limit: .max, excess: Failure(.ioError, ""))
      return nil
    } catch { return error }
  }

  @Test func `a cut at every boundary is called a cut, with its place`() throws {
    let file = try File(Self.plain)
    let bytes = file.bytes
    let front = file.front.count
    var boundaries: [Int] = [1, 21, 22, 60, front - 17, front - 16, front - 1, front]
    for chunk in 1...3 {
      let end = front + chunk * Self.sealed
      boundaries += [end, end + 1, end + 16]
    }
    for cut in boundaries {
      let failure = Self.refusal(Array(bytes.prefix(cut)))
      #expect(failure?.code == .truncated, "\(cut)")
      #expect(failure?.message.contains("byte \(cut)") == true, "\(cut): \(failure?.message ?? "")")
    }
  }

  @Test func `a cut within a chunk is called a cut where the size is known`() throws {
    let file = try File(Self.plain)
    let front = file.front.count
    let last = file.bytes.count - 1
    let cuts: [Int] = [17, 30000, Self.sealed + 17, 3 * Self.sealed - 1].map { front + $0 } + [last]
    for cut in cuts {
      let bytes = Array(file.bytes.prefix(cut))
      #expect(Self.refusal(bytes, expecting: Self.plain.count)?.code == .truncated, "\(cut)")
      #expect(Self.refusal(bytes)?.code == .altered, "\(cut)")
    }
  }

  @Test func `a flipped bit anywhere is called altered`() throws {
    let file = try File(Self.plain)
    let front = file.front.count
    var places: [Int] = [front - 16, front - 1, file.bytes.count - 16, file.bytes.count - 1]
    for chunk in 0...3 {
      let start = front + chunk * Self.sealed
      places += [start - 1, start, start + 500]
    }
    for place in places {
      var bytes = file.bytes
      bytes[place] ^= 0x20
      #expect(Self.refusal(bytes, expecting: Self.plain.count)?.code == .altered, "\(place)")
      #expect(Self.refusal(bytes)?.code == .altered, "\(place)")
    }
  }

  static let changes: [(String, @Sendable (inout [[UInt8]]) -> Void)] = [
    ("two chunks swapped", { $0.swapAt(0, 1) }),
    ("the last two swapped", { $0.swapAt(2, 3) }),
    ("a chunk doubled", { $0.insert($0[1], at: 1) }),
    ("the last doubled", { $0.append($0[3]) }),
    ("a chunk left out", { $0.remove(at: 1) }),
    ("the last put first", { $0.insert($0.removeLast(), at: 0) }),
    ("a byte behind the end", { $0[3].append(0) }),
    ("a full chunk behind the end", { $0.append([UInt8](repeating: 0, count: sealed)) }),
    ("an empty chunk behind the end", { $0.append([UInt8](repeating: 0, count: 16)) }),
  ]

  @Test(arguments: changes.indices) func `chunks in another order or number are refused`(index: Int) throws {
    var file = try File(Self.plain)
    Self.changes[index].1(&file.chunks)
    #expect(Self.refusal(file.bytes)?.code == .altered, "\(Self.changes[index].0)")
  }

  @Test(arguments: [0, 1, 65536, 131072]) func `bytes behind a whole payload are refused`(size: Int) throws {
    let file = try File(content(size))
    for tail in [1, 15, 16, 17, Self.sealed, 5 * Self.sealed] {
      let failure = Self.refusal(file.bytes + [UInt8](repeating: 0, count: tail))
      #expect(failure?.code == .altered || failure?.code == .truncated, "\(size)+\(tail)")
    }
    #expect(Self.refusal(file.bytes) == nil)
  }

  /// Seals chunks by hand, each with the flag that is asked for.
  static func handmade(_ chunks: [(content: [UInt8], isLast: Bool)]) throws -> [UInt8] {
    let file = try File([])
    let stanzas = try AgeHeader.read(from: MemorySource(file.bytes)).header.stanzas
    let fileKey = try #require(try identity.unwrap(stanzas))
    let nonce = Array(file.front.suffix(AgePayload.nonceSize))
    let info = Array("payload".utf8)
    let key = unsafe HKDF.sha256(
      secret: fileKey.secret, salt: nonce.span.bytes, info: info.span.bytes, count: 32)
    let cipher = try ChaCha20Poly1305(key: key, .sealing)
    var bytes = file.front
    for (index, chunk) in chunks.enumerated() {
      var sealed = [UInt8](repeating: 0, count: chunk.content.count + 16)
      var span = sealed.mutableSpan
      var output = unsafe span.mutableBytes
      let place: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(index), chunk.isLast ? 1 : 0]
      try unsafe cipher.seal(chunk.content.span.bytes, nonce: place, into: &output)
      bytes += sealed
    }
    return bytes
  }

  static let full = content(AgePayload.chunkSize)

  @Test func `an empty last chunk behind a full one is refused, though well sealed`() throws {
    #expect(try Self.refusal(Self.handmade([(Self.full, true)])) == nil)
    #expect(try Self.refusal(Self.handmade([([], true)])) == nil)
    let failure = try Self.refusal(Self.handmade([(Self.full, false), ([], true)]))
    #expect(failure?.code == .altered)
    #expect(failure?.message.contains("empty chunk") == true)
  }

  @Test func `a well sealed chunk behind the last one, or a short one before it, is refused`() throws {
    #expect(try Self.refusal(Self.handmade([(Self.full, true), (Self.full, true)]))?.code == .altered)
    #expect(try Self.refusal(Self.handmade([([1], false), ([2], true)]))?.code == .altered)
    #expect(try Self.refusal(Self.handmade([(Self.full, false), (Self.full, false)]))?.code == .truncated)
    #expect(try Self.refusal(Self.handmade([([1], false)]))?.code == .truncated)
  }

  @Test func `the chunks before a broken one are given out, and nothing of it or behind it`() throws {
    var file = try File(Self.plain)
    file.chunks[2][0] ^= 1
    let decryptor = try AgeDecryptor(source: MemorySource(file.bytes), identities: [identity])
    let output = Collector()
    #expect(code { () throws(Failure) in try decryptor.copy(to: output) } == .altered)
    #expect(output.bytes == Array(Self.plain.prefix(2 * AgePayload.chunkSize)))
    // Once refused, always refused.
    #expect(code { () throws(Failure) in try decryptor.copy(to: output) } == .altered)
    #expect(output.bytes.count == 2 * AgePayload.chunkSize)
  }
}
