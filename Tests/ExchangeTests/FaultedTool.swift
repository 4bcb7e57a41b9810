import Glibc
import Platform
import Records
import SystemPackage
import TestSupport

/// `so-sod` in a home of its own, with two documents and a container, and with faults at will.
struct FaultedTool {
  /// What is to go wrong.
  struct Fault {
    var at: Int?
    var error: Errno = .ioError
    var isSticky = false
    var isShort = false
    var isPartial = false
    var kills = false
    /// Kills the process that was started; one that it forked goes on.
    var killsMain = false
    /// All that change files, when `nil`.
    var calls: String?
  }

  /// A run that ended.
  struct Outcome {
    let ending: ChildProcess.Ending
    let errors: String
    /// How many calls were counted, where that was asked for.
    let calls: Int

    /// The word of the error that was told.
    var code: String? {
      // A warning may come before: the store's newest event could not be remembered, for instance.
      let lines = errors.split(separator: "\n").map { $0.split(separator: ": ", maxSplits: 3) }
      return lines.first { $0.count > 2 && $0[1] == "error" }.map { String($0[2]) }
    }
  }

  let folder: TemporaryFolder
  private let program: FilePath
  private let library: FilePath
  /// The container of `documents`, as it is packed without faults.
  var container: FilePath { folder("container.sod") }
  let documents: [FilePath]
  /// What the documents hold, each with a mark that is looked for in what is left.
  let contents: [[UInt8]]
  /// Bytes that stand in the large document every 4096 bytes.
  static let mark = Array("MARK-OF-THE-LARGE-DOCUMENT".utf8)

  init() throws {
    let memory = try FileStatus(at: "/dev/shm")?.kind == .directory
    folder = try TemporaryFolder(in: memory ? "/dev/shm" : nil)
    let products = FilePath(CommandLine.arguments[0]).removingLastComponent()
    program = products.appending("so-sod")
    library = products.appending("libFaultInjection.so")
    var random = SeededGenerator(seed: 0xFA)
    // Beyond what threads are started for.
    var large = [UInt8](repeating: 0, count: (3 << 20) + 333)
    for place in stride(from: 0, to: large.count - 64, by: 4096) {
      large.replaceSubrange(place..<place + Self.mark.count, with: Self.mark)
      large[place + 40] = UInt8.random(in: 1...255, using: &random)
    }
    contents = [large, Array("a small one\n".utf8)]
    documents = [try folder.file("large.bin", contents[0]), try folder.file("small.txt", contents[1])]
    guard try run(["keygen", "--name", "self"]).ending == .exited(0) else {
      throw Failure(.internalError, "no identity")
    }
    guard try pack(to: container).ending == .exited(0) else { throw Failure(.internalError, "no container") }
  }

  /// The recipient that the tool's own identity is.
  var recipientText: String {
    get throws {
      let text = String(
        decoding: try folder.bytes("config/second-opinion/identity"), as: UTF8.self)
      let line = text.split(separator: "\n").first { $0.hasPrefix("# recipient: ") }
      return String((line ?? "").dropFirst("# recipient: ".count))
    }
  }

  func pack(to path: FilePath, _ fault: Fault? = nil, counting: Bool = false) throws -> Outcome {
    try run(
      ["pack", "--to", recipientText, "-o", path.string] + documents.map(\.string), fault, counting: counting)
  }

  func unpack(into path: FilePath, _ fault: Fault? = nil, counting: Bool = false) throws -> Outcome {
    try run(["unpack", "-C", path.string, container.string], fault, counting: counting)
  }

  func run(
    _ arguments: [String], _ fault: Fault? = nil, counting: Bool = false, output: FileDescriptor? = nil
  ) throws -> Outcome {
    let errors = try NewFile(in: "/tmp")
    let count = try NewFile(in: "/tmp")
    let last = try FileDescriptor.pipe()
    let child = try start(
      arguments, fault, counting: counting ? count : nil, errors: errors, output: output, last: last.writeEnd)
    let ending = try child.wait()
    // A process that it forked holds the pipe, too: its end is the end of all work.
    try last.writeEnd.close()
    _ = try DescriptorSource(last.readEnd, name: "pipe").readAll(limit: 1, excess: Failure(.ioError, ""))
    try last.readEnd.close()
    return Outcome(
      ending: ending, errors: String(decoding: try content(errors), as: UTF8.self),
      calls: Int(String(decoding: try content(count), as: UTF8.self).filter(\.isNumber)) ?? 0)
  }

  func start(
    _ arguments: [String], _ fault: Fault? = nil, counting count: NewFile? = nil, errors: NewFile,
    input: FileDescriptor? = nil, output: FileDescriptor? = nil, last: FileDescriptor? = nil
  ) throws -> ChildProcess {
    var environment = ProcessEnvironment([
      "HOME": folder.path.string, "XDG_CONFIG_HOME": folder("config").string, "PATH": "/usr/bin:/bin",
    ])
    if fault != nil || count != nil {
      environment = environment.setting("LD_PRELOAD", to: library.string)
        .setting("SO_FAULT_UNDER", to: folder.path.string)
        .setting("SO_FAULT_AT", to: fault?.at.map(String.init))
        .setting("SO_FAULT_ERRNO", to: fault.map { String($0.error.rawValue) })
        .setting("SO_FAULT_CALLS", to: fault?.calls)
      for (name, isSet) in [
        ("STICKY", fault?.isSticky), ("SHORT", fault?.isShort), ("PARTIAL", fault?.isPartial),
        ("KILL", fault?.kills), ("KILL_MAIN", fault?.killsMain),
      ] where isSet == true { environment = environment.setting("SO_FAULT_\(name)", to: "1") }
    }
    if count != nil { environment = environment.setting("SO_FAULT_COUNT", to: "/proc/self/fd/3") }
    var descriptors: [Int32: FileDescriptor] = [2: errors.descriptor]
    if let count { descriptors[3] = count.descriptor }
    if let input { descriptors[0] = input }
    if let output { descriptors[1] = output }
    if let last { descriptors[4] = last }
    return try ChildProcess(
      program: program, arguments: arguments.map { Array($0.utf8) }, environment: environment,
      descriptors: descriptors)
  }

  private func content(_ file: NewFile) throws -> [UInt8] {
    try file.descriptor.seek(offset: 0, from: .start)
    return try DescriptorSource(file.descriptor, name: "output")
      .readAll(limit: 1 << 20, excess: Failure(.ioError, "too much"))
  }

  /// Whether `path`, a folder, holds the documents and the container's own files, whole.
  func isWhole(_ path: FilePath) throws -> Bool {
    let names = ["documents/001-large.bin", "documents/002-small.txt"]
    for (name, content) in zip(names, contents) {
      let file = path.pushing(FilePath(name))
      guard try FileStatus(at: file) != nil, try TemporaryFolder.bytes(file) == content else { return false }
    }
    let check = "cd '\(path.string)' && sha256sum -c --quiet SHA256SUMS"
    return try StockProgram("sh").run(["-c", check]).status == 0
  }

  /// Whether any file below `path` has bytes of the documents in clear.
  func showsDocuments(below path: FilePath) throws -> Bool {
    try StockProgram("grep").run(["-rlaF", String(decoding: Self.mark, as: UTF8.self), path.string]).status
      == 0
  }
}
