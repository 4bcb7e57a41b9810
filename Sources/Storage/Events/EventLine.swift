internal import Keys
internal import Records

/// The canonical line of an event: what is hashed, chained and signed.
///
///     so.event/1 S-… 12 1795498054123 M-… 1 patient.add patient/P-… put:<hash> <hash> <hash> <hash>
///
/// After the effect come the hashes of the statement, of the sealed details (`-` for none)
/// and of the event before. No value holds a blank, so a line can be read in one way only,
/// and it names its store, so an event cannot be carried into another one.
struct EventLine {
  let bytes: [UInt8]

  init(_ event: EventRow, store: StoreID, previous: [UInt8]) {
    let effect =
      switch event.effect {
      case .none: "none"
      case .put(let hash): "put:\(hash.hex)"
      case .removed: "removed"
      case .damaged: "damaged"
      }
    func hash(_ bytes: [UInt8]?) -> String { bytes.map { SHA256.digest(of: $0).hex } ?? "-" }
    let subject = "\(event.subjectKind ?? "-")/\(event.subjectID ?? "-")"
    let words = [
      "so.event/1", store.text, String(event.seq), String(event.time), event.actor, String(event.epoch),
      event.action, subject, effect, hash(event.statement),
      hash(event.details), Hex.encode(previous),
    ]
    bytes = Array(words.joined(separator: " ").utf8)
  }

  var hash: [UInt8] { SHA256.digest(of: bytes).bytes }

  /// The hash that the first event names as that of the one before it.
  static let beginning = [UInt8](repeating: 0, count: 32)
}
