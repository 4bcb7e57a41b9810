internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// A connection to a server by way of another host: a thread that owns the session there and carries
/// bytes between its channel and one end of a pair of sockets. The other end is a connection like
/// any other, for a session of libssh on another thread.
///
/// It ends when either side does, and when nobody holds it any more.
final class JumpTunnel: Sendable {
  /// The host's address, numeric, and its key.
  typealias Arrival = (address: String?, hostKey: HostKey)
  /// How far the thread has come: at the host, or why there is no way.
  private typealias Opening = Monitor<Result<Arrival, Failure>?>

  private let isOver: Monitor<Bool>
  private let opening: Opening
  private let isEnded: Monitor<Bool>
  private let thread: WorkerThread<Bool>

  private init(
    _ isOver: Monitor<Bool>, _ opening: Opening, _ isEnded: Monitor<Bool>, _ thread: WorkerThread<Bool>
  ) {
    self.isOver = isOver
    self.isEnded = isEnded
    self.opening = opening
    self.thread = thread
  }

  /// The address of the host, numeric.
  var address: String? { arrival?.address }

  /// Where it leads.
  var arrival: Arrival? { opening.withLock { try? $0?.get() } }

  /// Waits for the end of the thread, by whose doing ever; `false` when it still carries.
  func hasEnded(within limit: Duration) -> Bool {
    isEnded.wait(atMost: limit) { $0 ? true : nil } ?? false
  }

  deinit {
    isOver.withLock { $0 = true }
    do throws(Failure) { _ = try thread.join() } catch {}
  }

  /// Logs in to the host and has it connect to the server.
  ///
  /// - Throws: what logging in throws, `jump_refused`, `host_unreachable`.
  static func open(
    by jump: SSHJump, to target: SSHEndpoint, settings: SFTPSettings
  ) throws(Failure) -> TCPConnection {
    let ends = try pair()
    let end = OwnedDescriptor(owning: FileDescriptor(rawValue: ends.near))
    let tunnel: JumpTunnel
    do throws(Failure) {
      tunnel = try start(jump, target, ends.far, settings)
    } catch {
      close(ends.far)
      throw error
    }
    while true {
      if let answer = tunnel.opening.wait(atMost: .milliseconds(100), { $0 }) {
        _ = try answer.get()
        return TCPConnection(end, by: tunnel)
      }
      try settings.checkCancellation()
    }
  }

  private static func start(
    _ jump: SSHJump, _ target: SSHEndpoint, _ socket: Int32, _ settings: SFTPSettings
  ) throws(Failure) -> JumpTunnel {
    let isOver = Monitor(false)
    let opening = Opening(nil)
    let isEnded = Monitor(false)
    let isCancelled = settings.isCancelled
    var settings = settings
    settings.isCancelled = { isOver.withLock { $0 } || isCancelled() }
    let first = settings
    let thread = try WorkerThread("ssh-jump") { () throws(Failure) in
      defer { isEnded.withLock { $0 = true } }
      // Closed with the thread, which the other end notices.
      let owned = OwnedDescriptor(owning: FileDescriptor(rawValue: socket))
      do throws(Failure) {
        let session = try jump.session(first)
        let channel = try SSHChannel(forwardingTo: target, on: session)
        let arrival = (address: session.peerAddress, hostKey: try session.serverKey())
        opening.withLock { $0 = .success(arrival) }
        first.events?("jump host: lets us on to \(target)")
        // After a wish to end, what was begun may still have to be cleaned up.
        channel.session.settings.isCancelled = { isOver.withLock { $0 } }
        var carrier = JumpCarrier(channel, owned.descriptor)
        try carrier.run()
      } catch {
        opening.withLock { if $0 == nil { $0 = .failure(error) } }
      }
      return true
    }
    return JumpTunnel(isOver, opening, isEnded, thread)
  }

  private static func pair() throws(Failure) -> (near: Int32, far: Int32) {
    var numbers: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    guard unsafe socketpair(AF_UNIX, type, 0, &numbers) == 0 else {
      throw Failure(.current, "cannot make a pair of sockets")
    }
    return (numbers[0], numbers[1])
  }
}
