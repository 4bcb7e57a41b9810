import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records
import SystemPackage

/// `so-ftpsend config export`
struct ConfigExport: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the settings file as a plain INI file.",
    discussion: "Secret settings are left out, and named, unless --with-secrets asks for them.")
  @Flag(help: "Write secret settings too.") var withSecrets = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to FILE, with mode 0600; - is standard output.", valueName: "FILE"))
  var out: PathArgument?
  @Flag(help: "Replace FILE when it is there.") var force = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let stored = try context.profile().storedSettings()
    let secrets = stored.lines.map(\.key).filter(\.isSecret).map(\.name).sorted()
    let path = out.flatMap { $0.isStandardStream ? nil : $0.path }
    if withSecrets, !secrets.isEmpty, path == nil, context.results.isTerminal {
      throw Failure(
        .usage, "secrets are not written to a terminal",
        hint: "so-ftpsend config export --with-secrets -o FILE")
    }
    let bytes = (withSecrets ? stored : stored.withoutSecrets).ini
    if let path {
      if !force, try FileStatus(at: path, followingLinks: false) != nil {
        throw Failure(.alreadyExists, "\(path.printable) is there; it is not overwritten", hint: "--force")
      }
      let file = try NewFile(for: path)
      try file.write(bytes)
      try file.publish(at: path, replacing: force)
    } else {
      try context.results.bytes.write(bytes)
    }
    if !withSecrets, !secrets.isEmpty {
      context.console.warn(
        "secret_left_out", "\(secrets.joined(separator: ", ")): left out; --with-secrets writes them")
    }
    return .success
  }
}
