internal import Platform
package import Records
package import SystemPackage

/// The inputs that fuzzing begins with, one a file, in a folder for each reader. What a fuzzer
/// found is kept among them.
package enum FuzzSeeds {
  /// Where they are.
  package static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .appending("FuzzSeeds")

  /// The seeds of a reader, by name.
  package static func of(_ reader: FuzzedReader) throws(Failure) -> [(name: String, bytes: [UInt8])] {
    let folder = folder.appending(reader.rawValue)
    return try FileSystem.names(in: folder).map(\.string).sorted().map { (name) throws(Failure) in
      (name, try content(of: folder.appending(name)))
    }
  }

  /// The archive of a whole container.
  static let archive: [UInt8] = {
    guard let bytes = try? content(of: folder.appending("archive").appending("whole")) else {
      preconditionFailure("the seed of a whole container is missing")
    }
    return bytes
  }()

  private static func content(of path: FilePath) throws(Failure) -> [UInt8] {
    try InputFile(opening: path).readAll(limit: 1 << 24, excess: Failure(.ioError, "a seed is too large"))
  }
}
