internal import Keys
internal import Records

// What crosses the border to a record backend: random ids, kinds, states, times, keyed
// hashes, signed event lines, and sealed bytes. Nothing here is readable without a key.

/// The one row that says what store this is.
struct StoreRow: Hashable {
  var id: String
  var format: Int64
}

/// A sealed record.
struct RecordRow: Hashable {
  var kind: String
  var id: String
  /// The sequence number of the event that created the record: its place in every listing.
  var serial: Int64
  var version: Int64
  var epoch: Int64
  var parent: String?
  var state: String
  /// Milliseconds since 1970 when a queue has to look at the record, or `nil` for never.
  var due: Int64?
  var createdAt: Int64
  var updatedAt: Int64
  var indexHash: [UInt8]
  var sealed: [UInt8]
}

/// A record's search card.
struct CardRow: Hashable {
  var kind: String
  var id: String
  var serial: Int64
  var epoch: Int64
  var sealed: [UInt8]
}

/// A keyed hash by which a record is found.
struct LookupRow: Hashable {
  var lookup: String
  var digest: [UInt8]
  var kind: String
  var id: String
}

/// An object that belongs to a record.
struct ObjectRow: Hashable {
  var object: String
  var kind: String
  var id: String
  var name: String
  var epoch: Int64
  var sealed: [UInt8]
}

/// A member of the store.
struct MemberRow: Hashable {
  var id: String
  var role: String
  var state: String
  var recipient: String
  var signer: [UInt8]?
  var claim: [UInt8]?
  /// The epoch that the label is sealed in.
  var epoch: Int64
  var label: [UInt8]
}

/// The store key of one epoch, as an age file to one member.
struct WrapRow: Hashable {
  var epoch: Int64
  var member: String
  var wrapped: [UInt8]
}

/// An epoch and the commitment to its store key.
struct EpochRow: Hashable {
  var number: Int64
  var commitment: [UInt8]
}

/// What an event says about its subject's record.
enum EventEffect: Hashable {
  case none
  case put(SHA256Digest)
  case removed
  /// What no writer writes; the event's line then fits no hash.
  case damaged
}

/// An event; `hash` is that of its line.
struct EventRow: Hashable {
  var seq: Int64
  var time: Int64
  var actor: String
  var epoch: Int64
  var action: String
  var subjectKind: String?
  var subjectID: String?
  var effect: EventEffect
  /// What the event says about members and keys, in clear, because it has to be read before
  /// any key is known.
  var statement: [UInt8]?
  var details: [UInt8]?
  var hash: [UInt8]
  var signature: [UInt8]
}

/// Which records, in the order of their creation.
struct RecordQuery: Hashable {
  var kind: String
  var parent: String?
  var state: String?
  /// Only records after this serial.
  var after: Int64 = 0
  var limit: Int64 = -1
}

/// Which events, the oldest first.
struct EventQuery: Hashable {
  var subjectKind: String?
  var subjectID: String?
  var actor: String?
  var action: String?
  var since: Int64?
  var until: Int64?
  var actionPrefix: String?
  /// A record's id: events on it, and on the records below it.
  var within: String?
  var after: Int64 = 0
  var limit: Int64 = -1
}
