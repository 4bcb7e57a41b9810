/// The one error of the whole house: what went wrong as a stable word for programs, a
/// sentence for people, and, where one exists, the command that helps.
///
/// Neither `message` nor `hint` may carry a secret or anything that names a patient: both
/// go to standard error, into logs and into tickets.
public struct Failure: Error, Hashable, Sendable {
  /// The stable word, its exit status and its meaning.
  public let code: Code
  /// What happened, lower case, one line, no final period.
  public let message: String
  /// The command or step that helps, or `nil`.
  public let hint: String?
  /// The fields that a record was refused for, one entry a field (R009); empty otherwise.
  public let fields: [FieldProblem]

  /// Makes a failure; `fields` only for a refused record.
  public init(_ code: Code, _ message: String, hint: String? = nil, fields: [FieldProblem] = []) {
    self.code = code
    self.message = message
    self.hint = hint
    self.fields = fields
  }

  /// The same failure with another hint, for a caller that knows the command that helps.
  public func hinting(_ hint: String) -> Failure {
    Failure(code, message, hint: hint, fields: fields)
  }

  /// The same failure with its message put behind `context` (`scan.pdf: is empty`).
  public func prefixed(_ context: String) -> Failure {
    Failure(code, "\(context): \(message)", hint: hint, fields: fields)
  }
}

/// One refused field of a record.
public struct FieldProblem: Hashable, Sendable {
  /// The field's path in the record, as in `emails[1].address`.
  public let field: String
  /// The stable word for what is wrong with it.
  public let code: Failure.Code
  /// What is wrong, for a person; never the value itself, which may be PHI.
  public let message: String

  /// Names a field and what is wrong with it.
  public init(_ field: String, _ code: Failure.Code, _ message: String) {
    self.field = field
    self.code = code
    self.message = message
  }
}
