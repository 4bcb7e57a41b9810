internal import Glibc
public import Records
public import SystemPackage

/// Notices when a file that lies directly in a folder is written, made or removed, by whatever
/// process of this machine, so that nobody has to look again and again.
public final class FolderWatch: Sendable {
  private let events: OwnedDescriptor

  /// Begins to notice; what happens from now on ends the next wait.
  ///
  /// - Throws: what the system says, as when the user has too many watches.
  public init(on folder: FilePath) throws(Failure) {
    let number = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard number >= 0 else { throw Failure(.current, "cannot watch", folder) }
    events = OwnedDescriptor(owning: FileDescriptor(rawValue: number))
    let kinds = UInt32(bitPattern: Int32(IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_ONLYDIR))
    let watch = unsafe folder.withPlatformString { unsafe inotify_add_watch(number, $0, kinds) }
    guard watch >= 0 else { throw Failure(.current, "cannot watch", folder) }
  }

  /// Waits until something happened since the wait before, at most for `milliseconds`, or until
  /// somebody asks to end.
  ///
  /// - Returns: whether something happened.
  /// - Throws: `interrupted`.
  @discardableResult
  public func wait(milliseconds: Int64) throws(Failure) -> Bool {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while true {
      try EndRequest.check()
      let left = (end - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return false }
      var request = pollfd(fd: events.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
      // A signal between the check and this call does not wake it up; it waits for the end of a slice.
      let count = unsafe poll(&request, 1, Int32(min(left + 1, 900)))
      if count > 0 {
        forget()
        try EndRequest.check()
        return true
      }
      guard count == 0 || Errno.current == .interrupted else {
        throw Failure(.current, "cannot wait for a change")
      }
    }
  }

  /// Reads what was noticed; what it was is of no interest.
  private func forget() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while unsafe read(events.descriptor.rawValue, &buffer, buffer.count) > 0 {}
  }
}
