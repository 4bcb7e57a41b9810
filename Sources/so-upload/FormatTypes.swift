import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-upload types`
struct FormatTypes: Verb {
  static let configuration = CommandConfiguration(
    commandName: "types", abstract: "List the formats that are taken.",
    discussion: "A folder takes any other document, image or video, too, but no program.")
  @Option(help: ArgumentHelp("Only those of this profile.", valueName: "PROFILE")) var profile: UploadProfile?
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    for profile in profile.map({ [$0] }) ?? UploadProfile.allCases {
      for format in profile.formats { try context.results.add(FileFormatSummary(format, in: profile)) }
    }
    return .success
  }
}

/// `so-upload categories`
struct Categories: Verb {
  static let configuration = CommandConfiguration(
    commandName: "categories", abstract: "List the categories and what belongs into them.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    for category in DocumentCategory.allCases { try context.results.add(CategorySummary(category)) }
    return .success
  }
}
