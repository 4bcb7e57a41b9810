import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload thumbnail`
struct Thumbnail: Verb {
  static let configuration = CommandConfiguration(
    commandName: "thumbnail", abstract: "Write a document's thumbnail, a JPEG.",
    discussion: "The thumbnails are made by so-upload process.")
  @Argument(help: ArgumentHelp("The document.", valueName: "D-…")) var document:
    IdentifierArgument<DocumentKind>

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to FILE; - is standard output.", valueName: "FILE"))
  var out: PathArgument

  @Flag(help: "Replace FILE when it is there.") var force = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    if out.isStandardStream, context.results.isTerminal {
      throw Failure(.usage, "a picture is not written to a terminal", hint: "so-upload thumbnail … -o FILE")
    }
    let folders = PatientFolders(try context.profile().openStore(for: context))
    if out.isStandardStream {
      try folders.writeThumbnail(of: document.id, to: context.results.bytes)
      return .success
    }
    // Refused before the look becomes an event.
    if !force, try FileStatus(at: out.path, followingLinks: false) != nil {
      throw Failure(.alreadyExists, "\(out) is there; it is not overwritten", hint: "--force")
    }
    let file = try NewFile(for: out.path)
    try folders.writeThumbnail(of: document.id, to: file)
    try file.publish(at: out.path, replacing: force)
    return .success
  }
}
