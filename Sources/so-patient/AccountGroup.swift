import ArgumentParser
import CommandLineKit
import Folders
import Keys
import Platform
import Records
import SystemPackage

/// `so-patient account`
struct AccountGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Keep the user accounts by which patients sign in.",
    subcommands: [AccountSet.self, AccountShow.self, AccountRemove.self])
}

/// `so-patient account set P-… --username NAME`
struct AccountSet: Verb {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Give a patient a user name and a password, or others.",
    discussion: """
      The password is asked for, twice, or read from a file: every user of this machine reads \
      command lines. It has at least 12 characters, contains neither the user name nor the \
      patient's name or date of birth, and is not one that everybody tries first.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("The name to sign in with.", valueName: "NAME")) var username: UsernameArgument
  @OptionGroup var password: PasswordOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let accounts = try context.accounts()
    let secret = try password.newPassword()
    try context.results.add(try accounts.set(username.username, password: secret, of: id.id))
    return .success
  }
}

/// `so-patient account show P-…`
struct AccountShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a patient's user account; never the password.")
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.results.add(try context.accounts().show(id.id))
    return .success
  }
}

/// `so-patient account remove P-…`
struct AccountRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a patient's user account.")
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.results.add(try context.accounts().remove(from: id.id))
    return .success
  }
}

/// Where a new password comes from.
struct PasswordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Read the password from FILE, one line; - is standard input.", valueName: "FILE"))
  var passwordFile: PathArgument?
  @Option(help: ArgumentHelp("Read the password from the open descriptor N, one line.", valueName: "N"))
  var passwordFd: Int32?

  func validate() throws {
    if passwordFile != nil, passwordFd != nil {
      throw ValidationError("--password-file and --password-fd exclude each other")
    }
    if let passwordFd, passwordFd < 0 { throw ValidationError("a descriptor is a number from 0") }
  }

  /// The password; one that is typed is asked for twice.
  ///
  /// - Throws: `passphrase_missing` when there is nobody to ask, and what reading throws.
  func newPassword() throws(Failure) -> SecretBytes {
    if let descriptor = passwordFile?.isStandardStream == true ? 0 : passwordFd {
      // Whoever opened it has read it, and looked after its mode.
      let source = DescriptorSource(FileDescriptor(rawValue: descriptor), name: "the password's descriptor")
      var bytes = try source.readAll(
        limit: Passphrase.maximumLength + 2,
        excess: Failure(.passphraseInvalid, "the password is longer than \(Passphrase.maximumLength) bytes"))
      return try Passphrase(file: SecretBytes(wiping: &bytes)).secret
    }
    do throws(Failure) {
      return try PassphraseInput(file: passwordFile?.path).newPassphrase(for: "password of the account")
        .secret
    } catch {
      throw error.code == .passphraseMissing
        ? error.hinting("name a file of it with --password-file FILE") : error
    }
  }
}

/// A user name on the command line.
struct UsernameArgument: ExpressibleByArgument {
  let username: Username

  init?(argument: String) {
    guard let username = Username(argument) else { return nil }
    self.username = username
  }
}

extension CommandContext {
  fileprivate func accounts() throws(Failure) -> PatientAccounts {
    try PatientAccounts(try profile().openStore(for: self))
  }
}
