/// One phone of a patient's folder (R022), and whether text messages go to it (R024).
public struct PatientPhone: Hashable, Sendable {
  /// What kind of phone it is (R025).
  public enum Kind: String, CaseIterable, Sendable {
    /// A mobile phone, the only kind that takes text messages.
    case mobile
    /// At home.
    case home
    /// At work.
    case work
    /// Something else, such as a neighbour's.
    case other
  }

  /// The number.
  public let number: PhoneNumber
  /// What kind of phone it is.
  public let type: Kind
  /// Its carrier, when that was said; text messages need it (R026).
  public let carrier: PhoneCarrier?
  /// Whether text messages go to it.
  public let takesSMS: Bool
  /// When a test message to it was taken, by which the entry is known to be right (R027).
  public private(set) var smsVerifiedAt: Timestamp?

  /// A phone that keeps the rules of text messages.
  ///
  /// - Throws: `sms_needs_mobile` (R025) and `carrier_required` (R026).
  public init(
    _ number: PhoneNumber, type: Kind, carrier: PhoneCarrier? = nil, takesSMS: Bool = false
  ) throws(Failure) {
    if let problem = Self.problem(type, carrier, takesSMS) { throw Failure(problem.code, problem.message) }
    self.number = number
    self.type = type
    self.carrier = carrier
    self.takesSMS = takesSMS
  }

  /// Checks that a text message may be sent to it, whether or not they are switched on.
  ///
  /// - Throws: `sms_needs_mobile` (R025) and `carrier_required` (R026).
  public func checkTakesSMS() throws(Failure) {
    if let problem = Self.problem(type, carrier, true) { throw Failure(problem.code, problem.message) }
  }

  /// The phone when a test message to it was taken, or when that is no longer known.
  public func verified(at time: Timestamp?) -> PatientPhone {
    var phone = self
    phone.smsVerifiedAt = time
    return phone
  }

  /// Whether what a test has shown of the other phone holds for this one.
  func isTestedAs(_ other: PatientPhone) -> Bool {
    number == other.number && type == other.type && carrier == other.carrier
  }

  private static func problem(_ type: Kind, _ carrier: PhoneCarrier?, _ takesSMS: Bool) -> FieldProblem? {
    if takesSMS, type != .mobile {
      return FieldProblem("type", .smsNeedsMobile, "only a mobile phone takes text messages")
    }
    if takesSMS, carrier == nil {
      return FieldProblem("carrier", .carrierRequired, "text messages need the phone's carrier")
    }
    return nil
  }

  /// Reads a phone's fields; each that is missing or wrong becomes a problem of `reader`.
  init?(reading reader: inout ObjectReader) {
    let number: PhoneNumber? = reader.required("number", "a telephone number", standIn: nil) {
      PhoneNumber($0)
    }
    let type = reader.required("type", "one of mobile, home, work, other", standIn: Kind.other) {
      Kind(rawValue: $0)
    }
    let carrier = reader.optional("carrier", "a carrier's id") { PhoneCarrier($0) }
    let takesSMS = reader.optionalBool("sms") ?? false
    let verified = reader.optionalTime("sms_verified_at")
    guard let number, reader.problems.isEmpty else { return nil }
    if let problem = Self.problem(type, carrier, takesSMS) {
      reader.refuse(problem.field, problem.code, problem.message)
      return nil
    }
    self.number = number
    self.type = type
    self.carrier = carrier
    self.takesSMS = takesSMS
    smsVerifiedAt = verified
  }

  /// The phone as it stands in a record.
  public var json: JSONValue {
    [
      "number": .string(number.text), "type": .string(type.rawValue), "carrier": .text(carrier?.id),
      "sms": .bool(takesSMS), "sms_verified_at": .time(smsVerifiedAt),
    ]
  }
}

extension Failure.Code {
  /// Text messages to a phone that is no mobile one (R025).
  public static let smsNeedsMobile = Failure.Code(
    "sms_needs_mobile", .dataError, "text messages go to a phone of the type mobile only")
  /// Text messages to a phone whose carrier nobody chose (R026).
  public static let carrierRequired = Failure.Code(
    "carrier_required", .dataError, "text messages need the phone's carrier")
}
