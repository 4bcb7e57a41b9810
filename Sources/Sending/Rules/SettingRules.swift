internal import NetClient
internal import Platform
public import Profile
public import Records
internal import SFTP
internal import SystemPackage

/// What a setting may be, checked when it is set and not first in the middle of a night.
public enum SettingRules {
  /// Checks a value.
  ///
  /// - Throws: `scheme_refused`, `location_invalid` and the like: what the user of the value
  ///   would throw.
  public static func check(_ value: String, for key: SettingKey) throws(Failure) {
    guard !value.isEmpty else { throw Failure(.valueInvalid, "the value of \(key.name) is empty") }
    guard !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw Failure(.valueInvalid, "the value of \(key.name) has a line break or another control character")
    }
    switch key {
    case .serverURL: try ServerAccess.checkLocation(value)
    case .linkBase: try LinkBase.check(value)
    case .mailURL: _ = try MailServerURL(parsing: value)
    case .mailFrom: _ = try Mailbox(parsing: value)
    case .smsURL: _ = try HTTPSURL(parsing: value)
    case .smsAccount: try SMSAccount.check(value)
    case .smsFrom: _ = try SMSSender(parsing: value)
    case .serverIdentityFile, .mailCAFile, .smsCAFile: _ = try InputFile(opening: FilePath(value))
    default: break
    }
  }
}
