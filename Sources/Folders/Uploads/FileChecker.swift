internal import Keys
internal import Platform
public import Records
public import Storage
internal import SystemPackage

/// Looks at files as if they were to be put, and writes nothing (R041, R051, R056).
///
/// A file's front and end are read; all of it only where another one of the list, or a document
/// of the folder with its name, has the same size, and so may be the same.
public final class FileChecker {
  private let store: Store?
  private let today: CivilDate
  private let guesses: Bool
  private let template: RenameTemplate?
  private var copies = CopyRegister()
  private var places = 0
  private var requested: [PatientID?: Int] = [:]

  /// Checks files.
  ///
  /// - Parameters:
  ///   - store: where documents are looked up that are there already; `nil` for nowhere.
  ///   - guesses: whether to propose categories (R047).
  ///   - template: by which to propose names for those that say too little (R051).
  public init(_ store: Store?, today: CivilDate, guesses: Bool = false, template: RenameTemplate? = nil) {
    self.store = store
    self.today = today
    self.guesses = guesses
    self.template = template
  }

  /// What would become of an item.
  ///
  /// - Throws: what the store throws; what is wrong with the file is part of the answer.
  public func check(_ item: UploadItem) throws(Failure) -> FileCheck {
    places += 1
    var check = FileCheck(
      path: item.path.map { RecordedPath($0) } ?? RecordedPath(item.name), name: item.name,
      patient: item.patient)
    switch item.origin {
    case .failed(let failure): check.errors.append(failure)
    case .stream: check.errors.append(Failure(.notARegularFile, "a stream is not checked"))
    case .file(let path):
      do throws(Failure) {
        let file = try InputFile(opening: path)
        check.size = file.size
        guard file.size > 0 else { throw Failure(.emptyFile, "\(path.printable) is empty") }
        try look(at: file, item, &check)
      } catch {
        check.errors.append(error)
      }
    }
    propose(item, &check)
    return check
  }

  /// How many documents of a request were, or would be, in a folder.
  public func requestDocuments(of patient: PatientID?) -> Int { requested[patient] ?? 0 }

  private func look(at file: InputFile, _ item: UploadItem, _ check: inout FileCheck) throws(Failure) {
    let head = try file.head(MediaType.headLength)
    let tail = try file.tail(ZIPDirectory.tailLength)
    do throws(Failure) { try item.profile.check(size: file.size, of: item.name) } catch {
      check.errors.append(error)
    }
    do throws(Failure) {
      check.mediaType = try item.profile.mediaType(head: head, name: item.name).name
      try item.profile.check(tail: tail, head: head, name: item.name)
    } catch {
      check.errors.append(error)
    }
    try warnOfQuality(file, head, tail, &check)
    guard check.errors.isEmpty else { return }
    check.already = try isKnown(file, item)
    if let other = try copies.note(file, by: Self.digest) {
      check.warnings.append(
        FileCheck.Warning("duplicate", "the content is that of \(other.printable), too"))
    }
    if !check.already, let limit = item.profile.documentLimit { try count(item, limit, &check) }
  }

  private func warnOfQuality(
    _ file: InputFile, _ head: [UInt8], _ tail: [UInt8], _ check: inout FileCheck
  ) throws(Failure) {
    let kind = ContentProbe(head).kind
    if kind == .pdf, PDFEncryption.isTold(in: head) || PDFEncryption.isTold(in: tail) {
      check.warnings.append(
        FileCheck.Warning("pdf_encrypted", "the PDF is encrypted; a reviewer may not be able to open it"))
    }
    guard let kind else { return }
    let size = try ImageSize(kind) { (offset, length) throws(Failure) in try file.bytes(at: offset, length) }
    if let size, size.isTiny {
      check.warnings.append(
        FileCheck.Warning(
          "image_tiny",
          "the picture has \(size.width) x \(size.height) points; under \(ImageSize.tiny) nothing is readable"
        ))
    }
  }

  private func isKnown(_ file: InputFile, _ item: UploadItem) throws(Failure) -> Bool {
    guard let store, let patient = item.patient else { return false }
    let find = { (lookup: Lookup) throws(Failure) in
      try store.look { (snapshot) throws(Failure) in try !snapshot.lookUp(lookup, in: .document).isEmpty }
    }
    guard try find(DocumentKeys.size(file.size, name: item.name, in: patient)) else { return false }
    return try find(DocumentKeys.content(Self.digest(file.path), name: item.name, in: patient))
  }

  private func count(_ item: UploadItem, _ limit: Int, _ check: inout FileCheck) throws(Failure) {
    var count = requested[item.patient] ?? 0
    if requested[item.patient] == nil, let store, let patient = item.patient {
      count = try store.look { (snapshot) throws(Failure) in try snapshot.requestDocuments(of: patient) }
    }
    if count < limit { count += 1 } else { check.errors.append(.tooManyFiles(item.name, limit)) }
    requested[item.patient] = count
  }

  private static func digest(_ path: FilePath) throws(Failure) -> SHA256Digest {
    let file = try InputFile(opening: path)
    let hash = SHA256()
    try file.copy(to: hash)
    try file.finish()
    return hash.finish()
  }

  private func propose(_ item: UploadItem, _ check: inout FileCheck) {
    if let oddity = NameQuality.oddity(of: item.name) {
      check.warnings.append(FileCheck.Warning("name_unusual", oddity))
    }
    let guess = DocumentCategory.guess(mediaType: check.mediaType, name: item.name)
    if guesses { check.categoryGuess = guess }
    guard let weakness = NameQuality.weakness(of: item.name, mediaType: check.mediaType, today: today) else {
      return
    }
    check.warnings.append(FileCheck.Warning("name_not_descriptive", weakness))
    guard let template else { return }
    let words = NameQuality.words(of: item.name)
    let date = NameDate.date(in: item.name, today: today) ?? item.path.flatMap { FileDate.modified($0) }
    let number = String(places)
    check.proposedName = template.name([
      "category": guess?.rawValue ?? "document", "date": date?.iso8601 ?? "",
      "name": NameQuality.isGeneric(item.name) ? "" : words.joined(separator: "_"),
      "number": String(repeating: "0", count: max(0, 3 - number.count)) + number,
      "ending": item.name.ending.isEmpty
        ? FileFormat.all.first { $0.mediaType == check.mediaType }?.endings.first ?? "" : item.name.ending,
    ])
  }
}

/// Finds files of the same content among many, and reads only those of the same size.
struct CopyRegister {
  private var sizes: [Int64: FilePath?] = [:]
  private var contents: [SHA256Digest: FilePath] = [:]

  /// Notes a file.
  ///
  /// - Returns: the first one of the same content.
  mutating func note(_ file: InputFile, by digest: (FilePath) throws(Failure) -> SHA256Digest)
    throws(Failure) -> FilePath?
  {
    guard let first = sizes[file.size] else {
      sizes[file.size] = .some(file.path)
      return nil
    }
    if let first {
      sizes[file.size] = .some(nil)
      // One that went meanwhile is like none.
      if let content = try? digest(first) { contents[content] = first }
    }
    let content = try digest(file.path)
    if let other = contents[content] { return other }
    contents[content] = file.path
    return nil
  }
}

/// When a file's content was changed last.
enum FileDate {
  static func modified(_ path: FilePath) -> CivilDate? {
    guard let status = try? FileStatus(at: path) else { return nil }
    return CivilDate(
      daysSinceEpoch: status.modified / 86_400_000_000_000 - (status.modified < 0 ? 1 : 0))
  }
}
