/// Which pieces of a file have safely arrived: one bit a piece, to be kept between runs.
public struct PieceMap: Hashable, Sendable {
  /// The file's size in bytes.
  public let fileSize: UInt64
  /// Bytes a piece; the last one may be shorter.
  public let pieceSize: UInt64
  /// The bits, the first piece in the lowest bit of the first byte; those behind the last
  /// piece are 0.
  public private(set) var bits: [UInt8]

  /// The size of a piece where nothing else is said: 2 MiB, more for files of which that
  /// would make more than 8,192.
  public static func standardPieceSize(for fileSize: UInt64) -> UInt64 {
    var size: UInt64 = 2 << 20
    while fileSize / size >= 8192 { size *= 2 }
    return size
  }

  /// A map without a piece.
  public init(fileSize: UInt64) {
    self.init(fileSize: fileSize, pieceSize: Self.standardPieceSize(for: fileSize))
  }

  init(fileSize: UInt64, pieceSize: UInt64) {
    self.fileSize = fileSize
    self.pieceSize = max(pieceSize, 1)
    let count = Self.count(fileSize, self.pieceSize)
    bits = [UInt8](repeating: 0, count: (count + 7) / 8)
  }

  /// A map as it was kept; `nil` when the parts do not fit each other.
  public init?(fileSize: UInt64, pieceSize: UInt64, bits: [UInt8]) {
    // Smaller pieces than this would let a damaged record ask for any amount of memory.
    guard pieceSize >= 4096, fileSize / pieceSize < 1 << 24 else { return nil }
    let count = Self.count(fileSize, pieceSize)
    guard bits.count == (count + 7) / 8 else { return nil }
    if count % 8 != 0, let last = bits.last, last >> UInt8(count % 8) != 0 { return nil }
    self.fileSize = fileSize
    self.pieceSize = pieceSize
    self.bits = bits
  }

  private static func count(_ fileSize: UInt64, _ pieceSize: UInt64) -> Int {
    Int(fileSize / pieceSize + (fileSize % pieceSize == 0 ? 0 : 1))
  }

  /// How many pieces the file has.
  public var count: Int { Self.count(fileSize, pieceSize) }

  /// Whether a piece is there.
  public func contains(_ piece: Int) -> Bool { bits[piece / 8] & (1 << UInt8(piece % 8)) != 0 }

  mutating func insert(_ piece: Int) { bits[piece / 8] |= 1 << UInt8(piece % 8) }

  mutating func remove(_ piece: Int) { bits[piece / 8] &= ~(1 << UInt8(piece % 8)) }

  mutating func removeAll() { bits = [UInt8](repeating: 0, count: bits.count) }

  /// The bytes that a piece holds.
  public func range(of piece: Int) -> Range<UInt64> {
    let start = UInt64(piece) * pieceSize
    return start..<min(fileSize, start + pieceSize)
  }

  /// Whether every piece is there.
  public var isComplete: Bool { (0..<count).allSatisfy(contains) }

  /// Whether no piece is there.
  public var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  /// The bytes in the pieces that are there.
  public var bytes: UInt64 {
    (0..<count).reduce(0) { contains($1) ? $0 + UInt64(range(of: $1).count) : $0 }
  }

  /// Where the last piece that is there ends; 0 without one.
  var end: UInt64 { (0..<count).last(where: contains).map { range(of: $0).upperBound } ?? 0 }
}
