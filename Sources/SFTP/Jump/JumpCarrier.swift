internal import Glibc
internal import Records
internal import SystemPackage

/// Carries bytes between a channel and a socket, both ways, without ever waiting for one of them
/// while the other could go on.
struct JumpCarrier {
  private let channel: SSHChannel
  private let socket: FileDescriptor
  private var outward = Passage(capacity: 256 << 10)
  private var homeward = Passage(capacity: 1 << 20)

  init(_ channel: SSHChannel, _ socket: FileDescriptor) {
    self.channel = channel
    self.socket = socket
  }

  /// Returns when the socket's other end is closed.
  ///
  /// - Throws: `connection_lost` when the channel ended, and what had come through it is delivered.
  mutating func run() throws(Failure) {
    var end: Failure?
    while true {
      try channel.session.settings.checkCancellation()
      var moved = 0
      if end == nil {
        do throws(Failure) { moved += try carryOutward() } catch { end = error }
        do throws(Failure) {
          moved += try homeward.fill { (buffer) throws(Failure) in try channel.receive(into: &buffer) }
        } catch { end = error }
      }
      guard let written = deliver() else { return }
      moved += written
      if let end, homeward.isEmpty { throw end }
      if moved == 0, try !wait(isEnding: end != nil) { return }
    }
  }

  private mutating func carryOutward() throws(Failure) -> Int {
    var moved = 0
    let (socket, channel) = (socket, channel)
    moved += try outward.fill { (buffer) throws(Failure) in
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(socket.rawValue, $0.baseAddress, $0.count)
      }
      return max(count, 0)
    }
    moved += try outward.drain { (bytes) throws(Failure) in try channel.send(bytes) }
    return moved
  }

  /// `nil` when nobody takes it any more.
  private mutating func deliver() -> Int? {
    var isGone = false
    let socket = socket
    let count = try? homeward.drain { (bytes) throws(Failure) in
      let count = unsafe bytes.withUnsafeBytes {
        // No signal when the other end is gone.
        unsafe send(socket.rawValue, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno != EAGAIN, errno != EINTR { isGone = true }
      return max(count, 0)
    }
    return isGone ? nil : count
  }

  /// Waits, for a moment at most, until something can move; `false` when the other end is closed.
  private func wait(isEnding: Bool) throws(Failure) -> Bool {
    var here = pollfd(fd: socket.rawValue, events: 0, revents: 0)
    if outward.hasRoom, !isEnding { here.events |= Int16(POLLIN) }
    if !homeward.isEmpty { here.events |= Int16(POLLOUT) }
    var there = pollfd(fd: isEnding ? -1 : channel.session.descriptor, events: 0, revents: 0)
    if homeward.hasRoom { there.events |= Int16(POLLIN) }
    if channel.session.isWritePending { there.events |= Int16(POLLOUT) }
    var both = [here, there]
    guard unsafe poll(&both, 2, 200) >= 0 || errno == EINTR else {
      throw Failure(.internalError, "waiting for the jump host failed with error \(errno)")
    }
    return both[0].revents & Int16(POLLHUP) == 0
  }
}

/// Bytes that were taken on one side and are still to be given to the other.
private struct Passage {
  private var block: ByteBlock
  private var pending = 0..<0

  init(capacity: Int) { block = ByteBlock(count: capacity) }

  var isEmpty: Bool { pending.isEmpty }
  var hasRoom: Bool { pending.upperBound < block.count }

  mutating func fill(_ body: (inout MutableRawSpan) throws(Failure) -> Int) throws(Failure) -> Int {
    guard hasRoom else { return 0 }
    let count = try block.lendMutable(pending.upperBound..<block.count, to: body)
    pending = pending.lowerBound..<pending.upperBound + count
    return count
  }

  mutating func drain(_ body: (RawSpan) throws(Failure) -> Int) throws(Failure) -> Int {
    guard !isEmpty else { return 0 }
    let count = try block.lend(pending, to: body)
    pending = pending.lowerBound + count..<pending.upperBound
    if isEmpty {
      pending = 0..<0
    } else if !hasRoom {
      block.moveToFront(pending)
      pending = 0..<pending.count
    }
    return count
  }
}
