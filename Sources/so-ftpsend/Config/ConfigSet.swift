import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records
import Sending
import SystemPackage

/// `so-ftpsend config set KEY VALUE`
struct ConfigSet: Verb {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set a setting.",
    discussion: "A secret is taken from a file only: every user of this machine reads command lines.")
  @Argument(
    help: ArgumentHelp("The setting.", valueName: "KEY"), completion: .list(SettingKey.all.map(\.name)))
  var key: String
  @Argument(help: ArgumentHelp("Its value.", valueName: "VALUE")) var value: String?
  @Option(
    help: ArgumentHelp(
      "Read the value from FILE; - is standard input. One line feed at its end is dropped.", valueName: "FILE"
    ))
  var valueFile: PathArgument?
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let key = try SettingKey.named(key)
    if key.isSecret, value != nil {
      throw Failure(
        .secretAsArgument, "\(key.name) is secret and is not taken from the command line",
        hint: "so-ftpsend config set \(key.name) --value-file FILE")
    }
    guard (value == nil) != (valueFile == nil) else {
      throw Failure(.usage, "give either a value or --value-file", hint: "so-ftpsend config set --help")
    }
    var text = value ?? ""
    if let valueFile {
      let bytes = try valueFile.readAll(limit: 4096)
      guard let content = String(validating: bytes, as: UTF8.self) else {
        throw Failure(.utf8Invalid, "the value is not valid UTF-8")
      }
      text = content.hasSuffix("\n") ? String(content.dropLast()) : content
    }
    if key.isPath { text = try Self.absolute(text) }
    try SettingRules.check(text, for: key)
    let profile = try context.profile()
    try profile.set(key, to: text, at: context.time.now())
    try context.results.add(SettingSummary(key, try profile.storedValue(of: key)))
    return .success
  }

  /// Cron runs in another folder than the person who set the path.
  private static func absolute(_ text: String) throws(Failure) -> String {
    let path = FilePath(text)
    guard !path.isAbsolute else { return text }
    return try FileSystem.currentDirectory().pushing(path).lexicallyNormalized().string
  }
}

extension Profile {
  /// What the settings file has now, whatever the environment says.
  func storedValue(of key: SettingKey) throws(Failure) -> SettingValue? {
    try storedSettings().value(of: key)
  }
}
