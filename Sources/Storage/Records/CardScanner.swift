internal import Keys
internal import Records

/// Opens very many search cards quickly: nothing is allocated for a card.
final class CardScanner {
  private let kind: String
  private let keys: KeyRing
  private var epoch: Int64 = 0
  private var sealer: CardSealer?
  private var context: [UInt8] = []
  private var fixed = 0
  private var buffer = [UInt8](repeating: 0, count: CardScanner.length)

  /// A card's length with its length byte; all are equally long, so that the sealed ones do
  /// not tell the length of a name.
  static let length = RecordIndex.maximumCardLength + 1

  init(_ kind: String, _ keys: KeyRing) throws(Failure) {
    self.kind = kind
    self.keys = keys
  }

  /// The plaintext of a card.
  static func pad(_ card: [UInt8]) -> [UInt8] {
    [UInt8(card.count)] + card + [UInt8](repeating: 0, count: length - 1 - card.count)
  }

  /// What the card of `id` is sealed to.
  static func context(_ kind: String, _ id: String, _ keys: KeyRing, _ epoch: Int64) -> [UInt8] {
    RecordSeal.cardContext(kind, keys.store, epoch) + Array(id.utf8)
  }

  /// Opens a card and lends it to `body`.
  func withCard(
    _ id: RawSpan, _ epoch: Int64, _ sealed: RawSpan, _ body: (RawSpan) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    let sealer = try use(epoch)
    context.removeLast(context.count - fixed)
    unsafe id.withUnsafeBytes { unsafe context.append(contentsOf: $0) }
    let bound = context
    let isOpen = try sealer.open(sealed, context: unsafe bound.span.bytes, into: &buffer)
    guard isOpen, buffer[0] < Self.length else {
      let name = Snapshot.printable(Self.text(id))
      throw Failure(.recordAltered, "the search card of the \(kind) \(name) was changed")
    }
    // Held by this reference, not copied: the next card is opened after `body` returned.
    let card = buffer
    return try body(unsafe card.span.bytes.extracting(1..<1 + Int(card[0])))
  }

  static func text(_ id: RawSpan) -> String {
    unsafe id.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  private func use(_ epoch: Int64) throws(Failure) -> CardSealer {
    if let sealer, self.epoch == epoch { return sealer }
    let made = try keys.keys(epoch).cards(kind)
    sealer = made
    self.epoch = epoch
    context = RecordSeal.cardContext(kind, keys.store, epoch)
    fixed = context.count
    return made
  }
}
