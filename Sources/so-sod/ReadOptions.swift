import AgeFormat
import ArgumentParser
import CommandLineKit
import Exchange
import Keys
import Platform
import Profile
import Records
import SODFormat

/// The options of the verbs that open a container with a key.
struct ReadOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The container; - is standard input.", valueName: "FILE|-")) var file:
    PathArgument

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Open it with this identity, or SSH private key.", valueName: "IDENTITY"))
  var identity: PathArgument?

  @Option(
    help: ArgumentHelp(
      "The file of the passphrase: of the container, or of the identity that -i names.", valueName: "F"))
  var passphraseFile: PathArgument?

  /// What opens the container.
  private func keys(_ profile: Profile) throws(Failure) -> ContainerKeys {
    let passphrase = PassphraseInput(file: passphraseFile?.path, option: "--passphrase-file")
    guard let identity else { return .own(passphrase: passphrase) }
    return .file(
      try AgeKeyFile(identity.path, passphrases: passphraseFile == nil ? profile.passphrases : passphrase))
  }

  /// Opens the container and reads its manifest.
  ///
  /// - Parameter acceptUnsigned: whether a container by nobody, or by somebody unknown, is taken.
  func open(in context: CommandContext, acceptUnsigned: Bool = false) throws(Failure) -> SODReader {
    let profile = try context.profile()
    return try profile.openContainer(
      try file.openForReading(), with: try keys(profile), acceptUnsigned: acceptUnsigned,
      now: context.time.now())
  }
}

/// The option of the verbs that check who signed a container.
struct SignerOptions: ParsableArguments {
  @Flag(help: "Take a container without a signature, or signed by somebody unknown.")
  var acceptUnsigned = false
}
