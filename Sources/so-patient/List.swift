import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Storage

/// `so-patient list`
struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all folders, or what waits.",
    discussion: """
      The review is all folders, oldest first. The dashboard is what waits for somebody: \
      appointments to come, folders with new documents, conversions and messages that wait or \
      failed. On a terminal a specialist gets the dashboard, unless told otherwise; a pipe always \
      gets the review.
      """)
  @Option(help: ArgumentHelp("What is listed: review or dashboard.", valueName: "VIEW")) var view:
    ViewArgument?
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    let landing = context.results.isTerminal ? FolderView(landingOf: store.member.role) : .review
    if (view?.view ?? landing) == .dashboard {
      try PatientFolders(store).dashboard(at: context.time.now()) { (item) throws(Failure) in
        try context.results.add(item)
      }
      return .success
    }
    var (count, next) = (0, 1)
    try PatientFolders(store).list { (patient) throws(Failure) in
      try context.results.add(patient)
      count += 1
      // The first at once, then twice as many each time: a reader who wants one line (`| head -1`)
      // has it soon, and one who wants all is not slowed down.
      if count == next {
        try context.results.flush()
        next = min(next * 2, count + 500)
      }
    }
    return .success
  }
}

/// A view on the command line.
struct ViewArgument: ExpressibleByArgument {
  let view: FolderView

  init?(argument: String) {
    guard let view = FolderView(rawValue: argument) else { return nil }
    self.view = view
  }

  static var allValueStrings: [String] { FolderView.allCases.map(\.rawValue) }
}
