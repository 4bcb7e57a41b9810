internal import CPeers
import Foundation
import Synchronization

/// A child process in a process group of its own, started by `posix_spawn(3)`.
///
/// Tests use this and not the `ChildProcess` of the sources, so that a fault there is not
/// hidden by a test that shares it.
public final class SpawnedProcess: Sendable {
  /// The process id, which is also the id of its group.
  public let pid: Int32
  private let reaped = Mutex(false)

  /// Starts `arguments[0]`, looked up along `environment["PATH"]`. Of this process's
  /// descriptors the child gets the three named ones and no other.
  public init(
    _ arguments: [String], environment: [String: String], directory: String,
    input: Int32, output: Int32, error: Int32
  ) throws {
    guard let program = Self.find(arguments[0], along: environment["PATH"] ?? "", from: directory) else {
      throw PeerError("\(arguments[0]): no such program")
    }
    var child: Int32 = 0
    let code = unsafe withStrings(arguments) { argv in
      unsafe withStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        unsafe peers_spawn(program, argv, envp, directory, [input, output, error], &child)
      }
    }
    guard code == 0 else { throw PeerError("\(program): \(unsafe String(cString: strerror(code)))") }
    pid = child
  }

  /// Waits for the end: the exit code, or 128 + n after signal n; `nil` when `limit` passed
  /// first, and then the whole group has been killed.
  public func wait(limit: Duration = .seconds(300)) -> Int32? {
    let timedOut = Atomic(false)
    let watch = DispatchSource.makeTimerSource()
    watch.schedule(deadline: .now() + .seconds(Int(limit.components.seconds)))
    watch.setEventHandler { [self] in
      timedOut.store(true, ordering: .sequentiallyConsistent)
      kill(SIGKILL)
    }
    watch.resume()
    defer { watch.cancel() }
    // Seen first and reaped after, under the lock, so that `kill` never meets a stranger
    // who got the same number.
    var information = unsafe siginfo_t()
    while unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    var status: Int32 = 0
    reaped.withLock { done in
      _ = unsafe waitpid(pid, &status, 0)
      done = true
    }
    if timedOut.load(ordering: .sequentiallyConsistent) { return nil }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Sends `signal` to the process's group, unless the process has been waited for.
  public func kill(_ signal: Int32) {
    reaped.withLock { done in
      if !done { Foundation.kill(-pid, signal) }
    }
  }

  /// The program that `name` means along a search path, or `nil`; a name with a slash is
  /// taken as a path from `directory`.
  public static func find(_ name: String, along path: String, from directory: String = "/") -> String? {
    let candidates =
      name.contains("/")
      ? [name.hasPrefix("/") ? name : "\(directory)/\(name)"]
      : path.split(separator: ":").map { "\($0)/\(name)" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// What went wrong with a peer or a child process, for the person who reads the test's output.
public struct PeerError: Error, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// Wraps a sentence.
  public init(_ description: String) { self.description = description }
}

/// Lends `strings` as the NULL-ended array of C strings that `execve(2)` takes.
private func withStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
  defer { for index in strings.indices { unsafe free(pointers[index]) } }
  return unsafe body(pointers)
}
