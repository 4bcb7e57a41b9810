/// One byte range cut into requests, in order.
struct RangeRequests: RequestSource {
  private let end: UInt64
  private var next: UInt64
  private var returned: [Range<UInt64>] = []
  private let requestSize: UInt64

  init(_ range: Range<UInt64>, requestSize: UInt64) {
    next = range.lowerBound
    end = range.upperBound
    self.requestSize = max(requestSize, 1)
  }

  /// The next range, what was returned first.
  mutating func take() -> Range<UInt64>? {
    if let range = returned.popLast() { return range }
    guard next < end else { return nil }
    let upper = next + min(requestSize, end - next)
    defer { next = upper }
    return next..<upper
  }

  mutating func giveBack(_ range: Range<UInt64>) {
    if !range.isEmpty { returned.append(range) }
  }

  func acknowledge(_ range: Range<UInt64>) {}

  /// Enough for 130 MB/s over 60 ms.
  var depth: UInt64 { 8 << 20 }
  var isEmpty: Bool { returned.isEmpty && next >= end }
  var readyAt: ContinuousClock.Instant? { nil }
}
