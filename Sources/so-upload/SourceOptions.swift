import ArgumentParser
import CommandLineKit
import Platform
import Records
import SystemPackage

/// What the files are, where that is not plain from their names.
struct SourceOptions: ParsableArguments {
  @Flag(name: [.customShort("r"), .long], help: "Put every file below the folders that are named.")
  var recursive = false

  @Option(
    help: ArgumentHelp("The operand - is the content of one document with this name.", valueName: "NAME"))
  var name: DocumentNameArgument?

  @Option(help: ArgumentHelp("Where a mobile device has the files from.", valueName: "SOURCE"))
  var source: DocumentSource?
}

/// A document's name: one part of a path, which need not be UTF-8.
struct DocumentNameArgument: ExpressibleByArgument {
  let name: FileName

  init?(argument: String) {
    guard let path = PathArgument(argument: argument)?.path, path.isRelative, path.components.count == 1,
      path.components.first?.kind == .regular, path.bytes.count <= 255,
      let name = FileName(bytes: path.bytes)
    else { return nil }
    self.name = name
  }
}
