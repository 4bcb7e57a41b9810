internal import NetClient
internal import Profile
internal import Records

/// How a text message leaves: through the service of the settings; where they name none, by mail
/// to the gateway of the phone's carrier (R024, R026).
enum TextRoute: Sendable {
  case service(SMSAccount)
  case gateways

  private static let keys: [SettingKey] = [.smsURL, .smsAccount, .smsToken, .smsFrom]

  /// - Throws: `setting_missing` when only some of the service's settings have values, and what
  ///   the values throw.
  init(_ settings: Settings) throws(Failure) {
    guard Self.keys.contains(where: { settings[$0] != nil }) else {
      self = .gateways
      return
    }
    self = .service(
      try SMSAccount(
        url: try HTTPSURL(parsing: try settings.required(.smsURL)),
        account: try settings.required(.smsAccount), token: try settings.required(.smsToken),
        from: try SMSSender(parsing: try settings.required(.smsFrom)),
        authority: try settings.certificates(.smsCAFile, invalid: .serviceAuthorityInvalid)))
  }

  /// The mail that a carrier's gateway makes a text message of.
  ///
  /// - Throws: `sms_gateway_closed` with the carrier's name, `sms_number_invalid`.
  static func mail(_ text: QueuedText, on day: CivilDate) throws(Failure) -> QueuedMail {
    let carrier = text.carrier
    guard let gateway = carrier.gateway, carrier.status(on: day) != .closed else {
      let what = carrier.end.map { "closed its gateway from mail to text messages on \($0.iso8601)" }
      throw Failure(
        .smsGatewayClosed, "\(carrier.name) \(what ?? "has no gateway from mail to text messages")",
        hint: "so-ftpsend config set sms.url https://HOST/PATH, and the other sms settings")
    }
    guard let digits = try SMSNumber(text.to).northAmericanDigits,
      let address = EmailAddress("\(digits)@\(gateway)")
    else {
      throw Failure(.smsNumberInvalid, "the gateway of \(carrier.name) takes numbers of ten digits only")
    }
    return QueuedMail(to: address, subject: "", text: text.text + "\n", date: text.date)
  }
}
