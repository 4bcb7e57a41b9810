import ArgumentParser
import CommandLineKit

/// The root command: configuration only.
@main
struct SoUpload: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "so-upload",
    abstract: "Put documents into patient folders.",
    discussion: """
      Each file is sealed, made durable and committed before its receipt is printed; one bad file \
      does not stop the others.

        so-upload put --patient P-… --category lab blood.pdf
        find scans -type f -print0 | so-upload put --patient P-… --files-from - -0
        so-upload process
      """,
    version: Program.version,
    subcommands: [
      Put.self, Check.self, Plan.self, FormatTypes.self, Categories.self, Add.self, Start.self, Status.self,
      Categorize.self, Remove.self, Receipt.self, GrantGroup.self, Checklist.self, Doctor.self, Process.self,
      Thumbnail.self,
    ])

  static func main() { Program.run(Self.self, name: "so-upload") }
}
