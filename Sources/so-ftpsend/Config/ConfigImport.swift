import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records
import Sending

/// `so-ftpsend config import FILE|-`
struct ConfigImport: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take settings from a plain INI file: all of them, or none.",
    discussion: "Settings that the file does not have stay as they are.")
  @Flag(help: "Remove every setting that the file does not have.") var replace = false
  @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "FILE|-")) var file: PathArgument
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let place = file.isStandardStream ? "standard input" : file.path.printable
    let read = try SettingsCheck.read(try file.readAll(limit: 1 << 20), from: place)
    if !file.isStandardStream { try SettingsCheck.checkExposure(of: read, in: file.path) }
    let profile = try context.profile()
    try profile.changeSettings(at: context.time.now()) { settings in
      if replace { settings = read } else { settings.merge(read) }
    }
    let stored = try profile.storedSettings()
    for line in read.lines { try context.results.add(SettingSummary(line.key, stored.value(of: line.key))) }
    return .success
  }
}
