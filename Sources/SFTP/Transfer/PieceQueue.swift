/// Hands out the pieces of a byte range in order, and takes back what a short read left
/// open. Pieces of different queues may cover one file, one queue a connection.
struct PieceQueue {
  private let end: UInt64
  private var next: UInt64
  private var returned: [Range<UInt64>] = []
  private let pieceSize: UInt64

  init(_ range: Range<UInt64>, pieceSize: UInt64) {
    next = range.lowerBound
    end = range.upperBound
    self.pieceSize = max(pieceSize, 1)
  }

  /// The next piece, what was returned first; `nil` when all are handed out.
  mutating func take() -> Range<UInt64>? {
    if let piece = returned.popLast() { return piece }
    guard next < end else { return nil }
    let upper = next + min(pieceSize, end - next)
    defer { next = upper }
    return next..<upper
  }

  /// Puts back a piece, or the rest of one, to be handed out again.
  mutating func giveBack(_ piece: Range<UInt64>) {
    if !piece.isEmpty { returned.append(piece) }
  }

  var isEmpty: Bool { returned.isEmpty && next >= end }
}
