internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// The helper program `so-net`, started when first needed and kept for further requests.
///
/// It is given no environment and no descriptor but its socket and, where it is to move one, a
/// file. One that dies, hangs or talks
/// nonsense is killed and becomes a `net_helper_failed`; the next request starts another. Not
/// for use by several threads at once.
public final class NetHelper {
  private let program: FilePath
  private var running: Running?
  private var lastID: Int64 = 0

  /// How long over a request's own limit the helper is waited for, in milliseconds.
  private let grace: Int64

  /// The file whose bytes are moved, lent; it must stay open as long as this object lives.
  private let file: FileDescriptor?

  /// A helper at `program`; nothing is started yet.
  ///
  /// - Parameter file: what FTPS and downloads read from or write to, by place.
  public init(
    program: FilePath = HelperLocation.path(of: "so-net"), grace: Int64 = 10_000, file: FileDescriptor? = nil
  ) {
    self.program = program
    self.grace = grace
    self.file = file
  }

  deinit { end(killing: false) }

  /// Has `task` done and returns the answer, in which it may have failed.
  ///
  /// - Parameters:
  ///   - limit: what the helper itself allows the task, in milliseconds; where it tells how far it
  ///     is, until it tells so again.
  ///   - isCancelled: asked several times a second; `true` kills the helper.
  ///   - progress: told how far the task is.
  /// - Throws: `program_missing` when there is no helper, `net_helper_failed` when it fails as a
  ///   program, `transfer_cancelled`; then it is not known what it has done. And what `progress` throws.
  public func perform(
    _ task: NetRequest.Task, limit: Int64, isCancelled: () -> Bool = { false },
    progress: (NetProgress) throws(Failure) -> Void = { _ throws(Failure) in }
  ) throws(Failure) -> NetResponse {
    lastID += 1
    let request = NetRequest(id: lastID, task)
    if running == nil { running = try start() }
    do throws(Failure) {
      let response = try exchange(request, limit: limit, isCancelled, progress)
      // What the strict reader says of a request; codes about servers come from the same room.
      if let failure = response.failure, Failure.Code.ofRecords.contains(failure.code),
        !Failure.Code.aboutServers.contains(failure.code)
      {
        throw Failure(.netHelperFailed, "so-net refuses the request: \(failure.message)")
      }
      return response
    } catch {
      end(killing: true)
      throw error
    }
  }

  /// The library that the helper speaks with, as in `7.88.1 OpenSSL/3.0.22 zlib/1.2.13`.
  ///
  /// - Throws: `program_missing`, `net_helper_failed`.
  public func libraryVersion() throws(Failure) -> String {
    let text = try perform(.version, limit: 1000).version ?? ""
    guard text.hasPrefix("libcurl/") else { throw failure("does not know its library") }
    return String(text.dropFirst("libcurl/".count))
  }

  private func exchange(
    _ request: NetRequest, limit: Int64, _ isCancelled: () -> Bool,
    _ progress: (NetProgress) throws(Failure) -> Void
  ) throws(Failure) -> NetResponse {
    guard let running, running.socket.send(request.json.serialized + [0x0A]) else {
      throw failure("went away")
    }
    while true {
      let object = try read(running.socket, limit: limit, isCancelled)
      let schema: JSONValue = .string(NetProgress.schema)
      guard object["schema"] == schema else {
        let response = try understood { () throws(Failure) in try NetResponse(json: object) }
        guard response.id == request.id else { throw failure("answered another request") }
        return response
      }
      let report = try understood { () throws(Failure) in try NetProgress(json: object) }
      guard report.id == request.id else { throw failure("answered another request") }
      try progress(report)
    }
  }

  /// One line, for which the helper has `limit` and the grace.
  private func read(
    _ socket: MessageSocket, limit: Int64, _ isCancelled: () -> Bool
  ) throws(Failure) -> JSONObject {
    let end = ContinuousClock.now + .milliseconds(limit + grace)
    while true {
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      switch socket.receiveLine(within: Int64(max(0, min(left, 200)))) {
      case .ended: throw failure("died")
      case .tooLong: throw failure("gave an answer without an end")
      case .timedOut:
        if isCancelled() {
          throw Failure(.transferCancelled, "interrupted; what has arrived is kept")
        }
        guard left > 0 else { throw failure("hung and was killed") }
      case .line(let bytes):
        if isCancelled() {
          throw Failure(.transferCancelled, "interrupted; what has arrived is kept")
        }
        return try understood { () throws(Failure) in try JSONObject(parsing: bytes) }
      }
    }
  }

  private func understood<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) { return try body() } catch {
      throw failure("gave an answer that cannot be read (\(error.code.word))")
    }
  }

  private func failure(_ what: String) -> Failure {
    Failure(.netHelperFailed, "the helper \(program.printable) \(what)")
  }

  private static func lent(_ end: FileDescriptor, _ file: FileDescriptor?) -> [Int32: FileDescriptor] {
    var lent: [Int32: FileDescriptor] = [0: end, 1: end]
    if let file { lent[FTPSTask.fileDescriptor] = file }
    return lent
  }

  /// A started helper.
  private struct Running {
    let process: ChildProcess
    let socket: MessageSocket
  }

  private func start() throws(Failure) -> Running {
    var process: ChildProcess?
    do throws(Failure) {
      let socket = try MessageSocket { (end) throws(Failure) in
        process = try ChildProcess(
          program: program, environment: ProcessEnvironment([:]), descriptors: Self.lent(end, file))
      }
      if let process { return Running(process: process, socket: socket) }
      throw Failure(.internalError, "no helper was started")
    } catch {
      throw error.code == .programMissing
        ? error.hinting("install the whole package, or set SO_LIBEXEC to the folder that has so-net") : error
    }
  }

  /// Lets the helper end, which says goodbye to its server then, or kills it at once, or when
  /// it does not end; in each case it is waited for.
  private func end(killing: Bool) {
    guard let ending = running else { return }
    running = nil
    ending.socket.finishSending()
    var isEnding = false
    if !killing, case .ended = ending.socket.receiveLine(within: 3000) { isEnding = true }
    if !isEnding { ending.process.signal(SIGKILL) }
    _ = try? ending.process.wait()
  }
}
