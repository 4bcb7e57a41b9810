import ArgumentParser
import CommandLineKit

/// The root command: configuration only.
@main
struct SoFtpsend: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "so-ftpsend",
    abstract: "Send containers by SFTP, tell the recipients, and fetch.",
    discussion: """
      A container goes to the server first; when it is complete there, each recipient gets a mail \
      with a link.

        so-ftpsend config set server.url sftp://clinic@sftp.example.org/outbox
        so-ftpsend trust sftp.example.org
        so-ftpsend send --to partner@example.org file.sod
        so-ftpsend get T-… -o file.sod
      """,
    version: Program.version,
    subcommands: [
      ConfigGroup.self, Trust.self, Send.self, Run.self, List.self, Show.self, Retry.self, Cancel.self,
      Get.self, Receipt.self, Ls.self, Expire.self, DoctorVerb.self, Mail.self,
    ])

  static func main() { Program.run(Self.self, name: "so-ftpsend") }
}
