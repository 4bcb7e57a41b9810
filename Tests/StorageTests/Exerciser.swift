import Glibc
import Keys
import Platform
import Records
import Storage
import SystemPackage
import TestSupport

/// Runs the program that works on a store, with faults where wanted.
struct Exerciser {
  /// What is to go wrong.
  struct Fault {
    var at: Int?
    var error: Errno?
    var isSticky = false
    var isShort = false
    var kills = false
    var isNetwork = false
    var calls: String?
  }

  /// A run that ended.
  struct Outcome {
    let ending: ChildProcess.Ending
    /// What the program acknowledged, line by line; a torn last line is left out.
    let acknowledged: [String]
    let errors: String
  }

  let program: FilePath
  let library: FilePath
  let test: TestStore
  let identityFile: FilePath

  init(_ test: TestStore) throws {
    let products = try FilePath(bytes: Self.products())
    program = products.appending("StoreExerciser")
    library = products.appending("libFaultInjection.so")
    self.test = test
    identityFile = test.folder("identity")
    if try FileStatus(at: identityFile) == nil { try IdentityFile.save(test.identity, at: identityFile) }
  }

  /// The folder of the test runner, in which the package manager puts all products.
  private static func products() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBytes { buffer in
      guard let start = unsafe buffer.bindMemory(to: CChar.self).baseAddress else { return 0 }
      return unsafe readlink("/proc/self/exe", start, buffer.count)
    }
    return FilePath(bytes: buffer[..<max(0, count)]).removingLastComponent().bytes
  }

  /// A running program; its output goes to nameless files.
  final class Run {
    let child: ChildProcess
    private let output: NewFile
    private let errors: NewFile

    fileprivate init(_ exerciser: Exerciser, _ arguments: [String], _ environment: ProcessEnvironment) throws
    {
      output = try NewFile(in: "/tmp")
      errors = try NewFile(in: "/tmp")
      child = try ChildProcess(
        program: exerciser.program, arguments: arguments.map { Array($0.utf8) }, environment: environment,
        descriptors: [1: output.descriptor, 2: errors.descriptor])
    }

    /// The lines acknowledged so far.
    func acknowledged() throws -> [String] {
      let text = String(decoding: try Self.content(output), as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return Array(lines.dropLast())
    }

    /// Whether the program is no longer running; it is still to be waited for.
    func hasEnded() throws -> Bool {
      var info = unsafe siginfo_t()
      guard unsafe waitid(P_PID, id_t(child.id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else {
        throw Errno.current
      }
      return unsafe info._sifields._kill.si_pid != 0
    }

    /// Waits until that many lines are acknowledged, or the program has ended.
    func awaitAcknowledged(_ lines: Int) throws {
      while try acknowledged().count < lines, try !hasEnded() { sched_yield() }
    }

    func wait() throws -> Outcome {
      let ending = try child.wait()
      return Outcome(
        ending: ending, acknowledged: try acknowledged(),
        errors: String(decoding: try Self.content(errors), as: UTF8.self))
    }

    private static func content(_ file: NewFile) throws -> [UInt8] {
      // Read by its place, for the program may still be appending.
      let size = Int(try FileStatus(file.descriptor).size)
      var bytes = [UInt8](repeating: 0, count: size)
      let count = try unsafe bytes.withUnsafeMutableBytes {
        unsafe try file.descriptor.read(fromAbsoluteOffset: 0, into: $0)
      }
      return Array(bytes[..<count])
    }
  }

  func start(
    _ verb: String, _ numbers: [Int] = [], fault: Fault? = nil, count: FilePath? = nil, log: FilePath? = nil
  ) throws -> Run {
    var environment = ProcessEnvironment.current
    if fault != nil || count != nil || log != nil {
      environment = environment.setting("LD_PRELOAD", to: library.string)
        .setting("SO_FAULT_UNDER", to: test.folder.path.string)
    }
    if let log { environment = environment.setting("SO_FAULT_LOG", to: log.string) }
    if let count { environment = environment.setting("SO_FAULT_COUNT", to: count.string) }
    if let fault {
      environment = environment.setting("SO_FAULT_AT", to: fault.at.map(String.init))
        .setting("SO_FAULT_ERRNO", to: fault.error.map { String($0.rawValue) })
        .setting("SO_FAULT_STICKY", to: fault.isSticky ? "1" : nil)
        .setting("SO_FAULT_SHORT", to: fault.isShort ? "1" : nil)
        .setting("SO_FAULT_KILL", to: fault.kills ? "1" : nil)
        .setting("SO_FAULT_NETWORK", to: fault.isNetwork ? "1" : nil)
        .setting("SO_FAULT_CALLS", to: fault.calls)
    }
    let arguments =
      [verb, test.path.string, test.heads.string, identityFile.string] + numbers.map(String.init)
    return try Run(self, arguments, environment)
  }

  func run(_ verb: String, _ numbers: [Int] = [], fault: Fault? = nil) throws -> Outcome {
    try start(verb, numbers, fault: fault).wait()
  }

  /// How many calls that change files a run makes below the store.
  func calls(_ verb: String, _ numbers: [Int] = [], only names: String? = nil) throws -> Int {
    let file = test.folder("count")
    let fault = names.map { Fault(calls: $0) }
    let outcome = try start(verb, numbers, fault: fault, count: file).wait()
    guard outcome.ending == .exited(0) else {
      throw Failure(.internalError, "the trial run failed: \(outcome.errors)")
    }
    let text = String(decoding: try TemporaryFolder.bytes(file), as: UTF8.self)
    return Int(text.split(separator: "\n").first ?? "") ?? 0
  }
}
