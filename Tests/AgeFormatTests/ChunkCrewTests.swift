import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import AgeFormat

/// Large files, on one thread and on several.
@Suite struct ChunkCrewTests {
  /// Beyond what threads are started for, and no whole number of runs.
  static let large = content((5 << 20) + 70_001)

  /// What `size` bytes become, written in pieces, by `threads`.
  static func sealed(_ plain: ArraySlice<UInt8>, pieces: Int = 1 << 18, threads: Int) throws -> [UInt8] {
    let output = Collector()
    let key = AgeFileKey.random()
    let header = try AgeHeader(wrapping: key, for: [identity.ageRecipient])
    let encryptor = try AgeEncryptor(header: header, fileKey: key, output: output, threads: threads)
    for start in stride(from: plain.startIndex, to: plain.endIndex, by: pieces) {
      try encryptor.write(Array(plain[start..<min(start + pieces, plain.endIndex)]))
    }
    try encryptor.finish()
    return output.bytes
  }

  static func opened(_ file: [UInt8], threads: Int, buffer size: Int = 1 << 18) throws -> [UInt8] {
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: [identity], threads: threads)
    var buffer = [UInt8](repeating: 0, count: size)
    var plain: [UInt8] = []
    while true {
      let count = try buffer.withMutableRawSpan { (bytes) throws(Failure) in try decryptor.read(into: &bytes)
      }
      if count == 0 { return plain }
      plain += buffer.prefix(count)
    }
  }

  static let run = ChunkCrew.runLength * AgePayload.chunkSize
  // Around the places where threads start, a run is full, and a chunk is.
  static let sizes: [Int] = [
    0, 1, ChunkCrew.threshold - 1, ChunkCrew.threshold, ChunkCrew.threshold + 1,
    ChunkCrew.threshold + AgePayload.chunkSize, ChunkCrew.threshold + AgePayload.chunkSize + 1,
    ChunkCrew.threshold + run, ChunkCrew.threshold + run + 1,
    ChunkCrew.threshold + run + AgePayload.chunkSize,
    ChunkCrew.threshold + 9 * run, ChunkCrew.threshold + 9 * run - 1, ChunkCrew.threshold + 9 * run + 1,
  ]

  @Test(arguments: sizes) func `several threads seal and open as one does`(size: Int) throws {
    let plain = Self.large.prefix(size)
    for (sealing, opening) in [(1, 3), (3, 1), (3, 3)] {
      let file = try Self.sealed(plain, threads: sealing)
      #expect(try Self.opened(file, threads: opening) == Array(plain))
    }
  }

  @Test(arguments: [1000, 65536, 65537, 262_144, 300_000, 4 << 20])
  func `pieces and buffers of any size are one content`(piece: Int) throws {
    let file = try Self.sealed(Self.large[...], pieces: piece, threads: 3)
    #expect(try Self.opened(file, threads: 3, buffer: piece) == Self.large)
  }

  @Test func `stock age opens what several threads sealed`() throws {
    let folder = try TemporaryFolder()
    try IdentityFile.save(identity, at: folder("id"))
    let file = try Self.sealed(Self.large[...], threads: 3)
    let opened = try StockProgram("age").run(["-d", "-i", folder("id").string], input: file)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.output == Self.large)
  }

  /// How a file ends for a reader with this many threads: the failure, and the bytes before it.
  private func ending(_ file: [UInt8], threads: Int, piece: Int = .max) -> (Failure?, Int) {
    var released = 0
    let failure = refusal {
      let decryptor = try AgeDecryptor(
        source: TricklingSource(file, piece: piece), identities: [identity], threads: threads)
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      while true {
        let count = try buffer.withMutableRawSpan { (bytes) throws(Failure) in
          try decryptor.read(into: &bytes)
        }
        if count == 0 { return }
        #expect(Array(buffer.prefix(count)) == Array(Self.large[released..<released + count]))
        released += count
      }
    }
    return (failure, released)
  }

  @Test func `a fault is found, named and placed by several threads as by one`() throws {
    let file = try Self.sealed(Self.large[...], threads: 1)
    let header = try AgeHeader.read(from: MemorySource(file)).header.byteCount + AgePayload.nonceSize
    let chunk = AgePayload.sealedChunkSize
    var faults: [(String, [UInt8])] = [("a byte behind", file + [0])]
    for place in [0, 31, 32, 33, 35, 36, 40, 70, 79, 80, 81] {
      let offset = header + place * chunk
      guard offset + 5 < file.count else { continue }
      var flipped = file
      flipped[offset + 5] ^= 1
      faults.append(("a bit flipped in chunk \(place)", flipped))
      faults.append(("cut before chunk \(place)", Array(file.prefix(offset))))
      faults.append(("cut within chunk \(place)", Array(file.prefix(offset + 40))))
      guard offset + 2 * chunk < file.count else { continue }
      faults.append(
        (
          "chunk \(place) twice", Array(file.prefix(offset + chunk)) + Array(file.dropFirst(offset))
        ))
      faults.append(
        (
          "chunk \(place) left out", Array(file.prefix(offset)) + Array(file.dropFirst(offset + chunk))
        ))
    }
    for (name, bytes) in faults {
      let one = ending(bytes, threads: 1)
      let several = ending(bytes, threads: 3)
      #expect(one.0 != nil, "\(name)")
      #expect(one.0 == several.0, "\(name)")
      #expect(one.1 == several.1, "\(name)")
    }
  }

  @Test func `what the source throws comes behind all that came before it`() throws {
    final class Breaking: ByteSource {
      private let inner: MemorySource
      init(_ bytes: [UInt8]) { inner = MemorySource(bytes) }
      func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
        let count = try inner.read(into: &buffer)
        guard count > 0 else { throw Failure(.ioError, "torn") }
        return count
      }
    }
    let file = try Self.sealed(Self.large[...], threads: 1)
    let decryptor = try AgeDecryptor(
      source: Breaking(Array(file.prefix(4 << 20))), identities: [identity], threads: 3)
    let output = Collector()
    for _ in 0..<2 {
      #expect(refusal { try decryptor.copy(to: output) }?.message == "torn")
    }
    #expect(output.bytes == Array(Self.large.prefix(output.bytes.count)))
    #expect(output.bytes.count >= 3 << 20)
  }

  @Test func `a sink that throws ends the threads, and a reader that goes away too`() throws {
    final class Full: ByteSink {
      private var room = 3 << 20
      func write(_ bytes: RawSpan) throws(Failure) {
        room -= bytes.byteCount
        if room < 0 { throw Failure(.diskFull, "full") }
      }
    }
    let before = try Self.threads()
    for _ in 0..<20 {
      let key = AgeFileKey.random()
      let header = try AgeHeader(wrapping: key, for: [identity.ageRecipient])
      let encryptor = try AgeEncryptor(header: header, fileKey: key, output: Full(), threads: 3)
      #expect(refusal { try encryptor.write(Self.large) }?.code == .diskFull)
    }
    let file = try Self.sealed(Self.large[...], threads: 3)
    for _ in 0..<20 {
      let decryptor = try AgeDecryptor(source: MemorySource(file), identities: [identity], threads: 3)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      for _ in 0..<4 {
        _ = try buffer.withMutableRawSpan { (bytes) throws(Failure) in try decryptor.read(into: &bytes) }
      }
    }
    // Other tests run beside this one; a hundred threads that stay would be ours.
    #expect(try Self.threads() < before + 60)
  }

  private static func threads() throws -> Int {
    try FileSystem.names(in: "/proc/self/task").count
  }
}
