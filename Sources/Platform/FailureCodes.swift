public import Records
public import SystemPackage

extension Failure.Code {
  /// The file or folder is not there.
  public static let noSuchFile = Failure.Code("no_such_file", .noInput, "the file or folder does not exist")
  /// A folder was named where a file is due.
  public static let isADirectory = Failure.Code(
    "is_a_directory", .noInput, "a folder was named where a file is due")
  /// A FIFO, device or socket was named where a file is due.
  public static let notARegularFile = Failure.Code(
    "not_a_regular_file", .noInput, "a pipe, device or socket was named where a file is due")
  /// The system refuses access.
  public static let permissionDenied = Failure.Code(
    "permission_denied", .noPermission, "the system refuses access to the file or folder")
  /// The output exists and is not to be overwritten.
  public static let alreadyExists = Failure.Code(
    "already_exists", .cannotCreate, "the output exists and is not overwritten")
  /// The output cannot be created.
  public static let cannotCreate = Failure.Code(
    "cannot_create", .cannotCreate, "the output cannot be created")
  /// The disk, or the quota, is full.
  public static let diskFull = Failure.Code("disk_full", .ioError, "the disk or the quota is full")
  /// The file system is mounted read-only.
  public static let readOnly = Failure.Code(
    "read_only", .ioError, "the file system cannot be written")
  /// Reading or writing failed.
  public static let ioError = Failure.Code("io_error", .ioError, "reading or writing failed")
  /// Standard output takes nothing more.
  public static let outputFailed = Failure.Code(
    "output_failed", .ioError, "the results cannot be written to standard output")
  /// The reader of our output went away; the tool ends quietly.
  public static let outputClosed = Failure.Code(
    "output_closed", .success, "the reader of standard output went away; nothing is printed about it")
  /// The file changed while it was read.
  public static let changedWhileRead = Failure.Code(
    "changed_while_read", .dataError, "the file changed while it was read")
  /// Another process holds the lock.
  public static let lockHeld = Failure.Code("lock_held", .tryAgain, "another process holds the lock")
  /// A signal asked to end.
  public static let interrupted = Failure.Code(
    "interrupted", .tryAgain, "a signal ended the run before all was done")
  /// A program that is needed cannot be started.
  public static let programMissing = Failure.Code(
    "program_missing", .configuration, "a program that is needed cannot be started")
  /// There is no home folder to keep files in.
  public static let homeUnknown = Failure.Code(
    "home_unknown", .configuration, "neither HOME nor the XDG variable for the folder is set")
  /// The named time zone is not installed.
  public static let timeZoneUnknown = Failure.Code(
    "time_zone_unknown", .configuration, "the time zone is not in the system's time zone data")

  /// There is no folder in memory for what must not be on a disk.
  public static let noMemoryFolder = Failure.Code(
    "no_memory_folder", .cannotCreate, "there is no folder in memory for a file that must not be on a disk")
  /// No text editor is named.
  public static let editorMissing = Failure.Code(
    "editor_missing", .configuration, "neither VISUAL nor EDITOR names a text editor")
  /// The text editor failed.
  public static let editorFailed = Failure.Code(
    "editor_failed", .ioError, "the text editor failed, and nothing was changed")

  /// The codes that this room declares.
  public static let ofPlatform: [Failure.Code] = [
    .noSuchFile, .isADirectory, .notARegularFile, .permissionDenied, .alreadyExists, .cannotCreate,
    .diskFull, .readOnly, .ioError, .outputFailed, .outputClosed, .changedWhileRead, .lockHeld, .interrupted,
    .programMissing, .homeUnknown, .timeZoneUnknown,
    .noMemoryFolder, .editorMissing, .editorFailed,
  ]
}

extension Failure {
  /// Turns an `errno` into the failure that a person can act on.
  ///
  /// - Parameters:
  ///   - errno: what the system call left.
  ///   - doing: what was tried, as in `cannot open`.
  ///   - path: the file it was tried on.
  ///
  /// `Errno` and `Code` have words in common; `Failure(.ioError, …)` is to mean the code.
  @_disfavoredOverload
  public init(_ errno: Errno, _ doing: String, _ path: FilePath? = nil) {
    let code: Code =
      switch errno {
      case .noSuchFileOrDirectory, .notDirectory, .fileNameTooLong, .tooManySymbolicLinkLevels: .noSuchFile
      // What open(2) says about a socket, and about a device that is not there.
      case .noSuchAddressOrDevice: .notARegularFile
      case .isDirectory: .isADirectory
      case .permissionDenied, .notPermitted: .permissionDenied
      case .fileExists, .directoryNotEmpty: .alreadyExists
      case .noSpace, .diskQuotaExceeded, .fileTooLarge: .diskFull
      case .readOnlyFileSystem: .readOnly
      default: .ioError
      }
    let place = path.map { " \($0.printable)" } ?? ""
    self.init(code, "\(doing)\(place): \(errno.description.lowercased())")
  }
}
