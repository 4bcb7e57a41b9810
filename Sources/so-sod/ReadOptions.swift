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
  func keys(_ profile: Profile) throws(Failure) -> ContainerKeys {
    let passphrase = PassphraseInput(file: passphraseFile?.path, option: "--passphrase-file")
    guard let identity else { return .own(passphrase: passphrase, further: try profile.furtherKeys()) }
    return .file(
      try AgeKeyFile(identity.path, passphrases: passphraseFile == nil ? profile.passphrases : passphrase))
  }

  /// Opens the container and reads its manifest.
  ///
  /// - Parameter accepting: what is taken besides one's own and the contacts' containers.
  func open(in context: CommandContext, accepting options: SignerOptions) throws(Failure) -> SODReader {
    try open(
      in: context, acceptUnsigned: options.acceptUnsigned, acceptReaddressed: options.acceptReaddressed)
  }

  /// Opens the container and reads its manifest.
  func open(
    in context: CommandContext, acceptUnsigned: Bool = false, acceptReaddressed: Bool = false
  ) throws(Failure) -> SODReader {
    let profile = try context.profile()
    return try profile.openContainer(
      try file.openForReading(), with: try keys(profile), acceptUnsigned: acceptUnsigned,
      acceptReaddressed: acceptReaddressed, now: context.time.now())
  }
}

/// The options of the verbs that check whose container it is and whom it is for.
struct SignerOptions: ParsableArguments {
  @Flag(help: "Take a container without a signature, or signed by somebody unknown.")
  var acceptUnsigned = false

  @Flag(help: "Take a container that neither its sender nor a share addressed to you.")
  var acceptReaddressed = false
}
