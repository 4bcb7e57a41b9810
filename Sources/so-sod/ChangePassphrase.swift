import AgeFormat
import ArgumentParser
import CommandLineKit
import Keys
import Platform
import Profile
import Records
import SystemPackage

/// `so-sod passphrase`
struct ChangePassphrase: Verb {
  static let configuration = CommandConfiguration(
    commandName: "passphrase",
    abstract: "Protect an identity by a passphrase, change it, or take it off.",
    discussion: """
      A passphrase that no option names is asked for at the terminal. Copies of the identity that \
      were made before keep their protection.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The identity file (default: your own).", valueName: "IDENTITY"))
  var identity: PathArgument?

  @Option(help: ArgumentHelp("The file of the passphrase that opens it now.", valueName: "F"))
  var passphraseFile: PathArgument?

  @Option(help: ArgumentHelp("The file of the new passphrase.", valueName: "F"))
  var newPassphraseFile: PathArgument?

  @Flag(help: "Take the passphrase off.") var remove = false
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if remove, newPassphraseFile != nil {
      throw ValidationError("--remove and --new-passphrase-file exclude each other")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let path = identity?.path ?? profile.identityPath
    // Says what is to be done where there is none.
    if identity == nil, try FileStatus(at: path) == nil { _ = try profile.identity() }
    let former =
      passphraseFile.map { PassphraseInput(file: $0.path, option: "--passphrase-file") }
      ?? profile.passphrases
    let changed = try IdentityFile.protect(path, former: former) { () throws(Failure) in
      guard !remove else { return nil }
      return try PassphraseInput(file: newPassphraseFile?.path, option: "--new-passphrase-file")
        .newPassphrase(for: "passphrase of \(path.printable)")
    }
    try context.results.show(
      Contact(
        name: nil, email: nil, recipient: changed.recipientText, signer: changed.signer.text,
        fingerprint: changed.fingerprint, digits: changed.signer.digits))
    context.console.note(
      remove
        ? "no passphrase protects \(path.printable) now"
        : "the new passphrase protects \(path.printable), and no copy that was made before")
    return .success
  }
}
