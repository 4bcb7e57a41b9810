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
    guard SettingKey.isPlain(value) else {
      throw Failure(.valueInvalid, "the value of \(key.name) has a line break or another control character")
    }
    guard !key.isPath || FilePath(value).isAbsolute else {
      throw Failure(.valueInvalid, "the value of \(key.name) is not an absolute path: cron runs elsewhere")
    }
    try key.checkForm(of: value)
    do throws(Failure) { try checkUse(of: value, for: key) } catch { throw error.about(key.server) }
  }

  /// Hands a value to its user.
  private static func checkUse(of value: String, for key: SettingKey) throws(Failure) {
    switch key.general {
    case .serverURL: try ServerAccess.checkLocation(value)
    case .serverJump: _ = try SFTPServer.jumpLocation(value)
    case .linkBase: try LinkBase.check(value)
    case .mailURL: _ = try MailServerURL(parsing: value)
    case .mailFrom: _ = try Mailbox(parsing: value)
    case .smsURL, .supportURL: _ = try HTTPSURL(parsing: value, as: "the value of \(key.name)")
    case .smsAccount: try SMSAccount.check(value)
    case .smsFrom: _ = try SMSSender(parsing: value)
    case .supportEmail:
      guard EmailAddress(value) != nil else {
        throw Failure(.valueInvalid, "the value of \(key.name) is not an e-mail address")
      }
    case .serverIdentityFile: try IdentityFile.check(FilePath(value))
    case .serverCAFile, .mailCAFile, .smsCAFile:
      try CertificateFile.check(FilePath(value), for: key)
    default: break
    }
  }
}
