internal import Glibc

/// The program's arguments as bytes.
///
/// `CommandLine.arguments` puts U+FFFD for what is not UTF-8, and the file of that name is
/// then never found.
public enum RawArguments {
  /// Everything behind the program's name.
  public static var current: [[UInt8]] {
    (0..<Int(CommandLine.argc)).dropFirst().compactMap { index in
      guard let start = unsafe CommandLine.unsafeArgv[index] else { return nil }
      return unsafe Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
    }
  }
}
