import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records
import Sending
import SystemPackage

/// `so-ftpsend config edit`
struct ConfigEdit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Edit the settings in the editor that VISUAL or EDITOR names.",
    discussion: """
      The text lies in memory only while it is edited, and is checked before it replaces the settings. \
      One that is refused is kept sealed, and the next edit goes on with it.
      """)
  @Flag(help: "Throw away a text that was refused before.") var discard = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let editor = try TextEditor(context.environment)
    let edit = try SettingsEdit(try context.profile(), discarding: discard)
    let folder = try MemoryFolder(context.environment, now: context.time.now())
    edit.notes.forEach(context.console.note)
    let edited = try folder.edit(edit.text, with: editor)
    switch try edit.finish(edited, at: context.time.now()) {
    case .saved: context.console.note("the settings are saved")
    case .unchanged: context.console.note("nothing is changed")
    }
    return .success
  }
}
