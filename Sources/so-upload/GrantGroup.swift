import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload grant`
struct GrantGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Let somebody put files into a folder for some time.",
    subcommands: [GrantAdd.self, GrantList.self, GrantRevoke.self])
}

/// `so-upload grant add`
struct GrantAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Give a grant, and write its token to a file.",
    discussion: """
      The token is a secret: so-upload put --grant-file FILE puts files by it. Nobody can tell it \
      again. Prints the so.grant/1 record, or, with -o -, the token alone.
      """)

  @Option(help: ArgumentHelp("The folder.", valueName: "P-…")) var patient: IdentifierArgument<PatientKind>
  @Option(
    help: ArgumentHelp("How long it is good, as in 30m, 24h, 14d.", valueName: "TIME"),
    transform: SpanArgument.read)
  var ttl: SpanArgument
  @Option(help: ArgumentHelp("How many files it takes.", valueName: "N")) var maxFiles: Int64?
  @Option(help: ArgumentHelp("How many bytes it takes, all files together.", valueName: "N"))
  var maxBytes: Int64?
  @Option(help: ArgumentHelp("The category that the files get.", valueName: "CATEGORY"))
  var category: DocumentCategory?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the token to FILE, which must be new; - is standard output.", valueName: "FILE")
  )
  var out: PathArgument
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let terms = try UploadGrants.Terms(
      seconds: ttl.seconds, files: maxFiles, bytes: maxBytes, category: category)
    let grants = UploadGrants(try context.profile().openStore(for: context))
    if out.isStandardStream {
      try context.results.bytes.write(try grants.add(terms, for: patient.id).token.file)
      return .success
    }
    if try FileStatus(at: out.path, followingLinks: false) != nil {
      throw Failure(.alreadyExists, "\(out) is there; it is not overwritten")
    }
    let file = try NewFile(for: out.path)
    let (grant, token) = try grants.add(terms, for: patient.id)
    do throws(Failure) {
      try file.write(token.file)
      try file.publish(at: out.path)
    } catch {
      // A grant whose token nobody has is of no use to anybody.
      _ = try? grants.revoke(grant.id)
      throw error
    }
    try context.results.add(grant.shown(at: context.time.now()))
    return .success
  }
}

/// `so-upload grant list`
struct GrantList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the grants, oldest first.")

  @Option(help: ArgumentHelp("Only those for this folder.", valueName: "P-…"))
  var patient: IdentifierArgument<PatientKind>?
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let grants = UploadGrants(try context.profile().openStore(for: context))
    try grants.list(for: patient?.id) { (grant) throws(Failure) in
      try context.results.add(grant.shown(at: context.time.now()))
    }
    return .success
  }
}

/// `so-upload grant revoke G-…`
struct GrantRevoke: Verb {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Take grants back.")

  @Argument(help: ArgumentHelp("The grants.", valueName: "G-…")) var grants: [IdentifierArgument<GrantKind>]
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let all = UploadGrants(try context.profile().openStore(for: context))
    var outcome = BatchOutcome()
    for grant in grants {
      do throws(Failure) {
        let revoked = try all.revoke(grant.id)
        outcome.succeed()
        try context.results.add(revoked.shown(at: context.time.now()))
      } catch {
        if [.outputClosed, .outputFailed].contains(error.code) { throw error }
        outcome.fail(error)
        context.console.report(error)
      }
    }
    return outcome.status
  }
}

/// The option of a verb that puts files by a grant.
struct GrantOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Put the files by the grant whose token FILE holds.", valueName: "FILE"))
  var grantFile: PathArgument?

  /// The grant that the files are put by; `nil` when none is asked for.
  func admit(
    into patient: PatientID, category: DocumentCategory?, _ grants: UploadGrants, at moment: Timestamp
  ) throws(Failure) -> Grant? {
    guard let grantFile else { return nil }
    let token = try GrantToken(file: try grantFile.readAll(limit: 256))
    return try grants.admit(token, into: patient, category: category, at: moment)
  }
}
