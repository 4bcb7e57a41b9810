public import ArgumentParser
internal import Platform
public import Records
public import SystemPackage

/// A file name on the command line, with its bytes as they were given.
public struct PathArgument: ExpressibleByArgument, Hashable, Sendable {
  /// The path.
  public let path: FilePath

  /// Takes an argument; an empty one names no file.
  public init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    path = FilePath(bytes: ArgumentText.decode(argument))
  }

  /// Whether this is `-`: standard input or standard output.
  public var isStandardStream: Bool { path == "-" }

  /// What the shell completes.
  public static var defaultCompletionKind: CompletionKind { .file() }

  /// Opens the file, or standard input for `-`.
  public func openForReading() throws(Failure) -> any ByteSource {
    if isStandardStream { return DescriptorSource.standardInput() }
    return try InputFile(opening: path)
  }

  /// The content of a small file, or of standard input for `-`.
  ///
  /// - Throws: `value_invalid` when it is longer than `limit` bytes.
  public func readAll(limit: Int) throws(Failure) -> [UInt8] {
    try openForReading().readAll(
      limit: limit, excess: Failure(.valueInvalid, "\(path.printable) is longer than \(limit) bytes"))
  }
}

extension PathArgument: CustomStringConvertible {
  /// The path for a message.
  public var description: String { path.printable }
}
