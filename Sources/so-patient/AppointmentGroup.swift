import ArgumentParser
import CommandLineKit
import Folders
import Notices
import Platform
import Profile
import Records

/// `so-patient appointment`
struct AppointmentGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "appointment", abstract: "Make and cancel appointments, and tell the patient.",
    subcommands: [AppointmentAdd.self, AppointmentList.self, AppointmentCancel.self, AppointmentNotify.self])
}

/// `so-patient appointment add P-…`
struct AppointmentAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make an appointment and mail an invitation to every address.",
    discussion: """
      The folder needs an e-mail address first, and the settings a mail server. TIME is what the \
      clock of the zone shows, as in 2026-12-01T10:00.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("When it begins.", valueName: "TIME")) var start: String
  @Option(help: ArgumentHelp("The time zone, as in Europe/Berlin.", valueName: "ZONE")) var tz: String
  @Option(help: ArgumentHelp("How long it takes (default: 30).", valueName: "N")) var minutes: Int64?
  @Flag(help: "It takes place at the clinic, and not over the network.") var inPerson = false
  @Option(help: ArgumentHelp("The referral that it goes back to.", valueName: "F-…"))
  var referral: IdentifierArgument<FormKind>?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let draft = try Appointments.Draft(
      try AppointmentTime(start, in: try TimeZoneRules(named: tz)), minutes: minutes ?? 30,
      kind: inPerson ? .inPerson : .virtual, referral: referral?.id)
    return try context.tell(try context.appointments().add(draft, for: id.id))
  }
}

/// `so-patient appointment list P-…`
struct AppointmentList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the appointments of a folder.")
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.folders().appointments(of: id.id) { (appointment) throws(Failure) in
      try context.results.add(appointment)
    }
    return .success
  }
}

/// `so-patient appointment cancel A-…`
struct AppointmentCancel: Verb {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel an appointment, and tell every address.")
  @Argument(help: ArgumentHelp("The appointment.", valueName: "A-…"))
  var id: IdentifierArgument<AppointmentKind>
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.tell(try context.appointments().cancel(id.id))
  }
}

/// `so-patient appointment notify A-…`
struct AppointmentNotify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "notify", abstract: "Deliver the messages about an appointment that still wait.")
  @Argument(help: ArgumentHelp("The appointment.", valueName: "A-…"))
  var id: IdentifierArgument<AppointmentKind>
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.tell(try context.appointments().notify(id.id))
  }
}

extension CommandContext {
  fileprivate func appointments() throws(Failure) -> Appointments {
    let profile = try profile()
    return try Appointments(try profile.openStore(for: self), try profile.settings())
  }

  /// Prints an appointment and whom nobody could tell: each address is an item of its own (R020).
  fileprivate func tell(_ result: Appointments.Outcome) throws(Failure) -> ExitStatus {
    var outcome = BatchOutcome()
    outcome.succeed()
    try results.add(result.appointment)
    for untold in result.untold {
      outcome.fail(untold.failure)
      // The address is the patient's, and these lines end up in logs.
      console.report(untold.failure.prefixed("an address of the folder"))
    }
    return outcome.status
  }
}
