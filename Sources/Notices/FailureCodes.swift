public import Records

extension Failure.Code {
  /// There is no way to a phone of this carrier.
  public static let smsGatewayClosed = Failure.Code(
    "sms_gateway_closed", .configuration,
    "no SMS service is set, and the phone's carrier takes no text messages by mail")

  /// The codes that this room declares.
  public static let ofNotices: [Failure.Code] = [.smsGatewayClosed]
}
