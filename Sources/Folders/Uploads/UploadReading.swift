internal import Platform
internal import Records

/// One reading of a document that is to be taken: what it is, and that it may be taken, is told
/// by its front before, and by its end behind what passes through ``source`` once.
final class UploadReading {
  let mediaType: MediaType
  /// Where the bytes come from; to be read to its end.
  let source: TailedSource

  private let head: [UInt8]
  private let name: FileName
  private let profile: UploadProfile
  private let file: InputFile?

  /// Begins with a file.
  ///
  /// - Throws: `empty_file`, and what the rules of `profile` throw; a file that is too large is
  ///   not read at all.
  init(_ file: InputFile, named name: FileName, for profile: UploadProfile) throws(Failure) {
    guard file.size > 0 else { throw Failure(.emptyFile, "\(file.path.printable) is empty") }
    try profile.check(size: file.size, of: name)
    head = try file.head(MediaType.headLength)
    mediaType = try profile.mediaType(head: head, name: name)
    // One that grows as fast as it is read would be read forever.
    source = TailedSource(file) { (count) throws(Failure) in
      guard count <= file.size else {
        throw Failure(.changedWhileRead, "\(file.path.printable) grew while it was read")
      }
    }
    self.name = name
    self.profile = profile
    self.file = file
  }

  /// Begins with a stream, whose length nobody knows before its end.
  init(_ stream: any ByteSource, named name: FileName, for profile: UploadProfile) throws(Failure) {
    let stream = HeadedSource(stream)
    head = try stream.head(MediaType.headLength)
    guard !head.isEmpty else { throw Failure(.emptyFile, "the input is empty") }
    mediaType = try profile.mediaType(head: head, name: name)
    source = TailedSource(stream) { (count) throws(Failure) in try profile.check(size: count, of: name) }
    self.name = name
    self.profile = profile
    file = nil
  }

  /// Judges what was read when all of it was.
  ///
  /// - Throws: `type_ambiguous`, `changed_while_read`.
  func finish() throws(Failure) {
    try file?.finish()
    try profile.check(tail: source.tail, head: head, name: name)
  }
}

/// A source of which the last bytes are kept, and whose length is watched while it is read.
final class TailedSource: ByteSource {
  private let source: any ByteSource
  private let check: (Int64) throws(Failure) -> Void
  private var count: Int64 = 0
  private var last: [UInt8] = []
  /// Is told how many bytes more were read, in steps, and once more by ``tellRest()``.
  var progress: ((Int64) -> Void)?
  private var told: Int64 = 0
  private static let step: Int64 = 8 << 20

  /// Reads `source`, and has `check` look at how many bytes came so far.
  init(_ source: any ByteSource, _ check: @escaping (Int64) throws(Failure) -> Void) {
    self.source = source
    self.check = check
  }

  /// The last bytes, as many as the end of a ZIP's directory may take.
  var tail: [UInt8] { Array(last.suffix(ZIPDirectory.tailLength)) }

  /// Tells of what no step told.
  func tellRest() {
    guard count > told else { return }
    progress?(count - told)
    told = count
  }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let read = try source.read(into: &buffer)
    count += Int64(read)
    if count - told >= Self.step { tellRest() }
    try check(count)
    let kept = min(read, ZIPDirectory.tailLength)
    if kept == ZIPDirectory.tailLength {
      last.removeAll(keepingCapacity: true)
    } else if last.count > 2 * ZIPDirectory.tailLength {
      last.removeFirst(last.count - ZIPDirectory.tailLength)
    }
    let piece = buffer.bytes.extracting((read - kept)..<read)
    unsafe piece.withUnsafeBytes { unsafe last.append(contentsOf: $0) }
    return read
  }
}
