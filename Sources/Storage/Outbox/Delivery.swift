public import Records

/// A message to one address, on its way: mail, SMS or voice.
///
/// One record for each address, so that a bad one holds up no other (R020), with its own
/// attempts, back-off and state (R178).
public struct Delivery: Hashable, Sendable {
  /// How far a message is.
  public enum State: String, Sendable {
    /// Waits for its next attempt.
    case queued
    /// A process is at it; when that dies, it becomes due again once its lease is over.
    case sending
    /// Taken over by the next server.
    case sent
    /// Given up.
    case failed
  }

  /// The id.
  public let id: DeliveryID
  /// What the message is about: a transfer, a patient, a case.
  public let parent: String?
  /// The way it takes, a plain word: `mail`, `sms`, `voice`.
  public let channel: String
  /// How far it is.
  public internal(set) var state: State
  /// The attempts begun so far.
  public internal(set) var attempts: Int64
  /// The code of the last failure, or `nil`.
  public internal(set) var code: String?
  /// When it is to be tried next, or when the lease of the process at it is over.
  public internal(set) var due: Timestamp?
  /// Address and text, as the channel needs them; sealed.
  public let payload: JSONObject
  let version: Int64

  /// A new message, due at once unless `due` says later.
  public init(
    id: DeliveryID = .random(), channel: String, parent: String? = nil, due: Timestamp? = nil,
    payload: JSONObject
  ) {
    self.init(
      id: id, parent: parent, channel: channel, state: .queued, attempts: 0, code: nil, due: due,
      payload: payload, version: 0)
  }

  private init(
    id: DeliveryID, parent: String?, channel: String, state: State, attempts: Int64, code: String?,
    due: Timestamp?, payload: JSONObject, version: Int64
  ) {
    self.id = id
    self.parent = parent
    self.channel = channel
    self.state = state
    self.attempts = attempts
    self.code = code
    self.due = due
    self.payload = payload
    self.version = version
  }

  init(_ record: Record) throws(Failure) {
    let sealed = try record.value(as: SealedDelivery.self)
    guard let id = DeliveryID(record.id), let state = State(rawValue: record.state) else {
      throw Failure(.recordAltered, "a delivery is malformed")
    }
    self.init(
      id: id, parent: record.parent, channel: sealed.channel, state: state, attempts: sealed.attempts,
      code: sealed.code, due: record.due, payload: sealed.payload, version: record.version)
  }

  /// What of the delivery is sealed.
  var sealed: SealedDelivery {
    SealedDelivery(channel: channel, attempts: attempts, code: code, payload: payload)
  }
}

/// The sealed part of a delivery.
struct SealedDelivery: JSONRecord {
  static let schema = "so.queued_delivery/1"

  let channel: String
  let attempts: Int64
  let code: String?
  let payload: JSONObject

  init(channel: String, attempts: Int64, code: String?, payload: JSONObject) {
    self.channel = channel
    self.attempts = attempts
    self.code = code
    self.payload = payload
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    channel = reader.text("channel")
    attempts = reader.integer("attempts")
    code = reader.optionalText("code")
    payload = reader.optionalObject("payload") ?? JSONObject()
  }

  var fields: JSONObject {
    [
      "channel": .string(channel), "attempts": .integer(attempts), "code": .text(code),
      "payload": .object(payload),
    ]
  }
}
