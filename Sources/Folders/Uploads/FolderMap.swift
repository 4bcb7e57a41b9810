internal import Platform
public import Records
public import Storage
public import SystemPackage

/// Says which folder each file of a batch goes into: a table of the columns `path`, `patient` and,
/// where there is one, `category`.
///
/// A path ends in `/` for everything below a directory, and the longest one that fits counts. A
/// patient is the folder's id or the medical record number. A table is read as a whole before
/// anything is put, and a bad row keeps all of it from being used: half of a map would put half
/// of a night's files into the wrong places, or nowhere.
public struct FolderMap: Sendable {
  /// Where a file goes.
  public struct Target: Hashable, Sendable {
    /// The folder.
    public let patient: PatientID
    /// What the file is for the reviewer, when the table says it.
    public let category: DocumentCategory?
  }

  private var files: [[UInt8]: Target] = [:]
  private var directories: [[UInt8]: Target] = [:]

  /// Reads a table.
  ///
  /// - Parameter store: whose folders the patients are.
  /// - Throws: `folder_map_invalid` with a problem for each bad row, by its line.
  public init(reading source: any ByteSource, in store: Store) throws(Failure) {
    var reading = FolderMapReading(source)
    let rows = try reading.rows()
    for row in rows {
      let patient = try store.look { (snapshot) throws(Failure) in try snapshot.folder(named: row.patient) }
      guard let patient else {
        reading.refuse(row.line, .patientUnknown, "no folder has this id or medical record number")
        continue
      }
      let target = Target(patient: patient, category: row.category)
      // Compared as the operands are: a path given as `a//b` is the path `a/b`.
      let path = FilePath(bytes: row.path).bytes
      let isDirectory = row.path.last == UInt8(ascii: "/")
      let key = isDirectory && path.last != UInt8(ascii: "/") ? path + [UInt8(ascii: "/")] : path
      let before =
        isDirectory ? directories.updateValue(target, forKey: key) : files.updateValue(target, forKey: key)
      if before != nil { reading.refuse(row.line, .keyDuplicate, "the path has a row already") }
    }
    try reading.finish()
  }

  /// Where a file goes; `nil` when no row names it.
  public func target(of path: FilePath) -> Target? {
    let bytes = path.bytes
    if let target = files[bytes] { return target }
    for place in bytes.indices.reversed() where bytes[place] == UInt8(ascii: "/") {
      if let target = directories[Array(bytes[...place])] { return target }
    }
    return nil
  }

  /// The file as an item for its folder, or as one that failed because it has none.
  public func item(
    for path: FilePath, category: DocumentCategory?, source: DocumentSource?, profile: UploadProfile
  ) -> UploadItem {
    guard let target = target(of: path) else {
      return UploadItem(
        failed: Failure(
          .folderUnmapped, "no row of the folder map names \(path.printable)",
          hint: "paths are compared as they are listed; a row for a directory ends in /"), file: path,
        category: category, source: source, profile: profile)
    }
    return UploadItem(
      file: path, into: target.patient, category: target.category ?? category, source: source,
      profile: profile)
  }
}

/// The rows of a folder map, and what is wrong with them.
struct FolderMapReading {
  struct Row {
    let line: Int
    let path: [UInt8]
    let patient: String
    let category: DocumentCategory?
  }

  /// More problems help nobody.
  private static let problemLimit = 1000
  private static let columns = ["path", "patient", "category"]

  private let reader: CSVReader
  private var problems: [FieldProblem] = []

  init(_ source: any ByteSource) { reader = CSVReader(source) }

  mutating func refuse(_ line: Int, _ code: Failure.Code, _ message: String) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(FieldProblem("line \(line)", code, message))
  }

  func finish() throws(Failure) {
    guard !problems.isEmpty else { return }
    let count = problems.count == Self.problemLimit ? "\(problems.count) or more" : "\(problems.count)"
    throw Failure(
      .folderMapInvalid,
      "the folder map has \(count) bad \(problems.count == 1 ? "row" : "rows"); nothing was put",
      fields: problems)
  }

  /// All rows that can be read; the others are refused.
  mutating func rows() throws(Failure) -> [Row] {
    guard let header = try next() else {
      // What is there is no row at all, as the one line of a file that is no table.
      try finish()
      throw Failure(
        .folderMapInvalid, "the folder map is empty", hint: "its first line is path,patient,category")
    }
    let columns = header.fields.map { String(decoding: $0, as: UTF8.self) }
    guard Set(columns).isSubset(of: Self.columns), Set(columns).count == columns.count,
      let path = columns.firstIndex(of: "path"), let patient = columns.firstIndex(of: "patient")
    else {
      throw Failure(
        .folderMapInvalid,
        "the first line of the folder map does not name the columns path, patient and category",
        hint: "its first line is path,patient,category")
    }
    let category = columns.firstIndex(of: "category")
    var rows: [Row] = []
    while let row = try next() {
      guard row.fields.count == columns.count else {
        refuse(
          row.line, .csvInvalid, "the row has \(row.fields.count) fields; the first line has \(columns.count)"
        )
        continue
      }
      let texts = row.fields.map { String(decoding: $0, as: UTF8.self) }
      let word = category.map { texts[$0] } ?? ""
      guard !row.fields[path].isEmpty, !row.fields[path].contains(0) else {
        refuse(row.line, .required, "the path is empty or has a NUL")
        continue
      }
      guard word.isEmpty || DocumentCategory(rawValue: word) != nil else {
        refuse(row.line, .valueInvalid, "the category is none of letter, image, lab, other")
        continue
      }
      rows.append(
        Row(
          line: row.line, path: row.fields[path], patient: texts[patient],
          category: DocumentCategory(rawValue: word)))
    }
    return rows
  }

  /// The next row that is one; those that are none are noted.
  private mutating func next() throws(Failure) -> CSVReader.Row? {
    while true {
      do throws(Failure) { return try reader.next() } catch {
        guard [.csvInvalid, .lineTooLong].contains(error.code) else { throw error }
        guard problems.count < Self.problemLimit else { return nil }
        // The message has the line in front already: "line 3: …", or "line 3 is …".
        let words = error.message.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "line" else { throw error }
        let line = words[1].last == ":" ? words[1].dropLast() : words[1]
        problems.append(FieldProblem("line \(line)", error.code, String(words[2])))
      }
    }
  }
}

extension Snapshot {
  /// The folder of this id, or else of this medical record number.
  func folder(named text: String) throws(Failure) -> PatientID? {
    if let id = PatientID(text), try header(.patient, id.text) != nil { return id }
    guard !TextFolding.words(text).isEmpty else { return nil }
    return try lookUp(FolderKeys.mrn(text), in: .patient).first.flatMap { PatientID($0) }
  }
}

extension Failure.Code {
  /// A table that says where files go cannot be used.
  public static let folderMapInvalid = Failure.Code(
    "folder_map_invalid", .dataError, "the folder map has bad rows; each is named by its line")
  /// No row says where the file goes.
  public static let folderUnmapped = Failure.Code(
    "folder_unmapped", .dataError, "no row of the folder map names the file")
}
