/// One thing that has to be well before files can be put, and what helps where it is not:
/// `so.health/1` (R055).
public struct HealthCheck: WritableRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.health/1"

  /// What was looked at, a plain word.
  public let id: String
  /// Whether it is well.
  public let isWell: Bool
  /// What was found.
  public let message: String
  /// What helps; `nil` where nothing has to.
  public let advice: String?

  /// A check with these values.
  public init(id: String, isWell: Bool, message: String, advice: String? = nil) {
    self.id = id
    self.isWell = isWell
    self.message = message
    self.advice = advice
  }

  /// A check that found what is wrong.
  public init(id: String, _ failure: Failure, advice: String? = nil) {
    self.init(id: id, isWell: false, message: failure.message, advice: failure.hint ?? advice)
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id), "ok": .bool(isWell), "message": .string(message), "advice": .text(advice),
    ]
  }
}
