internal import Notices
internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// One round of a doctor, with what it has found so far.
final class DoctorRound {
  private let profile: Profile
  private let options: DoctorOptions
  private let time: any TimeSource
  private var settings = Settings()
  private var target: DoctorTarget?

  init(_ profile: Profile, _ options: DoctorOptions, _ time: any TimeSource) {
    self.profile = profile
    self.options = options
    self.time = time
  }

  /// Whether the server has no such stage, and nobody asked for it.
  func passesOver(_ stage: DoctorStage) -> Bool {
    guard stage != options.only else { return false }
    return switch stage {
    case .data: target?.ladder.hasDataChannel != true
    case .jump: target?.ladder.hasJump != true
    default: false
    }
  }

  func look(at stage: DoctorStage) throws(Failure) -> Sighting {
    switch stage {
    case .settings: return try readSettings()
    case .link: return try checkLink()
    case .mail: return try checkMail()
    default:
      guard let ladder = target?.ladder else {
        throw Failure(.internalError, "no server was set up to be looked at")
      }
      return try ladder.look(at: stage)
    }
  }

  private func readSettings() throws(Failure) -> Sighting {
    settings = try profile.settings()
    let place = "the settings at \(profile.settingsPath.printable) open"
    guard DoctorStage.walk(to: options.only).contains(where: \.needsServer) else { return .fine(place) }
    let target = try DoctorTarget(settings, profile, options, at: time.now())
    self.target = target
    return .fine("\(place); the server is \(target.url)")
  }

  private func checkLink() throws(Failure) -> Sighting {
    guard let target, let base = target.linkBase else {
      return .nothing(
        "link.base has no value: mails name the transfer, and recipients need an account at the server",
        advice: "so-ftpsend config set \(SettingKey.linkBase.of(options.server).name) URL")
    }
    return try LinkCheck(
      base: base, limits: options.limits(or: nil, hiding: TicketBundle.secrets(settings)),
      authority: target.certificates, timeout: options.timeout
    ).look(target.ladder)
  }

  private func checkMail() throws(Failure) -> Sighting {
    // Whoever asks for just this wants to know what is missing; others may not use mail at all.
    guard settings[.mailURL] != nil || options.only == .mail else {
      return .nothing("mail.url has no value: nobody is told", advice: "so-ftpsend config set mail.url URL")
    }
    let limit = options.timeout.map { max(1, Int64($0 / .milliseconds(1))) }
    return try MailCheck(
      trial: try MailTrial(settings, limit: limit),
      limits: options.limits(or: nil, hiding: TicketBundle.secrets(settings)), to: options.to,
      now: time.now()
    ).look()
  }

  /// A failure as it is told.
  func check(_ failure: Failure, at stage: DoctorStage, milliseconds: Int64) -> Check {
    var circumstances = target?.ladder.circumstances ?? Circumstances()
    circumstances.now = time.now()
    circumstances.past = past
    circumstances.server = options.server
    let diagnosis = Diagnosis(failure, at: stage, circumstances)
    return Check(
      id: stage.rawValue, .failed, failure.message, code: diagnosis.code, meaning: diagnosis.meaning,
      owner: diagnosis.owner, advice: diagnosis.advice, milliseconds: milliseconds)
  }

  /// When the settings were written, which is past.
  private var past: Timestamp? {
    guard let status = try? FileStatus(at: profile.settingsPath) else { return nil }
    return Timestamp(milliseconds: status.modified / 1_000_000)
  }
}
