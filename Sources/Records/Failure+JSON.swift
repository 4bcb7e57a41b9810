extension Failure {
  /// The failure as it stands in records: `code`, `message`, `hint`, and `fields` when a
  /// record was refused.
  public var json: JSONObject {
    var object: JSONObject = [
      "code": .string(code.word), "message": .string(message), "hint": .text(hint),
    ]
    if !fields.isEmpty {
      object["fields"] = .array(
        fields.map { problem in
          [
            "field": .string(problem.field), "code": .string(problem.code.word),
            "message": .string(problem.message),
          ]
        })
    }
    return object
  }
}
