internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// The helper program `so-net`, started when first needed and kept for further requests.
///
/// It is given no environment and no descriptor but its socket. One that dies, hangs or talks
/// nonsense is killed and becomes a `net_helper_failed`; the next request starts another. Not
/// for use by several threads at once.
public final class NetHelper {
  private let program: FilePath
  private var running: Running?
  private var lastID: Int64 = 0

  /// How long over a request's own limit the helper is waited for, in milliseconds.
  private let grace: Int64

  /// A helper at `program`; nothing is started yet.
  public init(program: FilePath = HelperLocation.path(of: "so-net"), grace: Int64 = 10_000) {
    self.program = program
    self.grace = grace
  }

  deinit { end(killing: false) }

  /// Has `task` done and returns the answer, in which it may have failed.
  ///
  /// - Parameter limit: what the helper itself allows the task, in milliseconds.
  /// - Throws: `program_missing` when there is no helper, `net_helper_failed` when it fails as a
  ///   program. Then it is not known what it has done.
  public func perform(_ task: NetRequest.Task, limit: Int64) throws(Failure) -> NetResponse {
    lastID += 1
    let request = NetRequest(id: lastID, task)
    if running == nil { running = try start() }
    do throws(Failure) {
      let response = try exchange(request, limit: limit)
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

  private func exchange(_ request: NetRequest, limit: Int64) throws(Failure) -> NetResponse {
    guard let running, running.socket.send(request.json.serialized + [0x0A]) else {
      throw failure("went away")
    }
    switch running.socket.receiveLine(within: limit + grace) {
    case .ended: throw failure("died")
    case .tooLong: throw failure("gave an answer without an end")
    case .timedOut: throw failure("hung and was killed")
    case .line(let bytes):
      let response: NetResponse
      do throws(Failure) { response = try NetResponse(json: try JSONObject(parsing: bytes)) } catch {
        throw failure("gave an answer that cannot be read (\(error.code.word))")
      }
      guard response.id == request.id else { throw failure("answered another request") }
      return response
    }
  }

  private func failure(_ what: String) -> Failure {
    Failure(.netHelperFailed, "the helper \(program.printable) \(what)")
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
          program: program, environment: ProcessEnvironment([:]), descriptors: [0: end, 1: end])
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
