internal import Records

/// What was seen at a stage that did not fail.
enum Sighting: Equatable {
  /// It is as it has to be.
  case fine(String)
  /// It works, but somebody should do something about it.
  case doubtful(String, code: Failure.Code?, meaning: String, owner: Check.Owner, advice: String)
  /// There is nothing to look at.
  case nothing(String, advice: String?)

  func check(_ stage: DoctorStage, milliseconds: Int64) -> Check {
    switch self {
    case .fine(let message): Check(id: stage.rawValue, .ok, message, milliseconds: milliseconds)
    case .doubtful(let message, let code, let meaning, let owner, let advice):
      Check(
        id: stage.rawValue, .warning, message, code: code, meaning: meaning, owner: owner, advice: advice,
        milliseconds: milliseconds)
    case .nothing(let message, let advice): Check(id: stage.rawValue, .skipped, message, advice: advice)
    }
  }
}
