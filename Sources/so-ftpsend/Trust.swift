import ArgumentParser
import CommandLineKit
import Records
import Sending

/// `so-ftpsend trust HOST[:PORT]`
struct Trust: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "Ask a server for its host key, show it, and trust it from now on.",
    discussion: """
      Compare the fingerprint with the one that the server's operator gives you. Nothing else ever \
      trusts a host key.
      """)
  @Argument(help: ArgumentHelp("The server.", valueName: "HOST[:PORT]")) var host: String

  @Option(help: ArgumentHelp("Trust it only when its fingerprint is this one.", valueName: "SHA256:…"))
  var fingerprint: String?
  @OptionGroup var servers: ServerOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let fingerprint, HostTrust.fingerprint(fingerprint) == nil {
      throw ValidationError("--fingerprint takes SHA256: and 43 characters, as ssh-keygen -l prints it")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let trust = try HostTrust(try context.profile(), server: servers.server)
    try context.results.add(try trust.trust(host, onlyIf: fingerprint.flatMap(HostTrust.fingerprint)))
    return .success
  }
}
