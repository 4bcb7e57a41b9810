public import Platform
public import Profile
public import Records

/// What a verb works with: where results and messages go, the environment and the clock.
public final class CommandContext: CommandScope {
  /// The program's name, as in `so-patient`.
  public let tool: String
  /// Standard output.
  public let results: ResultWriter
  /// Standard error.
  public let console: Console
  /// The environment variables.
  public let environment: ProcessEnvironment
  /// The clock.
  public let time: any TimeSource

  init(
    tool: String, results: ResultWriter, console: Console, environment: ProcessEnvironment = .current,
    time: any TimeSource = SystemTimeSource()
  ) {
    self.tool = tool
    self.results = results
    self.console = console
    self.environment = environment
    self.time = time
  }

  private var checks: [() -> Failure?] = []
  /// One for the whole command: it remembers the unlocked identity.
  private var knownProfile: Profile?

  /// Says something on standard error that a person should know.
  public func note(_ message: String) { console.note(message) }

  /// Has something looked at when the verb has ended; what is wrong then is warned of.
  public func atEnd(_ check: @escaping () -> Failure?) { checks.append(check) }

  func runChecks() {
    for failure in checks.compactMap({ $0() }) { console.alarm(failure) }
  }

  /// The date on the calendar at the machine: of a person who was born today the date in UTC may
  /// be yesterday or tomorrow.
  ///
  /// - Throws: `time_zone_unknown`.
  public func today() throws(Failure) -> CivilDate {
    try TimeZoneRules.local(environment).date(at: time.now())
  }

  /// Who uses the tool, and where their files are.
  ///
  /// - Throws: `home_unknown`.
  public func profile() throws(Failure) -> Profile {
    if let knownProfile { return knownProfile }
    let profile = try Profile(environment)
    knownProfile = profile
    console.detail("identity: \(profile.identityPath.printable)")
    console.detail("settings: \(profile.settingsPath.printable)")
    console.detail("store: \(profile.storePath.printable)")
    return profile
  }
}
