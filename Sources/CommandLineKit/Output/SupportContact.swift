internal import Platform
internal import Profile

/// Whom to ask, at the end of every help (R084).
enum SupportContact {
  /// The lines; none where no setting names anybody, or where the settings cannot be read
  /// without a question: help never fails and never asks.
  static func lines(behind arguments: [[UInt8]]) -> [String] {
    let words = arguments.map { String(decoding: $0, as: UTF8.self) }
    guard words.contains("--help") || words.contains("-h") || words.first == "help",
      let profile = try? Profile(.current)
    else { return [] }
    let contacts = profile.supportContacts
    return contacts.isEmpty ? [] : ["", "SUPPORT:"] + contacts.map { "  " + ArgumentText.printable($0) }
  }
}
