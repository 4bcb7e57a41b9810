internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// Where passphrases come from.
public protocol PassphraseSource: Sendable {
  /// The passphrase that opens something.
  ///
  /// - Parameter what: names it for a person, as in `passphrase of ~/identity`.
  /// - Throws: `passphrase_missing`, and what reading it throws.
  func passphrase(for what: String) throws(Failure) -> Passphrase
}

/// Takes a passphrase from a file where one is named, else asks at the terminal, if there is one.
public struct PassphraseInput: PassphraseSource {
  /// The file of the passphrase; `nil` to ask.
  public let file: FilePath?
  /// Whether it may be asked for.
  public let asks: Bool
  private let hint: String

  /// A source.
  /// - Parameter option: how a file is named, for the hint.
  public init(file: FilePath?, asks: Bool = true, option: StaticString = "SO_PASSPHRASE_FILE") {
    self.file = file
    self.asks = asks
    hint = "name a file of it with \(option)"
  }

  /// The same without the file, which holds the passphrase of something else.
  public var askingOnly: PassphraseInput {
    PassphraseInput(file: nil, asks: asks, option: "--passphrase-file")
  }

  /// The passphrase.
  ///
  /// - Throws: `passphrase_missing`, `passphrase_invalid`, `passphrase_readable_by_others`.
  public func passphrase(for what: String) throws(Failure) -> Passphrase {
    if let file { return try PassphraseFile.read(file) }
    guard asks, let line = try Self.ask(what) else { throw missing(what) }
    guard let passphrase = Passphrase(line) else {
      throw Failure(
        .passphraseInvalid, "the passphrase is empty, or longer than \(Passphrase.maximumLength) bytes")
    }
    return passphrase
  }

  /// A passphrase that is new, and therefore asked for twice.
  ///
  /// - Throws: also `passphrase_invalid` when the two are not the same.
  public func newPassphrase(for what: String) throws(Failure) -> Passphrase {
    let first = try passphrase(for: "new \(what)")
    guard file == nil else { return first }
    guard try passphrase(for: "new \(what), again").secret.equals(first.secret) else {
      throw Failure(.passphraseInvalid, "the two passphrases are not the same")
    }
    return first
  }

  private func missing(_ what: String) -> Failure {
    Failure(
      .passphraseMissing, "the \(what) is needed, and there is no terminal to ask at",
      hint: hint)
  }

  private static func ask(_ what: String) throws(Failure) -> SecretBytes? {
    var count = 0
    // One byte more than is taken tells a line that is too long.
    let line = try SecretBytes(count: Passphrase.maximumLength + 1) {
      (buffer: inout MutableRawSpan) throws(Failure) in
      count = try TerminalPrompt.secret(what, into: &buffer) ?? -1
    }
    return count < 0 ? nil : line.slice(0..<min(count, line.count))
  }
}

/// A file that holds a passphrase in one line.
public enum PassphraseFile {
  /// Reads the passphrase in the file or pipe at `path`; a pipe, as `<(pass show sod)` is one,
  /// belongs to whoever made it, and its mode is not looked at.
  ///
  /// - Throws: `passphrase_invalid`, `passphrase_readable_by_others`, and what opening throws.
  public static func read(_ path: FilePath) throws(Failure) -> Passphrase {
    let file = try OwnedDescriptor(opening: path, .readOnly, options: [.nonBlocking])
    let status = try FileStatus(file.descriptor)
    switch status.kind {
    case .directory: throw Failure(.isADirectory, "\(path.printable) is a folder; a file is due")
    case .regular: try checkAccess(status, path)
    default: break
    }
    var count = 0
    let source = DescriptorSource(file.descriptor, name: path.printable)
    let content = try SecretBytes(count: Passphrase.maximumLength + 3) {
      (buffer: inout MutableRawSpan) throws(Failure) in
      count = try source.fill(&buffer)
    }
    do { return try Passphrase(file: content.slice(0..<count)) } catch {
      throw error.prefixed(path.printable)
    }
  }

  private static func checkAccess(_ status: FileStatus, _ path: FilePath) throws(Failure) {
    let own = geteuid()
    guard status.owner == own || status.owner == 0 || own == 0, status.mode.rawValue & 0o077 == 0 else {
      throw Failure(
        .passphraseReadableByOthers, "\(path.printable) can be read or written by others than its owner",
        hint: "chmod 600 \(path.printable)")
    }
  }
}
