/// One thing that a doctor looked at: what was seen, what that means, whose job it is, and what
/// helps: `so.check/1` (R055, R081–R083).
///
/// Safe for a ticket: no secret, nothing about a patient.
public struct Check: WritableRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.check/1"

  /// How it is.
  public enum Status: String, CaseIterable, Sendable {
    /// As it has to be.
    case ok
    /// It works, but not for long, or not well.
    case warning
    /// It has to be mended.
    case failed
    /// It was not looked at.
    case skipped
  }

  /// Who can mend it.
  public enum Owner: String, CaseIterable, Sendable {
    /// Whoever uses the tool.
    case you
    /// The people who run this site's network and firewall.
    case network
    /// Who runs the server that files are sent to.
    case server
    /// Who runs the host by which the server is reached.
    case jump
    /// Who runs the mail server.
    case mail
    /// Who runs the web server behind `link.base`.
    case web

    /// For people.
    public var text: String {
      switch self {
      case .you: "you"
      case .network: "your network's people"
      case .server: "the server's operator"
      case .jump: "the jump host's operator"
      case .mail: "the mail server's operator"
      case .web: "the operator of the web server behind link.base"
      }
    }
  }

  /// What was looked at, a plain word.
  public let id: String
  /// How it is.
  public let status: Status
  /// The word of what is wrong.
  public let code: Failure.Code?
  /// What was seen.
  public let message: String
  /// What that means; `nil` where all is well.
  public let meaning: String?
  /// Whose job it is; `nil` where nothing has to be done.
  public let owner: Owner?
  /// The next command or step; `nil` where nothing has to be done.
  public let advice: String?
  /// How long it took; `nil` where that says nothing.
  public let milliseconds: Int64?

  /// A check with these values.
  public init(
    id: String, _ status: Status, _ message: String, code: Failure.Code? = nil, meaning: String? = nil,
    owner: Owner? = nil, advice: String? = nil, milliseconds: Int64? = nil
  ) {
    self.id = id
    self.status = status
    self.code = code
    self.message = message
    self.meaning = meaning
    self.owner = owner
    self.advice = advice
    self.milliseconds = milliseconds
  }

  /// A check that failed; what is not said of it is taken from the failure and its code.
  public init(
    id: String, _ failure: Failure, meaning: String? = nil, owner: Owner, advice: String? = nil,
    milliseconds: Int64? = nil
  ) {
    self.init(
      id: id, .failed, failure.message, code: failure.code, meaning: meaning ?? failure.code.meaning,
      owner: owner, advice: advice ?? failure.hint, milliseconds: milliseconds)
  }

  /// Whether nothing has to be mended.
  public var isWell: Bool { status != .failed }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id), "status": .string(status.rawValue), "code": .text(code?.word),
      "message": .string(message), "meaning": .text(meaning), "whose": .text(owner?.rawValue),
      "advice": .text(advice), "milliseconds": milliseconds.map(JSONValue.integer) ?? .null,
    ]
  }
}
