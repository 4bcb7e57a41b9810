/// Something that a server does for long without a word: SFTP has no way to say "still at it".
public struct ServerWork: Hashable, Sendable {
  /// What it does.
  public enum Kind: String, Hashable, Sendable {
    /// It puts what was sent onto its disk.
    case writing = "writing to its disk"
    /// It reads the file for a hash.
    case hashing = "reading the file for its hash"
  }

  /// What it does.
  public let kind: Kind
  /// How many bytes of the file that is about.
  public let bytes: UInt64

  /// How much longer than usual its silence is borne: a minute, for a disk that is busy with others'
  /// files, and a second for each 20 MB, which a slow disk needs. Two hours of these at most, as for
  /// 144 GB, so that a server that died in the middle is noticed in the end.
  public var allowance: Duration { .seconds(60) + .seconds(min(Double(bytes) / 20e6, 7200)) }

  init(_ kind: Kind, bytes: UInt64) {
    self.kind = kind
    self.bytes = bytes
  }

  /// As in "writing 2048 MB to its disk".
  public var text: String {
    switch kind {
    case .writing: "writing \(bytes / 1_000_000) MB to its disk"
    case .hashing: "reading \(bytes / 1_000_000) MB for their hash"
    }
  }
}

/// When silence is too long, and what is done until then. The clock is passed in.
struct SilenceClock {
  /// How often a sign of life is sent while a server works: firewalls forget what is silent.
  static let signs = Duration.seconds(15)

  /// What the server is busy with; silence is then borne for longer.
  var work: ServerWork?
  /// Borne when it is busy with nothing.
  var usual: Duration
  private var start: ContinuousClock.Instant
  private var lastSign: ContinuousClock.Instant
  private var isTold = false

  init(usual: Duration, now: ContinuousClock.Instant = .now) {
    self.usual = usual
    start = now
    lastSign = now
  }

  /// Something moved.
  mutating func restart(_ now: ContinuousClock.Instant = .now) {
    start = now
    lastSign = now
    isTold = false
  }

  /// The end of patience.
  var end: ContinuousClock.Instant { start + usual + (work?.allowance ?? .zero) }

  /// What is due while nothing moves.
  enum Due: Hashable {
    case sign
    /// Silence is longer than usual: somebody may be told.
    case word(ServerWork)
  }

  /// When to look at ``takeDue(_:)`` again, or to give up.
  var next: ContinuousClock.Instant {
    guard work != nil else { return end }
    return min(end, lastSign + Self.signs, isTold ? end : start + usual)
  }

  mutating func takeDue(_ now: ContinuousClock.Instant) -> Due? {
    guard let work, now < end else { return nil }
    if !isTold, now >= start + usual {
      isTold = true
      return .word(work)
    }
    guard now >= lastSign + Self.signs else { return nil }
    lastSign = now
    return .sign
  }
}
