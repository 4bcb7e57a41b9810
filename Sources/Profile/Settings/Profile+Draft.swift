internal import AgeFormat
internal import Keys
internal import Platform
public import Records
internal import SystemPackage

/// A text of settings that was refused.
public struct SettingsDraft: Sendable {
  /// The text.
  public let text: [UInt8]
  /// When it was kept.
  public let kept: Timestamp
  /// Whether the settings were changed after it.
  public let isOlderThanSettings: Bool
}

extension Profile {
  private var draftPath: FilePath { FilePath(bytes: settingsPath.bytes + Array(".refused".utf8)) }

  /// The text that was refused last; `nil` when there is none.
  public func settingsDraft() throws(Failure) -> SettingsDraft? {
    guard let status = try FileStatus(at: draftPath) else { return nil }
    guard let text = try SealedFile(path: draftPath, identity: try identity()).read() else { return nil }
    let settings = try FileStatus(at: settingsPath)
    return SettingsDraft(
      text: text, kept: Timestamp(milliseconds: status.modified / 1_000_000),
      isOlderThanSettings: (settings?.modified ?? .min) > status.modified)
  }

  /// Keeps a text that was refused, sealed as the settings are.
  public func keepSettingsDraft(_ text: [UInt8], at time: Timestamp) throws(Failure) {
    let identity = try identityMakingOne(at: time).identity
    try SealedFile(path: draftPath, identity: identity).update(at: time) { _ in text }
  }

  /// Removes it; one that is not there is no error.
  public func discardSettingsDraft() throws(Failure) { try FileSystem.removeFile(draftPath) }
}
