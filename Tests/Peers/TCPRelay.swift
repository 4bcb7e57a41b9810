import Foundation
import Synchronization

/// A TCP relay on 127.0.0.1 in front of a server, for slow links and broken ones.
///
/// It can delay each direction, cut all connections once when a number of bytes has passed,
/// flip a bit of one byte, and turn connections away.
public final class TCPRelay: Sendable {
  /// How the link behaves.
  public struct Link: Sendable {
    /// The delay of each direction; the round trip takes twice that.
    public var delay: Duration = .zero
    /// After so many bytes, both directions and all connections together, every connection
    /// is cut, once. Later connections live.
    public var cutAfter: Int?
    /// The bytes to the server, counted over all connections, of which this one is changed.
    public var flipAt: Int?
    /// How many connections may stand at one time; more are closed at once.
    public var limit = Int.max

    /// A link without a fault.
    public init() {}
  }

  /// The port on 127.0.0.1.
  public let port: Int
  private let target: Int
  private let targetHost: UInt32
  private let listener: Int32
  private let state: Mutex<State>

  private struct State {
    var link: Link
    var passed = 0
    var sent = 0
    var isCut = false
    var open: Set<Int32> = []
    var accepted = 0
    var most = 0
  }

  /// Listens, and connects to 127.0.0.1 port `target` for each who comes.
  ///
  /// - Parameter host: another loopback address of the server, as a number.
  public init(to target: Int, _ link: Link = Link(), port: Int = 0, host: UInt32 = 0x7F00_0001) throws {
    self.target = target
    targetHost = host
    state = Mutex(State(link: link))
    listener = try Self.listener(port)
    self.port = try Self.port(of: listener)
    Thread.detachNewThread { [self] in acceptAll() }
  }

  /// How many connections have come.
  public var accepted: Int { state.withLock { $0.accepted } }
  /// The most that stood at one time.
  public var most: Int { state.withLock { $0.most } }
  /// Bytes that have passed, both directions together.
  public var passed: Int { state.withLock { $0.passed } }
  /// Bytes that have passed to the server.
  public var sent: Int { state.withLock { $0.sent } }
  /// Whether the cut has happened.
  public var isCut: Bool { state.withLock { $0.isCut } }

  /// Behaves so from now on, with all counts at zero; a delay holds for the connections to come.
  public func arm(_ link: Link) {
    state.withLock { state in
      state.link = link
      (state.passed, state.sent, state.accepted, state.most, state.isCut) = (0, 0, 0, 0, false)
    }
  }

  /// Cuts all connections now.
  public func cut() {
    state.withLock { state in for socket in state.open { shutdown(socket, Int32(SHUT_RDWR)) } }
  }

  /// Ends the relay.
  public func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    cut()
  }

  private func acceptAll() {
    while true {
      let client = accept(listener, nil, nil)
      if client < 0 {
        if errno == EINTR || errno == ECONNABORTED { continue }
        close(listener)
        return
      }
      let isFull = state.withLock { state in
        state.accepted += 1
        return state.open.count / 2 >= state.link.limit
      }
      guard !isFull, let server = Self.connect(target, targetHost) else {
        close(client)
        continue
      }
      for socket in [client, server] { Self.tune(socket) }
      state.withLock { state in
        state.open.formUnion([client, server])
        state.most = max(state.most, state.open.count / 2)
      }
      Thread.detachNewThread { [self] in
        let other = RelayDirection()
        Thread.detachNewThread {
          self.pump(from: server, to: client, isUp: false)
          other.finish()
        }
        pump(from: client, to: server, isUp: true)
        other.wait()
        state.withLock { state in state.open.subtract([client, server]) }
        close(client)
        close(server)
      }
    }
  }

  private func pump(from: Int32, to: Int32, isUp: Bool) {
    let queue = RelayQueue()
    let delay = state.withLock { $0.link.delay }
    if delay > .zero {
      let done = RelayDirection()
      Thread.detachNewThread {
        while let bytes = queue.take() { if !Self.sendAll(bytes, to) { break } }
        queue.close()
        done.finish()
      }
      read(from, isUp) { queue.put($0, due: .now + delay) }
      queue.close()
      done.wait()
    } else {
      read(from, isUp) { Self.sendAll($0, to) }
    }
    shutdown(to, Int32(SHUT_WR))
    shutdown(from, Int32(SHUT_RD))
  }

  private func read(_ socket: Int32, _ isUp: Bool, _ body: ([UInt8]) -> Bool) {
    var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = unsafe recv(socket, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      var bytes = Array(buffer[..<count])
      let isCut = state.withLock { state in
        if isUp, let place = state.link.flipAt, (state.sent..<state.sent + count).contains(place) {
          bytes[place - state.sent] ^= 0x10
        }
        if isUp { state.sent += count }
        state.passed += count
        guard let limit = state.link.cutAfter, !state.isCut, state.passed >= limit else { return false }
        state.isCut = true
        for socket in state.open { shutdown(socket, Int32(SHUT_RDWR)) }
        return true
      }
      guard !isCut, body(bytes) else { return }
    }
  }

  private static func sendAll(_ bytes: [UInt8], _ socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe send(socket, $0.baseAddress.map { unsafe $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func tune(_ socket: Int32) {
    var on: Int32 = 1
    unsafe setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }
}

/// Lets one thread wait for the end of another.
private final class RelayDirection: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  func finish() { semaphore.signal() }
  func wait() { semaphore.wait() }
}

/// Bytes on a long line: they come out when they are due.
private final class RelayQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var chunks: [(bytes: [UInt8], due: ContinuousClock.Instant)] = []
  private var first = 0
  private var held = 0
  private var isClosed = false
  // More than any sender has under way over this line.
  private let room = 64 << 20

  func put(_ bytes: [UInt8], due: ContinuousClock.Instant) -> Bool {
    condition.withLock {
      while held > room, !isClosed { condition.wait() }
      guard !isClosed else { return false }
      chunks.append((bytes, due))
      held += bytes.count
      condition.broadcast()
      return true
    }
  }

  func take() -> [UInt8]? {
    let chunk: (bytes: [UInt8], due: ContinuousClock.Instant)? = condition.withLock {
      while first == chunks.count, !isClosed { condition.wait() }
      guard first < chunks.count else { return nil }
      let chunk = chunks[first]
      chunks[first].bytes = []
      first += 1
      if first > 256 {
        chunks.removeFirst(first)
        first = 0
      }
      held -= chunk.bytes.count
      condition.broadcast()
      return chunk
    }
    guard let chunk else { return nil }
    let left = ContinuousClock.now.duration(to: chunk.due)
    if left > .zero { Thread.sleep(forTimeInterval: left / .seconds(1)) }
    return chunk.bytes
  }

  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }
}

extension TCPRelay {
  static func listener(_ port: Int) throws -> Int32 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var on: Int32 = 1
    unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = loopback(port)
    let isUp = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
          && Foundation.listen(listener, 64) == 0
      }
    }
    guard isUp else { throw PeerError("the relay cannot listen on port \(port)") }
    return listener
  }

  private static func port(of socket: Int32) throws -> Int {
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isKnown = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(socket, $0, &size) == 0
      }
    }
    guard isKnown else { throw PeerError("the relay has no port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func connect(_ port: Int, _ host: UInt32) -> Int32? {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port)
    address.sin_addr.s_addr = host.bigEndian
    let isUp = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Foundation.connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isUp else {
      close(server)
      return nil
    }
    return server
  }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    return address
  }
}
