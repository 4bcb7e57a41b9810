import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import SystemPackage

/// `so-upload check`
struct Check: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what would become of files if they were put.",
    discussion: """
      Prints one so.file-check/1 record for each file and writes nothing. Without --patient or \
      --folder-map no store is needed.
      """)
  @OptionGroup var list: FileListOptions
  @OptionGroup var destination: DestinationOptions
  @Option(
    help: ArgumentHelp("Whose rules the files are held against.", valueName: "PROFILE"))
  var profile = UploadProfile.folder
  @Flag(name: [.customShort("r"), .long], help: "Check every file below the folders that are named.")
  var recursive = false
  @Flag(help: "Propose a category for each file.") var guess = false
  @Option(
    help: ArgumentHelp(
      "Propose better names, as in {category}_{name}_{date}.{ending}.", valueName: "TEMPLATE"))
  var renameTemplate: RenameTemplateArgument?
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = destination.isGiven ? try context.profile().openStore(for: context) : nil
    let profile = profile
    let item =
      if let store {
        try destination.items(in: store, category: nil, source: nil, profile: profile)
      } else {
        { (path: FilePath) in UploadItem(checking: path, profile: profile) }
      }
    let checker = FileChecker(
      store, today: try context.today(), guesses: guess, template: renameTemplate?.template)
    let next = try list.reader(for: destination.patient?.id).paths(recursive: recursive)
    var outcome = BatchOutcome()
    var warned = 0
    while let path = try next() {
      let check = try checker.check(item(path))
      for failure in check.errors { context.console.report(failure) }
      if let failure = check.errors.first { outcome.fail(failure) } else { outcome.succeed() }
      if !check.warnings.isEmpty { warned += 1 }
      try context.results.add(check)
    }
    context.console.note(
      "\(outcome.done + outcome.failed) checked, \(outcome.failed) cannot be put, \(warned) with warnings")
    return outcome.status
  }
}

/// A template for names on the command line.
struct RenameTemplateArgument: ExpressibleByArgument {
  let template: RenameTemplate

  init?(argument: String) {
    guard let template = RenameTemplate(argument) else { return nil }
    self.template = template
  }
}
