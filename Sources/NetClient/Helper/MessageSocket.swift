internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// Our end of a pair of connected sockets; the other end is the helper's input and output.
///
/// A socket and not two pipes: writing to a helper that has died is then an error of the call,
/// whatever the program does about SIGPIPE.
final class MessageSocket {
  private let owned: OwnedDescriptor
  /// What came behind the last line.
  private var waiting: [UInt8] = []

  /// Makes the pair and hands the other end to `start`, which gives it to the child; it is
  /// closed here afterwards, or the child's death would never show.
  init(_ start: (FileDescriptor) throws(Failure) -> Void) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Failure(.current, "cannot make a socket for the helper")
    }
    owned = OwnedDescriptor(owning: FileDescriptor(rawValue: ends[0]))
    let theirs = OwnedDescriptor(owning: FileDescriptor(rawValue: ends[1]))
    try start(theirs.descriptor)
    try theirs.close()
  }

  /// Sends all of `bytes`, or tells that the other side is gone.
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { part in
        unsafe Glibc.send(owned.descriptor.rawValue, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, Errno.current == .interrupted { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Tells the other side that nothing more will come.
  func finishSending() { shutdown(owned.descriptor.rawValue, Int32(SHUT_WR)) }

  /// What comes of waiting for a line.
  enum Received {
    case line([UInt8])
    case ended
    case tooLong
    case timedOut
  }

  /// Waits for one line, at most `limit` milliseconds.
  func receiveLine(within limit: Int64) -> Received {
    let deadline = Self.milliseconds + limit
    var line = waiting
    waiting = []
    if let end = line.firstIndex(of: 0x0A) {
      waiting = Array(line[(end + 1)...])
      return .line(Array(line[..<end]))
    }
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      var request = pollfd(fd: owned.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
      let left = max(0, min(deadline - Self.milliseconds, Int64(Int32.max)))
      let ready = unsafe poll(&request, 1, Int32(left))
      if ready < 0, Errno.current == .interrupted { continue }
      if ready == 0 {
        waiting = line
        return .timedOut
      }
      let count = unsafe piece.withUnsafeMutableBytes { unsafe recv(request.fd, $0.baseAddress, $0.count, 0) }
      if count < 0, Errno.current == .interrupted { continue }
      guard ready > 0, count > 0 else { return .ended }
      if let end = piece[..<count].firstIndex(of: 0x0A) {
        waiting = Array(piece[(end + 1)..<count])
        return .line(line + piece[..<end])
      }
      line += piece[..<count]
      if line.count > JSONValue.maximumLength { return .tooLong }
    }
  }

  /// A clock that nobody sets.
  private static var milliseconds: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
