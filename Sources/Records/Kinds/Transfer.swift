/// A container on its way to another site: `so.transfer/1` (R057, R067).
public struct Transfer: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.transfer/1"

  /// How far it is. Each state is kept before the next step begins.
  public enum State: String, CaseIterable, Sendable {
    /// Recorded, with its own copy of the container; waits for its turn, or for its next attempt.
    case queued
    /// The documents that were chosen are packed into the copy.
    case packed
    /// Bytes are on their way.
    case uploading
    /// All bytes are on the server, under a name that nobody looks for.
    case verified
    /// It has its final name.
    case published
    /// Everybody who was to be told was told. A valid end, for those who cannot answer.
    case notified
    /// A recipient has acknowledged it.
    case received
    /// The file was removed from the server.
    case expired
    /// A step failed and is not tried again by itself.
    case failed
    /// A person gave it up before it was published.
    case cancelled
  }

  /// What was chosen to be sent (R059).
  public struct Selection: Hashable, Sendable {
    /// How it was chosen.
    public enum Mode: String, Sendable {
      /// Every document of a folder.
      case all
      /// Some documents.
      case selected
    }

    /// How it was chosen.
    public let mode: Mode
    /// The folder, or the documents.
    public let ids: [String]

    /// What was chosen.
    public init(_ mode: Mode, ids: [String]) {
      self.mode = mode
      self.ids = ids
    }
  }

  /// One state, when it was reached, and what was known then.
  public struct Step: Hashable, Sendable {
    /// The state.
    public let state: State
    /// When it was reached.
    public let at: Timestamp
    /// Bytes that had arrived at the server.
    public var bytes: Int64?
    /// The address and port that answered, numeric.
    public var peer: String?
    /// The fingerprint of the key or certificate that was verified.
    public var hostKey: String?
    /// What the server said: how it introduced itself, or why it refused.
    public var reply: String?
    /// The code word of the failure that led here.
    public var code: String?

    /// A state that was reached.
    public init(_ state: State, at time: Timestamp) {
      self.state = state
      at = time
    }
  }

  /// Names the transfer.
  public let id: TransferID
  /// The container, when it was packed here.
  public let container: ContainerID?
  /// Who sends it: that member's settings and own copies are needed.
  public let member: MemberID?
  /// How far it is.
  public internal(set) var state: State
  /// The server's name in the settings; `nil` for the one without a name.
  public let server: ServerName?
  /// What is spoken with the server: `sftp`, `ftps`.
  public let protocolName: String?
  /// The container's size in bytes.
  public let size: Int64
  /// The SHA-256 of the container, 64 hexadecimal digits.
  public let sha256: String
  /// What was chosen to be packed; `nil` when a finished container was given.
  public let selection: Selection?
  /// Where it goes, without a password.
  public internal(set) var location: String
  /// What the recipients are given to fetch it; `nil` when the site has no public address.
  public internal(set) var link: String?
  /// The fingerprint of the server's key, as it was verified last.
  public var hostKey: String?
  /// Attempts to upload it, since it was queued or a person asked for another series.
  public internal(set) var attempts: Int64 = 0
  /// When the next attempt is due; `nil` when none is.
  public internal(set) var nextAttempt: Timestamp?
  /// Bytes that were at the server already when the last attempt began; `nil` before the first.
  public var resumedFrom: Int64?
  /// What became of the message to each recipient (R020).
  public var deliveries: [Notice]
  /// Every state with its time, the oldest first; of very many, those in the middle are dropped.
  public internal(set) var steps: [Step]
  /// Why the last step failed.
  public internal(set) var failure: JSONObject?

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
    id: TransferID, container: ContainerID?, member: MemberID? = nil, size: Int64, sha256: String,
    selection: Selection? = nil, server: ServerName? = nil, protocolName: String? = nil, location: String,
    link: String?, recipients: [EmailAddress], at time: Timestamp
  ) {
    self.id = id
    self.container = container
    self.member = member
    self.size = size
    self.sha256 = sha256
    self.selection = selection
    self.server = server
    self.protocolName = protocolName
    self.location = location
    self.link = link
    state = .queued
    steps = [Step(.queued, at: time)]
    deliveries = recipients.map { Notice(id: .random(), to: .email($0)) }
  }

  /// More states than these say nothing new, and a record has a limit.
  static let mostSteps = 200

  /// Goes to another state. Whether it may is the rule of the room that sends.
  ///
  /// - Parameter failure: why, when a step failed.
  public mutating func enter(_ step: Step, failure: Failure? = nil) {
    state = step.state
    nextAttempt = nil
    var step = step
    if let failure {
      step.code = failure.code.word
      if step.reply == nil { step.reply = failure.message }
    }
    steps.append(step)
    if steps.count > Self.mostSteps { steps.remove(at: 1) }
    self.failure = failure?.json
  }

  /// Goes to another state.
  public mutating func enter(_ state: State, at time: Timestamp, failure: Failure? = nil) {
    enter(Step(state, at: time), failure: failure)
  }

  /// Adds what became known of the last state after it was entered.
  public mutating func amendLastStep(_ change: (inout Step) -> Void) {
    guard let last = steps.indices.last else { return }
    change(&steps[last])
  }

  /// Counts an attempt to upload it.
  public mutating func countAttempt() { attempts += 1 }

  /// An attempt that somebody ended counts for nothing.
  public mutating func forgetAttempt() { attempts = max(0, attempts - 1) }

  /// Begins a new series of attempts, which a person asked for.
  public mutating func forgetAttempts() { attempts = 0 }

  /// Says when the next attempt is due.
  public mutating func wait(until time: Timestamp) { nextAttempt = time }

  /// Takes another place, because the settings name another server now.
  public mutating func move(to location: String, link: String?) {
    self.location = location
    self.link = link
  }
}
