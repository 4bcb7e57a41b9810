internal import Keys
internal import Platform
public import Profile
public import Records
internal import SystemPackage

/// One round of `config edit`: the settings as a text, and what a person made of it.
///
/// A text that is refused is kept sealed beside the settings, and the next round begins with it.
public struct SettingsEdit {
  /// What is edited, an INI text.
  public let text: [UInt8]
  /// What the person should know before.
  public let notes: [String]
  private let profile: Profile
  /// The settings as they were when the edit began: what another command changes meanwhile must
  /// not be lost.
  private let base: [UInt8]

  /// Begins.
  ///
  /// - Parameter discarding: whether a text that was refused before is thrown away.
  /// - Throws: what reading the settings throws.
  public init(_ profile: Profile, discarding: Bool) throws(Failure) {
    self.profile = profile
    let stored = try profile.storedSettings()
    base = stored.ini
    if discarding { try profile.discardSettingsDraft() }
    guard let draft = try profile.settingsDraft() else {
      text = stored.template
      notes = []
      return
    }
    text = draft.text
    var notes = ["this is the edit of \(draft.kept.rfc3339) that was refused; --discard begins anew"]
    if draft.isOlderThanSettings {
      notes.append("the settings were changed after it; saving it undoes that change where they differ")
    }
    self.notes = notes
  }

  /// What became of a round.
  public enum Outcome: Sendable {
    /// The settings are as the person left them.
    case saved
    /// The text was left as it was, or emptied: nothing is changed.
    case unchanged
  }

  /// Takes what the person made of the text.
  ///
  /// - Throws: `settings_invalid`, `settings_changed`; the text is kept then.
  public func finish(_ edited: [UInt8], at time: Timestamp) throws(Failure) -> Outcome {
    let isUnchanged = edited == text && notes.isEmpty
    guard !isUnchanged, edited.contains(where: { $0 > 0x20 }) else { return .unchanged }
    do throws(Failure) {
      let checked = try SettingsCheck.read(edited, from: "the edited text")
      try profile.changeSettings(at: time) { (settings) throws(Failure) in
        guard settings.ini == base else {
          throw Failure(
            .settingsChanged, "another command changed the settings meanwhile; the edit is kept",
            hint: "so-ftpsend config edit")
        }
        settings = checked
      }
    } catch {
      guard error.code == .settingsInvalid || error.code == .settingsChanged else { throw error }
      try profile.keepSettingsDraft(edited, at: time)
      throw error.hint == nil
        ? Failure(
          error.code, error.message, hint: "so-ftpsend config edit goes on with it", fields: error.fields)
        : error
    }
    try profile.discardSettingsDraft()
    return .saved
  }
}
