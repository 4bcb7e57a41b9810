import Glibc
import Platform
import Records
public import SystemPackage

/// A program of the system that our formats are held against.
public struct StockProgram: Sendable {
  /// How a run ended.
  public struct Outcome: Sendable {
    /// The exit status, or 128 and the signal.
    public let status: Int32
    /// Standard output.
    public let output: [UInt8]
    /// Standard error.
    public let errors: String
    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The executable.
  public let path: FilePath

  /// The program at `path`.
  public init(at path: FilePath) { self.path = path }

  /// Looks `name` up in `PATH`.
  public init(_ name: String) throws {
    let folders = (ProcessEnvironment.current.text("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    for folder in folders {
      let candidate = FilePath(String(folder)).appending(name)
      // A folder in PATH that may not be looked into is passed over, as a shell does.
      if let status = try? FileStatus(at: candidate), status.kind == .regular {
        path = candidate
        return
      }
    }
    throw Failure(.programMissing, "\(name) is not installed")
  }

  /// Runs it to its end. Input and outputs are nameless files, which never block as pipes do.
  public func run(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
    let files = try (0..<3).map { _ in try NewFile(in: "/tmp") }
    try files[0].write(input)
    try files[0].descriptor.seek(offset: 0, from: .start)
    let child = try ChildProcess(
      program: path, arguments: arguments.map { Array($0.utf8) },
      descriptors: [0: files[0].descriptor, 1: files[1].descriptor, 2: files[2].descriptor])
    let status: Int32
    switch try child.wait() {
    case .exited(let code): status = code
    case .killed(let signal): status = 128 + signal
    }
    func content(_ file: NewFile) throws -> [UInt8] {
      try file.descriptor.seek(offset: 0, from: .start)
      return try DescriptorSource(file.descriptor, name: "output")
        .readAll(limit: 1 << 30, excess: Failure(.ioError, "too large"))
    }
    return Outcome(
      status: status, output: try content(files[1]),
      errors: String(decoding: try content(files[2]), as: UTF8.self))
  }
}
