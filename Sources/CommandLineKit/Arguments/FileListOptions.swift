public import ArgumentParser
internal import Platform
public import Records
public import SystemPackage

/// The files a verb works on: operands, a list in a file or on standard input, or the records
/// of files that failed before.
public struct FileListOptions: ParsableArguments {
  /// The operands.
  @Argument(
    help: ArgumentHelp(
      "The files; - reads records of files that failed, or that so-upload plan chose.",
      valueName: "FILE|-"))
  public var files: [PathArgument] = []

  /// The list.
  @Option(
    name: .customLong("files-from"),
    help: ArgumentHelp("Read file names from FILE, one a line; - is standard input.", valueName: "FILE"))
  public var filesFrom: PathArgument?

  /// Whether the names in the list end with NUL.
  @Flag(name: .customShort("0"), help: "The names in the list end with NUL, as find -print0 writes them.")
  public var nulTerminated = false

  /// No file.
  public init() {}

  /// Refuses what cannot be meant.
  public func validate() throws {
    if files.isEmpty, filesFrom == nil { throw ValidationError("no file is named") }
    if nulTerminated, filesFrom == nil { throw ValidationError("-0 goes with --files-from") }
    let streams = (files + [filesFrom].compactMap(\.self)).filter(\.isStandardStream)
    if streams.count > 1 { throw ValidationError("standard input can be read only once") }
  }

  /// How many bytes the files have together; `nil` when that would take reading what can be read
  /// only once, as standard input and pipes, or walking through folders.
  public func totalSize() throws(Failure) -> Int64? {
    if let list = filesFrom {
      guard !list.isStandardStream, try FileStatus(at: list.path)?.kind == .regular else { return nil }
    }
    guard !files.contains(where: \.isStandardStream) else { return nil }
    let reader = try reader(for: nil)
    var total: Int64 = 0
    while let path = try reader.next() {
      // What is wrong with a file is said when its turn comes.
      guard let status = try? FileStatus(at: path) else { continue }
      guard status.kind == .regular else { return nil }
      total = total.addingReportingOverflow(status.size).partialValue
    }
    return total
  }

  /// Gives the names one after the other, so that a list of any length takes no memory.
  ///
  /// - Parameter patient: whose failed files are taken from records; those of other folders are
  ///   passed over, and none are for `nil`.
  public func reader(for patient: PatientID?) throws(Failure) -> FileListReader {
    FileListReader(
      operands: files, patient: patient,
      list: try filesFrom.map { (path) throws(Failure) in
        LineReader(try path.openForReading(), terminator: nulTerminated ? 0 : 0x0A, limit: 1 << 16)
      })
  }
}

/// Gives file names one after the other; see `FileListOptions`.
public final class FileListReader {
  private var operands: ArraySlice<PathArgument>
  private let patient: PatientID?
  private let list: LineReader?
  private var records: RecordStream?

  init(operands: [PathArgument], patient: PatientID?, list: LineReader?) {
    self.operands = operands[...]
    self.patient = patient
    self.list = list
  }

  /// The next name; `nil` at the end. Empty lines are passed over.
  public func next() throws(Failure) -> FilePath? {
    while true {
      if let path = try nextOfRecords() { return path }
      guard let operand = operands.popFirst() else { break }
      guard operand.isStandardStream else { return operand.path }
      records = RecordStream(DescriptorSource.standardInput())
    }
    while let line = try list?.next() {
      if !line.isEmpty { return FilePath(bytes: line) }
    }
    return nil
  }

  /// The names, each folder's files in its place where `recursive`.
  public func paths(recursive: Bool) -> () throws(Failure) -> FilePath? {
    let named = { () throws(Failure) in try self.next() }
    guard recursive else { return named }
    let walk = FileWalk(named)
    return { () throws(Failure) in try walk.next() }
  }

  /// The file of the next record that says it failed or was chosen: what `put` printed can be put
  /// again, and what `plan` printed can be put.
  private func nextOfRecords() throws(Failure) -> FilePath? {
    guard let records else { return nil }
    while let record = try records.next() {
      do throws(Failure) {
        if let path = try path(of: record) { return FilePath(bytes: path.bytes) }
      } catch {
        throw error.prefixed("line \(records.lineNumber)")
      }
    }
    self.records = nil
    return nil
  }

  private func path(of record: JSONObject) throws(Failure) -> RecordedPath? {
    switch record.schema {
    case Document.schema:
      let document = try Document(json: record)
      return document.state == .failed && (patient == nil || document.patient == patient)
        ? document.path : nil
    case FilePlan.schema:
      let plan = try FilePlan(json: record)
      return plan.selected ? plan.path : nil
    default: return nil
    }
  }
}
