import AgeFormat
import AgeHybrid
import ArgumentParser
import CommandLineKit

/// The root command: configuration only.
@main
struct SoSod: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "so-sod",
    abstract: "Pack, open and check .sod containers.",
    discussion: """
      A .sod is an age file around a tar archive, signed; its recipient can open it with stock \
      programs too, see sod(5).

        so-sod keygen --name 'clinic-a' > contact.json
        so-sod contact add - < their-contact.json
        so-sod pack --patient P-… --all --to partner
        so-sod unpack --import file.sod
      """,
    version: Program.version,
    subcommands: [
      Keygen.self, ChangePassphrase.self, ContactGroup.self, Pack.self, Unpack.self, List.self, Show.self,
      Share.self, Rekey.self,
      Verify.self, Inspect.self,
    ])

  static func main() {
    AgeHybridKey.register()
    Program.run(Self.self, name: "so-sod")
  }
}
