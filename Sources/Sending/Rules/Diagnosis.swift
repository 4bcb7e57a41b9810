internal import Profile
internal import Records

/// What a failure at a stage means, whose job it is, and what comes next: pure rules.
struct Diagnosis: Equatable {
  /// The code; another one than the failure's where the circumstances tell more.
  var code: Failure.Code
  /// What it means, in plain words.
  var meaning: String
  /// Whose job it is.
  var owner: Check.Owner
  /// The next command or step.
  var advice: String?

  /// Judges a failure.
  init(_ failure: Failure, at stage: DoctorStage, _ circumstances: Circumstances) {
    self =
      ClockRules.diagnosis(failure, at: stage, circumstances)
      ?? JumpRules.diagnosis(failure, at: stage, circumstances)
      ?? NetworkRules.diagnosis(failure, at: stage, circumstances)
      ?? TLSRules.diagnosis(failure, at: stage)
      ?? LoginRules.diagnosis(failure, at: stage, circumstances)
      ?? LinkRules.diagnosis(failure, at: stage)
      ?? FolderRules.diagnosis(failure, at: stage)
      ?? MailRules.diagnosis(failure, at: stage)
      ?? Diagnosis(
        failure, failure.code.meaning, Self.owner(of: failure.code, stage),
        failure.code == .internalError ? "report it, with so-ftpsend doctor --bundle FILE.tar.gz" : nil)
    // Advice to change a setting is about that of this server, and so are new looks.
    if let server = circumstances.server {
      meaning = server.naming(meaning)
      advice = advice.map(server.naming)
    }
  }

  /// A judgement; without advice of its own the failure's hint stands.
  init(_ failure: Failure, _ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) {
    code = failure.code
    self.meaning = meaning
    self.owner = owner
    self.advice = advice ?? failure.hint
  }

  /// Who runs the machine that a stage speaks to.
  static func operatorOf(_ stage: DoctorStage) -> Check.Owner {
    switch stage {
    case .mail: .mail
    case .jump: .jump
    case .link: .web
    default: .server
    }
  }

  private static func owner(of code: Failure.Code, _ stage: DoctorStage) -> Check.Owner {
    switch code.exit {
    case .configuration, .usage, .dataError, .software: .you
    default: stage == .settings ? .you : operatorOf(stage)
    }
  }
}
