internal import NetClient
internal import Platform
internal import Profile
internal import Records
internal import Storage
internal import SystemPackage

/// How mail leaves, by the settings.
struct MailRoute: Sendable {
  let account: MailAccount
  let from: Mailbox

  /// - Throws: `setting_missing`, and what the settings' values throw.
  init(_ settings: Settings) throws(Failure) {
    from = try Mailbox(parsing: try settings.required(.mailFrom))
    account = try MailAccount(
      server: try MailServerURL(parsing: try settings.required(.mailURL)), user: settings[.mailUser],
      password: settings[.mailPassword],
      authority: try settings.certificates(.mailCAFile, invalid: .mailAuthorityInvalid))
  }

  /// The same delivery gives the same bytes and the same Message-ID, so that a server that
  /// took the message and did not answer can tell that it has it.
  func message(_ mail: QueuedMail, _ id: DeliveryID) throws(Failure) -> MailMessage {
    guard let id = MessageID("\(id.text)@\(from.address.domain)") else {
      throw Failure(.internalError, "a delivery's id makes no Message-ID")
    }
    return try MailMessage(
      from: from, to: mail.to, subject: mail.subject, text: mail.text, date: mail.date, id: id,
      calendar: mail.event?.part(from: from.address, to: mail.to, stamp: mail.date))
  }
}

extension Settings {
  /// The certificates in the file that a setting names; `nil` when it names none.
  func certificates(_ key: SettingKey, invalid: Failure.Code) throws(Failure) -> String? {
    guard let path = self[key] else { return nil }
    let bytes = try InputFile(opening: FilePath(path))
      .readAll(limit: 1 << 20, excess: Failure(invalid, "\(path) is larger than 1 MiB"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
