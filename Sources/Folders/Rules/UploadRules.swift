internal import Platform
public import Records
internal import SystemPackage

/// The rules of a profile: which files are taken, how large, and how many (R041–R045).
///
/// A type is told by content *and* ending, so that a file cannot pass for another one: both have
/// to agree where both say something, and a file that is two things at once is refused.
extension UploadProfile {
  /// The largest file in bytes, the limit itself included; `nil` for any size.
  ///
  /// "50 MB" is 50 · 2^20, as operating systems show it: the kinder reading (R043).
  public var limitBytes: Int64? {
    switch self {
    case .folder: nil
    case .request: 50 << 20
    }
  }

  /// How many documents a folder holds at most under this profile (R044).
  public var documentLimit: Int? {
    switch self {
    case .folder: nil
    case .request: 10
    }
  }

  /// Fewer documents than this are not enough for a full review (R045 recommends 3–5).
  public var recommendedDocuments: Int? {
    switch self {
    case .folder: nil
    case .request: 3
    }
  }

  /// The formats that are taken; a folder takes any other document, image and video, too.
  public var formats: [FileFormat] {
    switch self {
    case .folder: FileFormat.all
    case .request: FileFormat.all.filter(\.isInRequest)
    }
  }

  /// Refuses a file by its size alone, before it is read, or by the bytes that have come so far.
  ///
  /// - Throws: `file_too_large`.
  func check(size: Int64, of name: FileName) throws(Failure) {
    guard let limit = limitBytes, size > limit else { return }
    // A stream is not read to its end only to be told how long it is.
    throw Failure(
      .fileTooLarge,
      "\(name.printable) is larger than \(limit >> 20) MB (\(limit) bytes), the limit for a file",
      hint: "send it without --profile request, or as several files")
  }

  /// Tells a file by its front and its name, and refuses what is not taken.
  ///
  /// - Throws: `type_ambiguous`, `type_not_allowed`, `type_mismatch`.
  func mediaType(head: [UInt8], name: FileName) throws(Failure) -> MediaType {
    let probe = ContentProbe(head)
    if probe.kinds.count > 1, !(self == .folder && probe.isTwoByStandard) {
      throw Self.ambiguous(name, probe.kinds.map(\.rawValue))
    }
    let ending = name.ending
    guard probe.kind != .program, !FileFormat.programEndings.contains(ending) else {
      throw Failure(.typeNotAllowed, "\(name.printable) is a program or a script, not a document")
    }
    let named = FileFormat.named(ending)
    if self == .request, named?.isInRequest != true {
      throw Failure(
        .typeNotAllowed,
        "\(name.printable) is not named as one of \(formats.map(\.name).joined(separator: ", "))",
        hint: "so-upload types --profile request")
    }
    if let named, !named.holds(probe) || (self == .request && probe.isShiftedPDF) {
      throw Failure(
        .typeMismatch, "\(name.printable) is named as \(named.name), but \(Self.content(probe))",
        hint: "give the file the ending that fits, or export it again")
    }
    return MediaType(probe, ending: ending)
  }

  /// Refuses a file by its end, once all of it was seen: a ZIP is opened from there.
  ///
  /// - Throws: `type_ambiguous`.
  func check(tail: [UInt8], head: [UInt8], name: FileName) throws(Failure) {
    guard let kind = ContentProbe(head).kind, kind != .zip, ZIPDirectory.ends(tail) else { return }
    throw Self.ambiguous(name, [kind.rawValue, ContentKind.zip.rawValue])
  }

  private static func content(_ probe: ContentProbe) -> String {
    if probe.isShiftedPDF { return "its PDF header is not at the front" }
    return probe.kind.map { "its content is \($0.rawValue)" } ?? "its content is something else"
  }

  private static func ambiguous(_ name: FileName, _ kinds: [String]) -> Failure {
    Failure(
      .typeAmbiguous, "\(name.printable) is \(kinds.joined(separator: " and ")) at once",
      hint: "export it again from the program that made it")
  }
}

extension FileName {
  /// The name for a message, without what would change a terminal or a line.
  var printable: String { FilePath(bytes: bytes).printable }
}

extension Failure.Code {
  /// The file is larger than the profile takes.
  public static let fileTooLarge = Failure.Code(
    "file_too_large", .dataError, "the file is larger than the limit")
  /// The request has as many documents as it may have.
  public static let tooManyFiles = Failure.Code(
    "too_many_files", .dataError, "a request holds ten documents and has them")
  /// Programs are never taken, and a request takes six formats only.
  public static let typeNotAllowed = Failure.Code(
    "type_not_allowed", .dataError, "files of this type are not taken")
  /// Ending and content contradict each other.
  public static let typeMismatch = Failure.Code(
    "type_mismatch", .dataError, "the file's name says another type than its content")
  /// The file is two types at once.
  public static let typeAmbiguous = Failure.Code(
    "type_ambiguous", .dataError, "the file's content is two types at once")
}
