/// A container on its way to another site: `so.transfer/1` (R057, R067).
public struct Transfer: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.transfer/1"

  /// How far it is. Each state is kept before the next step begins.
  public enum State: String, CaseIterable, Sendable {
    /// Recorded; its own copy of the container is kept.
    case queued
    /// Bytes are on their way.
    case uploading
    /// All bytes are on the server, under a name that nobody looks for.
    case verified
    /// It has its final name.
    case published
    /// Everybody who was to be told was told; nothing more is to be done.
    case notified
    /// A step failed and is not tried again by itself.
    case failed
  }

  /// One state and when it was reached.
  public struct Step: Hashable, Sendable {
    /// The state.
    public let state: State
    /// When it was reached.
    public let at: Timestamp
  }

  /// Names the transfer.
  public let id: TransferID
  /// The container, when it was packed here.
  public let container: ContainerID?
  /// How far it is.
  public private(set) var state: State
  /// The container's size in bytes.
  public let size: Int64
  /// The SHA-256 of the container, 64 hexadecimal digits.
  public let sha256: String
  /// Where it goes, without a password.
  public let location: String
  /// What the recipients were given to fetch it; `nil` when the site has no public address.
  public let link: String?
  /// The server's host key, as it was verified.
  public var hostKey: String?
  /// What became of the message to each recipient (R020).
  public var deliveries: [Notice]
  /// Every state with its time.
  public private(set) var steps: [Step]
  /// Why the last step failed.
  public private(set) var failure: JSONObject?

  /// A message to one recipient.
  public struct Notice: Hashable, Sendable {
    /// Names the message.
    public let id: DeliveryID
    /// Whom it is for, and by which way.
    public let to: NoticeAddress
    /// `queued`, `delivered` or `failed`.
    public var status: String
    /// The code word of a failure.
    public var code: String?
    /// What the mail server said.
    public var reply: String?
    /// How often it was tried (R178).
    public var attempts: Int64

    /// A message that was not tried yet.
    public init(id: DeliveryID, to: NoticeAddress) {
      self.id = id
      self.to = to
      status = "queued"
      attempts = 0
    }
  }

  /// A transfer that is recorded and not begun.
  public init(
    id: TransferID, container: ContainerID?, size: Int64, sha256: String, location: String, link: String?,
    recipients: [EmailAddress], at time: Timestamp
  ) {
    self.id = id
    self.container = container
    self.size = size
    self.sha256 = sha256
    self.location = location
    self.link = link
    state = .queued
    steps = [Step(state: .queued, at: time)]
    deliveries = recipients.map { Notice(id: .random(), to: .email($0)) }
  }

  /// Goes to another state.
  public mutating func enter(_ state: State, at time: Timestamp, failure: Failure? = nil) {
    self.state = state
    steps.append(Step(state: state, at: time))
    self.failure = failure?.json
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    container = reader.optionalIdentifier("container_id")
    state = reader.required("state", "a state", standIn: .failed) { State(rawValue: $0) }
    size = reader.count("size")
    sha256 = reader.sha256("sha256")
    location = reader.text("location")
    link = reader.optionalText("link")
    hostKey = reader.optionalText("host_key")
    deliveries = reader.objects("deliveries", what: "delivery") { Notice(reading: &$0) }
    steps = reader.objects("states", what: "state") { nested in
      Step(
        state: nested.required("state", "a state", standIn: .failed) { State(rawValue: $0) },
        at: nested.time("at"))
    }
    failure = reader.optionalObject("error")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "container_id": .text(container?.text), "state": .string(state.rawValue),
      "size": .integer(size), "sha256": .string(sha256), "location": .string(location), "link": .text(link),
      "host_key": .text(hostKey), "deliveries": .array(deliveries.map(\.json)),
      "states": .array(steps.map { ["state": .string($0.state.rawValue), "at": .time($0.at)] }),
      "error": failure.map(JSONValue.object) ?? .null,
    ]
  }
}

extension Transfer.Notice {
  init?(reading reader: inout ObjectReader) {
    id = reader.identifier("id")
    status = reader.text("status")
    code = reader.optionalText("code")
    reply = reader.optionalText("reply")
    // Both are absent in what was kept before there were text messages.
    attempts = reader.optionalCount("attempts") ?? 0
    let channel = reader.optionalText("channel") ?? "mail"
    let before = reader.problems.count
    guard let address = reader.optional("to", "an address", { NoticeAddress($0, channel: channel) }) else {
      if reader.problems.count == before { reader.refuse("to", .required, "is mandatory") }
      return nil
    }
    to = address
  }

  var json: JSONValue {
    [
      "id": .string(id.text), "channel": .string(to.channel), "to": .string(to.text),
      "status": .string(status), "code": .text(code), "reply": .text(reply), "attempts": .integer(attempts),
    ]
  }
}
