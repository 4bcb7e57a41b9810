public import Platform
public import Profile
public import Records
internal import SFTP

/// Finds out why sending does not work: climbs from the settings to a recipient's mail, stops at
/// the first thing that is wrong, and says what it saw, what that means, whose job it is and what
/// helps (R081–R083).
public struct Doctor {
  private let profile: Profile
  private let options: DoctorOptions
  private let time: any TimeSource

  /// A doctor for the settings of `profile`; nothing is looked at yet.
  public init(_ profile: Profile, _ options: DoctorOptions, time: any TimeSource) {
    self.profile = profile
    self.options = options
    self.time = time
  }

  /// Looks, and tells each stage when it is done.
  ///
  /// - Returns: the code of the stage that failed; `nil` when none did.
  /// - Throws: what `report` throws.
  public func look(_ report: (Check) throws(Failure) -> Void) throws(Failure) -> Failure.Code? {
    let round = DoctorRound(profile, options, time)
    var stop: Failure.Code?
    for stage in DoctorStage.walk(to: options.only) where !round.passesOver(stage) {
      guard stop == nil else {
        try report(Check(id: stage.rawValue, .skipped, "an earlier stage failed"))
        continue
      }
      let start = ContinuousClock.now
      func milliseconds() -> Int64 { Int64((ContinuousClock.now - start) / .milliseconds(1)) }
      let check: Check
      do throws(Failure) {
        let sighting = try round.look(at: stage)
        check = sighting.check(stage, milliseconds: milliseconds())
      } catch {
        check = round.check(error, at: stage, milliseconds: milliseconds())
        stop = check.code
      }
      try report(check)
    }
    return stop
  }
}

/// What is asked of a doctor.
public struct DoctorOptions: Sendable {
  /// The protocols that a server may speak.
  public enum ServerProtocol: String, CaseIterable, Sendable {
    /// SFTP, over SSH.
    case sftp
    /// FTP over TLS.
    case ftps
  }

  /// Only this stage, and what it needs; `nil` for all.
  public var only: DoctorStage?
  /// The name of one of several servers; `nil` for the one without.
  public var server: ServerName?
  /// Another port than that of the settings.
  public var port: UInt16?
  /// Another protocol than that of the settings.
  public var serverProtocol: ServerProtocol?
  /// How long to wait for a connection and for each answer; `nil` for the usual time.
  public var timeout: Duration?
  /// Whom to send a test message; nobody gets one else.
  public var to: EmailAddress?
  /// Gets the log of the sessions, line by line, safe for a ticket as the bundle is.
  public var log: (@Sendable (String) -> Void)?
  /// The user's home, which stands as `~` in the log.
  public var home: String?

  /// Everything, as the settings say.
  public init() {}

  func limits(or usual: Duration?, hiding secrets: [String] = []) -> SFTPSettings {
    var limits = SFTPSettings()
    if let timeout = timeout ?? usual {
      limits.connectTimeout = timeout
      limits.answerTimeout = timeout
      limits.stallTimeout = timeout
    }
    // Always one, since it also knows which algorithms did not match.
    limits.log = { _ in }
    if let log = log.map({ SessionMask(secrets, home: home).masking($0) }) {
      limits.log = log
      limits.events = log
    }
    return limits
  }
}
