/// Where a connection gets the ranges that it asks the server for, one request each.
protocol RequestSource {
  /// The next range; `nil` when there is none now.
  mutating func take() -> Range<UInt64>?
  /// Puts back a range, or the rest of one, to be handed out again.
  mutating func giveBack(_ range: Range<UInt64>)
  /// Hears that the other side has taken, or given, all of `range`.
  mutating func acknowledge(_ range: Range<UInt64>)
  /// Bytes under way at most: what fills the line, and no more, for what one connection has
  /// asked for at the end no other can help with.
  var depth: UInt64 { get }
  /// Whether nothing is left to be handed out.
  var isEmpty: Bool { get }
  /// When there will be more, where a limit of the rate holds it back.
  var readyAt: ContinuousClock.Instant? { get }
}
