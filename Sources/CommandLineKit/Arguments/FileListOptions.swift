public import ArgumentParser
internal import Platform
public import Records
public import SystemPackage

/// The files a verb works on: operands, or a list in a file or on standard input.
public struct FileListOptions: ParsableArguments {
  /// The operands.
  @Argument(help: ArgumentHelp("The files.", valueName: "FILE")) public var files: [PathArgument] = []

  /// The list.
  @Option(
    name: .customLong("files-from"),
    help: ArgumentHelp("Read file names from FILE, one a line; - is standard input.", valueName: "FILE"))
  public var filesFrom: PathArgument?

  /// Whether the names in the list end with NUL.
  @Flag(name: .customShort("0"), help: "The names in the list end with NUL, as find -print0 writes them.")
  public var nulTerminated = false

  /// No file.
  public init() {}

  /// Refuses what cannot be meant.
  public func validate() throws {
    if files.isEmpty, filesFrom == nil { throw ValidationError("no file is named") }
    if nulTerminated, filesFrom == nil { throw ValidationError("-0 goes with --files-from") }
  }

  /// Gives the names one after the other, so that a list of any length takes no memory.
  public func reader() throws(Failure) -> FileListReader {
    FileListReader(
      operands: files.map(\.path),
      list: try filesFrom.map { (path) throws(Failure) in
        LineReader(try path.openForReading(), terminator: nulTerminated ? 0 : 0x0A, limit: 1 << 16)
      })
  }
}

/// Gives file names one after the other; see `FileListOptions`.
public final class FileListReader {
  private var operands: ArraySlice<FilePath>
  private let list: LineReader?

  init(operands: [FilePath], list: LineReader?) {
    self.operands = operands[...]
    self.list = list
  }

  /// The next name; `nil` at the end. Empty lines are passed over.
  public func next() throws(Failure) -> FilePath? {
    if let operand = operands.popFirst() { return operand }
    while let line = try list?.next() {
      if !line.isEmpty { return FilePath(bytes: line) }
    }
    return nil
  }
}
