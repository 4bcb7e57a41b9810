/// What was done, as one word for the audit: `patient.add`, `document.read`.
public struct EventAction: Hashable, Sendable {
  /// The word.
  public let word: String

  /// Declares an action; lower-case letters, digits, dots, dashes and underscores.
  public init(_ word: StaticString) {
    self.word = word.description
    precondition(Word.isValid(self.word), "an action is a plain word")
  }

  init(trusted word: String) { self.word = word }

  /// A store was made.
  public static let storeCreate = EventAction("store.create")
  /// A member was added.
  public static let memberAdd = EventAction("member.add")
  /// A member was removed, and an epoch began.
  public static let memberRemove = EventAction("member.remove")
  /// A record was sealed anew, unchanged, with the keys of a new epoch.
  public static let recordReseal = EventAction("record.reseal")
  /// A recovery recipient named its signing key.
  public static let memberClaim = EventAction("member.claim")
  /// Leftovers of dead processes were removed.
  public static let storeSweep = EventAction("store.sweep")
}

/// The words that stand in clear, in events and in columns.
enum Word {
  static func isValid(_ word: String) -> Bool {
    (1...64).contains(word.utf8.count)
      && word.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
          || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
  }

  /// Ids are random or made by a program: they must not be a way for PHI into the clear.
  static func isValidID(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= byte || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte
          || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte || byte == UInt8(ascii: "-")
      }
  }
}
