public import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
public import Sending
import Storage
import Synchronization
import SystemPackage

extension DoctorStage: ExpressibleByArgument {}

extension DoctorOptions.ServerProtocol: ExpressibleByArgument {}

/// `so-ftpsend doctor`
struct DoctorVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Find out why sending does not work, and say what helps.",
    discussion: """
      Looks at one stage after the other and stops at the first that is wrong: what was seen, what \
      that means, whose job it is, what to do next. A file that is put on the server is removed \
      again; nobody gets a message without --to.
      """)

  @Option(help: ArgumentHelp("Only this stage, and what it needs.", valueName: "STAGE"))
  var only: DoctorStage?
  @Option(help: ArgumentHelp("Another port than that of server.url.", valueName: "N")) var port: UInt16?
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("Another protocol than that of server.url.", valueName: "NAME"))
  var serverProtocol: DoctorOptions.ServerProtocol?
  @Option(
    help: ArgumentHelp("How long to wait for each answer, as in 20s.", valueName: "SPAN"),
    transform: SpanArgument.read)
  var timeout: SpanArgument?
  @Option(help: ArgumentHelp("Send a test message to this address.", valueName: "ADDRESS")) var to: String?
  @Option(
    help: ArgumentHelp(
      "Put what a ticket needs into FILE, without secrets and people.", valueName: "FILE.tar.gz"))
  var bundle: PathArgument?
  @Flag(help: "Replace FILE when it is there.") var force = false
  @OptionGroup var serverOptions: ServerOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if port == 0 { throw ValidationError("--port takes a number from 1 to 65535") }
    if let timeout, !(1...3600).contains(timeout.seconds) {
      throw ValidationError("--timeout takes 1s to 1h")
    }
    if bundle?.isStandardStream == true { throw ValidationError("--bundle takes a file, and not -") }
    if force, bundle == nil { throw ValidationError("--force goes with --bundle") }
    if to != nil, let only, only != .mail { throw ValidationError("--to goes with the stage mail") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    var options = DoctorOptions()
    options.only = only
    options.server = serverOptions.server
    options.port = port
    options.serverProtocol = serverProtocol
    options.timeout = timeout.map { .seconds($0.seconds) }
    options.to = try to.map { (text) throws(Failure) in try EmailAddress(parsing: text) }
    options.home = context.environment.text("HOME")
    let log = LogLines()
    let console = context.console
    if bundle != nil || console.verbosity == .verbose {
      options.log = { line in
        log.add(line)
        console.detail(line)
      }
    }
    let profile = try context.profile()
    try checkBundle()
    var round = TicketBundle.Round()
    let doctor = Doctor(profile, options, time: context.time)
    let stop = try doctor.look { (check) throws(Failure) in
      round.checks.append(check)
      try context.results.add(check)
      // A stage may take its time: a person wants to see how far it is.
      try context.results.flush()
    }
    if let bundle {
      round.log = log.all
      do throws(Failure) { round.store = try profile.openStore(for: context) } catch {
        round.storeFailure = error
      }
      var ticket = TicketBundle(
        profile, tool: "\(context.tool) \(Program.version)", home: options.home, at: context.time.now())
      try ticket.write(round, to: bundle.path, replacing: force)
      console.note("look through \(bundle.path.printable) before you send it")
    }
    return stop?.exit ?? .success
  }

  /// Before the round, which may take minutes.
  private func checkBundle() throws(Failure) {
    guard let bundle, !force, try FileStatus(at: bundle.path, followingLinks: false) != nil else { return }
    throw Failure(
      .alreadyExists, "\(bundle.path.printable) already exists; nothing is overwritten",
      hint: "name another file, or say --force")
  }
}

/// The lines of a log, from whatever thread they come.
private final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  var all: [String] { lines.withLock { $0 } }
}
