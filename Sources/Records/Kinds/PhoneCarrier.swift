/// A mobile carrier, and what is known of its gateway from e-mail to text messages (R026).
///
/// The carriers offered these gateways as a courtesy and are closing them; the table is dated, so
/// that a reader can tell how old its knowledge is.
public struct PhoneCarrier: WritableRecord, Hashable {
  /// The kind and its version.
  public static let schema = "so.carrier/1"

  /// What can be expected of a gateway on a day.
  public enum Status: String, Sendable {
    /// Messages are taken.
    case open
    /// Messages are taken until the end that the carrier has announced.
    case ending
    /// Messages are not delivered any more.
    case closed
  }

  /// The word that a phone's `carrier` holds.
  public let id: String
  /// The carrier's name.
  public let name: String
  /// The domain of the addresses of its gateway; `nil` where there was none.
  public let gateway: String?
  /// The last day of the gateway, when one is known.
  public let end: CivilDate?

  private init(_ id: String, _ name: String, _ gateway: String?, ends: CivilDate? = nil) {
    self.id = id
    self.name = name
    self.gateway = gateway
    end = ends
  }

  /// When the table was checked last.
  public static let checked = CivilDate(year: 2026, month: 11, day: 24)

  /// Every carrier that a phone can have.
  public static let all: [PhoneCarrier] = [
    PhoneCarrier("att", "AT&T", "txt.att.net", ends: CivilDate(year: 2025, month: 6, day: 17)),
    PhoneCarrier("tmobile", "T-Mobile US", "tmomail.net", ends: CivilDate(year: 2024, month: 12, day: 31)),
    PhoneCarrier("verizon", "Verizon", "vtext.com", ends: CivilDate(year: 2027, month: 3, day: 31)),
    PhoneCarrier("other", "Another carrier", nil),
  ]

  /// The carrier of this id.
  public init?(_ id: String) {
    guard let carrier = Self.all.first(where: { $0.id == id }) else { return nil }
    self = carrier
  }

  /// What can be expected of the gateway on `day`; `nil` where there is none.
  public func status(on day: CivilDate) -> Status? {
    guard gateway != nil else { return nil }
    guard let end else { return .open }
    return day > end ? .closed : .ending
  }

  /// Every field that does not depend on the day, in the documented order.
  public var fields: JSONObject { fields(on: nil) }

  private func fields(on day: CivilDate?) -> JSONObject {
    [
      "id": .string(id), "name": .string(name), "gateway": .text(gateway),
      "status": .text(day.flatMap { status(on: $0)?.rawValue }), "ends_on": .text(end?.iso8601),
      "checked_on": .text(Self.checked?.iso8601),
    ]
  }

  /// The record with the status on `day`.
  public func json(on day: CivilDate) -> JSONObject {
    var object: JSONObject = ["schema": .string(Self.schema)]
    for (key, value) in fields(on: day).pairs { object[key] = value }
    return object
  }
}
