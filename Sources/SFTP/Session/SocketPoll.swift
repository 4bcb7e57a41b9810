internal import Glibc
internal import Records

/// `poll(2)` on one descriptor, in slices that let a cancellation through.
struct SocketPoll {
  let descriptor: Int32
  let settings: SFTPSettings

  /// Waits until the descriptor is ready; `false` when `deadline` passed before.
  func wait(
    reading: Bool, writing: Bool, until deadline: ContinuousClock.Instant
  ) throws(Failure) -> Bool {
    var entry = pollfd(fd: descriptor, events: 0, revents: 0)
    if reading { entry.events |= Int16(POLLIN) }
    if writing { entry.events |= Int16(POLLOUT) }
    while true {
      try settings.checkCancellation()
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return false }
      let milliseconds = min(left / .milliseconds(1), 200)
      let ready = unsafe poll(&entry, 1, Int32(milliseconds.rounded(.up)))
      if ready > 0 { return true }
      if ready < 0, errno != EINTR {
        throw Failure(.internalError, "waiting for the server failed with error \(errno)")
      }
    }
  }
}
