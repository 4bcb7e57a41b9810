internal import CLinux
internal import Glibc
public import Records
internal import SystemPackage

/// A question at the terminal that the process belongs to, whatever its standard streams are.
public enum TerminalPrompt {
  /// Asks for a line that does not appear on the screen, and puts its bytes into `buffer`.
  ///
  /// - Parameter question: what is asked, as in `passphrase`; never a secret.
  /// - Returns: how many bytes the line has, which may be more than the buffer holds; `nil` when
  ///   the process has no terminal, as under cron, or when its input ended.
  /// - Throws: `interrupted` when a signal came that the process outlived, `io_error`.
  public static func secret(_ question: String, into buffer: inout MutableRawSpan) throws(Failure) -> Int? {
    guard let terminal = try? OwnedDescriptor(opening: "/dev/tty", .readWrite)
    else { return nil }
    let count = unsafe buffer.withUnsafeMutableBytes { buffer in
      unsafe so_read_secret(
        terminal.descriptor.rawValue, question + ": ", buffer.bindMemory(to: CChar.self).baseAddress,
        Int32(buffer.count))
    }
    if count >= 0 { return Int(count) }
    if count == -2 { return nil }
    if Errno.current == .interrupted { throw Failure(.interrupted, "ended by a signal at a question") }
    throw Failure(.current, "cannot ask at the terminal")
  }
}
