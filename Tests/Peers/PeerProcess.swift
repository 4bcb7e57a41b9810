import Foundation
import Synchronization

/// A server that a test starts, speaks to and ends: a child process whose output is kept and
/// can be waited on.
///
/// Nothing here sleeps: `line(containing:)` wakes when the server writes. The server's
/// standard input is a pipe that ends when this process does; a server that does not look at
/// its input is to be started with `guarded`, so that a killed test run leaves nothing behind.
public final class PeerProcess: Sendable {
  private let process: SpawnedProcess
  private let input: FileHandle
  private let output = OutputLog()
  private let stopped = Mutex(false)

  /// Starts `arguments`; standard output and error are read as one stream.
  ///
  /// - Parameter guarded: puts a shell in front that ends the server when its standard input
  ///   ends; the server itself then reads nothing.
  public init(
    _ arguments: [String], directory: String, environment: [String: String]? = nil,
    guarded: Bool = false
  ) throws {
    let stdin = Pipe()
    let stdout = Pipe()
    let command = guarded ? ["sh", "-c", Self.guardScript, "sh"] + arguments : arguments
    process = try SpawnedProcess(
      command, environment: environment ?? ProcessInfo.processInfo.environment, directory: directory,
      input: stdin.fileHandleForReading.fileDescriptor,
      output: stdout.fileHandleForWriting.fileDescriptor,
      error: stdout.fileHandleForWriting.fileDescriptor)
    try stdin.fileHandleForReading.close()
    try stdout.fileHandleForWriting.close()
    input = stdin.fileHandleForWriting
    output.fill(from: stdout.fileHandleForReading)
  }

  deinit { stop() }

  // A background job of `sh` has /dev/null for its input, so the pipe is kept as descriptor 3.
  // The trap comes first: a guard that dies before its server would leave it unwaited for.
  private static let guardScript = """
    exec 3<&0 </dev/null
    trap '[ -z "$server" ] || kill $server' TERM
    "$@" 3<&- & server=$!
    (read _ <&3; kill $server) & reader=$!
    wait $server; code=$?
    wait $server
    kill $reader
    exit $code
    """

  /// The process id (of the guard, when there is one).
  public var pid: Int32 { process.pid }

  /// Everything that the server has written so far.
  public var log: String { output.text }

  /// The first whole line that contains `text`; waits for it.
  ///
  /// - Throws: `PeerError` with the log when the server ends first or `limit` passes.
  public func line(containing text: String, limit: Duration = .seconds(60)) throws -> String {
    try output.line(containing: text, limit: limit)
  }

  /// Ends the server's standard input, as the end of this process would.
  public func closeInput() { try? input.close() }

  /// Waits until the process ends by itself: its exit code, or `nil` when `limit` passed and it
  /// was killed. Not to be mixed with `stop`.
  public func finish(limit: Duration = .seconds(300)) -> Int32? {
    stopped.withLock { $0 = true }
    let code = process.wait(limit: limit)
    output.waitForEnd()
    return code
  }

  /// Ends the server by its own id and waits until it is gone; the second call does nothing.
  public func stop() {
    let first = stopped.withLock { done in
      defer { done = true }
      return !done
    }
    guard first else { return }
    process.kill(SIGTERM)
    try? input.close()
    // A server that is deaf to SIGTERM is killed when the limit passes.
    _ = process.wait(limit: .seconds(10))
  }
}

extension PeerProcess {
  /// Kills the server with all that it has started, at once, and waits until it is gone.
  public func kill() {
    let first = stopped.withLock { done in
      defer { done = true }
      return !done
    }
    guard first else { return }
    // A session may be a process group of its own, which outlives the listener.
    let others = Self.descendants(of: process.pid)
    process.kill(SIGKILL)
    for other in others { Foundation.kill(other, SIGKILL) }
    try? input.close()
    _ = process.wait(limit: .seconds(10))
  }

  /// The processes that `ancestor` and its children have started.
  static func descendants(of ancestor: Int32) -> [Int32] {
    var children: [Int32: [Int32]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = Int32(name), let data = FileManager.default.contents(atPath: "/proc/\(name)/stat")
      else { continue }
      // The command's name stands in parentheses and may hold anything; the parent is the
      // second field behind it.
      let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
      if let fields, fields.count > 1, let parent = Int32(fields[1]) {
        children[parent, default: []].append(process)
      }
    }
    var found: [Int32] = []
    var next = [ancestor]
    while let process = next.popLast() {
      let more = children[process] ?? []
      found += more
      next += more
    }
    return found
  }
}

/// Text that one thread appends and others wait on.
private final class OutputLog: @unchecked Sendable {
  private let condition = NSCondition()
  private var bytes = Data()
  private var ended = false

  var text: String {
    condition.withLock { String(decoding: bytes, as: UTF8.self) }
  }

  func fill(from handle: FileHandle) {
    Thread.detachNewThread { [self] in
      while true {
        let more = handle.availableData
        condition.withLock {
          bytes.append(more)
          ended = more.isEmpty
          condition.broadcast()
        }
        if more.isEmpty { return }
      }
    }
  }

  func waitForEnd() {
    // Bounded: something that the process left behind may still hold its output open.
    let deadline = Date(timeIntervalSinceNow: 10)
    condition.withLock {
      while !ended, condition.wait(until: deadline) {}
    }
  }

  func line(containing text: String, limit: Duration) throws -> String {
    let deadline = Date(timeIntervalSinceNow: Double(limit.components.seconds))
    return try condition.withLock {
      while true {
        let whole = String(decoding: bytes, as: UTF8.self)
        // The piece behind the last newline (CR LF is one, sshd writes it) is not a whole line yet.
        if let line = whole.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropLast()
          .first(where: { $0.contains(text) })
        {
          return String(line)
        }
        if ended { throw PeerError("the peer ended before it wrote \(text):\n\(whole)") }
        guard condition.wait(until: deadline) else {
          throw PeerError("the peer never wrote \(text):\n\(whole)")
        }
      }
    }
  }
}
