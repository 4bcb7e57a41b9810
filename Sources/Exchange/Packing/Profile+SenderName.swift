internal import NetClient
public import Profile
public import Records

extension Profile {
  /// The name that containers from here bear: the one that mails from here bear, in the setting
  /// `mail.from`; `nil` where that has none, or is not set.
  ///
  /// - Throws: what reading the settings throws, and `value_invalid`.
  public func senderName() throws(Failure) -> String? {
    guard let from = try settings()[.mailFrom] else { return nil }
    return try Mailbox(parsing: from).name
  }
}
