internal import CLinux
public import Glibc
public import Records
internal import Synchronization
public import SystemPackage

/// A child process, started by `posix_spawn` without a shell.
///
/// It gets only the descriptors that are named, the default signals and an empty signal
/// mask. It is not killed when this value goes away; `wait` collects it.
public final class ChildProcess: Sendable {
  /// The process id.
  public let id: pid_t
  private let ending = Mutex<Ending?>(nil)

  /// How a process ended.
  public enum Ending: Equatable, Sendable {
    /// It exited with this status.
    case exited(Int32)
    /// This signal killed it.
    case killed(Int32)
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: the executable's path; it is not looked up in `PATH`.
  ///   - arguments: what follows `argv[0]`, as bytes; never a secret, since any user of the
  ///     machine reads them.
  ///   - environment: all of its variables.
  ///   - descriptors: what the child gets under which number; a number below the highest
  ///     that is not named, and 0, 1 and 2 always, are `/dev/null` then.
  ///   - confinement: the walls around a program that works on hostile bytes.
  /// - Throws: `program_missing` when there is no such program or it may not be run; else what
  ///   the system says.
  public init(
    program: FilePath, arguments: [[UInt8]] = [], environment: ProcessEnvironment = .current,
    descriptors: [Int32: FileDescriptor] = [:], confinement: Confinement? = nil
  ) throws(Failure) {
    let count = max(2, descriptors.keys.max() ?? 0) + 1
    let lent = (0..<count).map { descriptors[$0]?.rawValue ?? -1 }
    let argv = CStringArray([program.bytes] + arguments)
    let envp = CStringArray(environment.entries)
    var id: pid_t = 0
    let error = unsafe program.withPlatformString { path in
      guard let confinement else {
        return unsafe so_spawn(path, argv.pointers, envp.pointers, lent, count, &id)
      }
      var limits = so_limits(
        processor_seconds: confinement.processorSeconds, memory: confinement.memory,
        output: confinement.output)
      let readable = CStringArray(confinement.readable.map(\.bytes))
      return unsafe readable.withConstantPointers { places in
        unsafe so_spawn_confined(path, argv.pointers, envp.pointers, lent, count, &limits, places, &id)
      }
    }
    guard error == 0 else {
      var status: Int32 = 0
      if id > 0 { unsafe waitpid(id, &status, 0) }
      throw Self.failure(Errno(rawValue: error), program)
    }
    self.id = id
  }

  private static func failure(_ errno: Errno, _ program: FilePath) -> Failure {
    let failure = Failure(errno, "cannot start", program)
    switch errno {
    case .noSuchFileOrDirectory, .notDirectory, .permissionDenied, .execFormatError:
      return Failure(.programMissing, failure.message)
    default: return failure
    }
  }

  /// Waits until the process has ended and says how; any number of threads may ask.
  public func wait() throws(Failure) -> Ending {
    if let known = ending.withLock({ $0 }) { return known }
    // Seen first and collected after, under the lock, so that `signal` never meets a stranger
    // who got the same number.
    var information = unsafe siginfo_t()
    while unsafe waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0,
      Errno.current == .interrupted
    {}
    return try ending.withLock { known throws(Failure) in
      if let known { return known }
      var status: Int32 = 0
      guard unsafe waitpid(id, &status, 0) == id else {
        throw Failure(.current, "cannot wait for a child process")
      }
      let ending: Ending = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
      known = ending
      return ending
    }
  }

  /// Waits for at most `seconds` and says how the process ended; `nil` when it is still running.
  /// A signal to this program may end the wait early.
  public func wait(atMost seconds: Int32) throws(Failure) -> Ending? {
    if let known = ending.withLock({ $0 }) { return known }
    let result = so_await_ending(id, seconds * 1000)
    guard result >= 0 || Errno.current == .interrupted else {
      throw Failure(.current, "cannot wait for a child process")
    }
    return result > 0 ? try wait() : nil
  }

  /// Ends a confined process and everything that it started; one that has already been waited
  /// for is no error.
  public func killGroup() {
    ending.withLock { if $0 == nil { kill(-id, SIGKILL) } }
  }

  /// Sends a signal; one that has already been waited for is no error.
  public func signal(_ number: Int32) {
    ending.withLock { if $0 == nil { kill(id, number) } }
  }
}

/// A NULL-ended array of C strings, freed with its owner.
@safe final class CStringArray {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [[UInt8]]) {
    count = strings.count
    unsafe pointers = .allocate(capacity: count + 1)
    for (index, bytes) in strings.enumerated() {
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (offset, byte) in bytes.enumerated() { unsafe copy[offset] = CChar(bitPattern: byte) }
      unsafe copy[bytes.count] = 0
      unsafe pointers[index] = copy
    }
    unsafe pointers[count] = nil
  }

  /// The array for a function that changes nothing in it.
  func withConstantPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value) -> Value {
    unsafe pointers.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: count + 1) { unsafe body($0) }
  }

  deinit {
    for index in 0..<count { unsafe pointers[index]?.deallocate() }
    unsafe pointers.deallocate()
  }
}
