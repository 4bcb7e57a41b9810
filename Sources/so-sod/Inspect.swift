import ArgumentParser
import CommandLineKit
import Platform
import Records
import SODFormat

/// `so-sod inspect`
struct Inspect: Verb {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show what anybody can see of a container, without a key.")
  @Argument(help: ArgumentHelp("The container; - is standard input.", valueName: "FILE|-")) var file:
    PathArgument
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    if file.isStandardStream {
      try context.results.add(Inspection(try SODInspection(DescriptorSource.standardInput())))
    } else {
      let source = try InputFile(opening: file.path)
      try context.results.add(Inspection(try SODInspection(source, size: source.size)))
    }
    return .success
  }
}
