extension Failure {
  /// A stable code word with the exit status that it leads to.
  ///
  /// Each room extends this type with its own words and lists them in one static array;
  /// the command line joins those arrays into the table that the manual pages print and
  /// the tests hold against the sources. A word, once published, keeps its meaning.
  public struct Code: Sendable {
    /// The word, `snake_case`, as in `file_too_large`.
    public let word: String
    /// The exit status when this failure alone ends a tool.
    public let exit: ExitStatus
    /// One line for the table of codes in the manual pages.
    public let meaning: String

    /// Declares a code; call it only for a `static let` in an extension of this type.
    public init(_ word: String, _ exit: ExitStatus, _ meaning: String) {
      self.word = word
      self.exit = exit
      self.meaning = meaning
    }
  }
}

extension Failure.Code: Hashable {
  /// Two codes are the same code when their words are.
  public static func == (left: Self, right: Self) -> Bool { left.word == right.word }

  /// Hashes the word alone, as equality compares it.
  public func hash(into hasher: inout Hasher) { hasher.combine(word) }
}

extension Failure.Code {
  /// A bug of ours: something that cannot happen did.
  public static let internalError = Failure.Code(
    "internal_error", .software, "a fault in the tool itself; please report it")
  /// The command line is wrong.
  public static let usage = Failure.Code("usage", .usage, "the command line is not understood")

  /// The text is not JSON, or not JSON as the strict reader takes it.
  public static let jsonInvalid = Failure.Code("json_invalid", .dataError, "the input is not valid JSON")
  /// The bytes are not UTF-8.
  public static let utf8Invalid = Failure.Code("utf8_invalid", .dataError, "the input is not valid UTF-8")
  /// An object has one key twice.
  public static let keyDuplicate = Failure.Code("key_duplicate", .dataError, "an object names one key twice")
  /// An object has a key that its schema does not know.
  public static let keyUnknown = Failure.Code(
    "key_unknown", .dataError, "an object has a key that its schema does not know")
  /// Objects and arrays are nested too deeply.
  public static let nestingTooDeep = Failure.Code(
    "nesting_too_deep", .dataError, "objects and arrays are nested more than 32 deep")
  /// A line is longer than the reader takes.
  public static let lineTooLong = Failure.Code(
    "line_too_long", .dataError, "a line of input is longer than 1 MiB")
  /// The record is of a kind, or a version, that is not expected here.
  public static let schemaUnexpected = Failure.Code(
    "schema_unexpected", .dataError, "the record's schema is not one that is taken here")
  /// A record was refused; its fields say why.
  public static let recordInvalid = Failure.Code(
    "record_invalid", .dataError, "a record is refused; each field is named with its own code")
  /// A mandatory field is missing.
  public static let required = Failure.Code("required", .dataError, "a mandatory field is missing or empty")
  /// A field has the wrong JSON type.
  public static let typeUnexpected = Failure.Code(
    "type_unexpected", .dataError, "a field has another JSON type than its schema says")
  /// A field's value is not one that its schema allows.
  public static let valueInvalid = Failure.Code(
    "value_invalid", .dataError, "a field's value is not one that is allowed")

  /// The codes that this room declares.
  public static let ofRecords: [Failure.Code] = [
    .internalError, .usage, .jsonInvalid, .utf8Invalid, .keyDuplicate, .keyUnknown, .nestingTooDeep,
    .lineTooLong, .schemaUnexpected, .recordInvalid, .required, .typeUnexpected, .valueInvalid,
    .smsNeedsMobile, .carrierRequired, .csvInvalid,
    .locationInvalid, .schemeRefused, .hostNotFound, .hostUnreachable, .connectionRefused, .connectTimeout,
    .connectionLost, .authFailed, .accountLocked, .remoteNoSuchFile, .remoteNotAFile, .remotePermissionDenied,
    .remoteExists, .remoteDiskFull, .remoteUnsupported, .remoteFailure, .remoteSizeDiffers, .remoteChanged,
    .remoteContentDiffers, .transferTimeout, .transferCancelled, .resolverUnavailable,
    .remoteReadOnly, .noBanner, .tooManyLogins,
  ]
}
