/// A kind of sealed record; the rooms above declare theirs as static members.
public struct RecordKind: Hashable, Sendable {
  /// The word, which stands in clear.
  public let name: String
  /// Whether reading its content is an event of its own.
  public let holdsPHI: Bool

  /// Declares a kind: lower-case letters, digits, dots, dashes and underscores.
  public init(_ name: StaticString, holdsPHI: Bool = true) {
    self.name = name.description
    self.holdsPHI = holdsPHI
    precondition(Word.isValid(self.name), "a kind of record is a plain word")
  }

  init(trusted name: String) {
    self.name = name
    holdsPHI = true
  }

  /// The store itself and its members, as subjects of events.
  static let store = RecordKind("store", holdsPHI: false)
  static let member = RecordKind("member", holdsPHI: false)
}

/// A kind of exact look-up, as in `mrn`; equal values of two kinds have unlike hashes.
public struct LookupKind: Hashable, Sendable {
  /// The word, which stands in clear.
  public let name: String

  /// Declares a kind: lower-case letters, digits, dots, dashes and underscores.
  public init(_ name: StaticString) {
    self.name = name.description
    precondition(Word.isValid(self.name), "a kind of look-up is a plain word")
  }
}

/// A value by which a record is found exactly. Only its keyed hash reaches the disk.
public struct Lookup: Hashable, Sendable {
  /// What the value is.
  public let kind: LookupKind
  /// The value, normalised by the caller: the same bytes are the same value.
  public let value: [UInt8]

  /// Names a value.
  public init(_ kind: LookupKind, _ value: [UInt8]) {
    self.kind = kind
    self.value = value
  }

  /// Names a value that is text.
  public init(_ kind: LookupKind, _ value: String) { self.init(kind, Array(value.utf8)) }
}

/// By what a record is found.
public struct RecordIndex: Hashable, Sendable {
  /// The search card, at most ``maximumCardLength`` bytes, or `nil` for none.
  public var card: [UInt8]?
  /// The exact look-ups; several records may share one.
  public var lookups: [Lookup]

  /// The longest card, in bytes; sealed it is 128.
  public static let maximumCardLength = 99

  /// An index, empty unless told otherwise.
  public init(card: [UInt8]? = nil, lookups: [Lookup] = []) {
    self.card = card
    self.lookups = lookups
  }
}
