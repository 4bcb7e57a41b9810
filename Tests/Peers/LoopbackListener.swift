import Foundation
import Synchronization

/// A port on 127.0.0.1 behind which no SSH server sits.
public final class LoopbackListener: Sendable {
  /// The port on 127.0.0.1.
  public let port: Int
  private let descriptor: Int32

  /// Listens.
  ///
  /// - Parameters:
  ///   - backlog: how many connections the system takes before somebody accepts them.
  ///   - answer: when there is one, each connection is accepted, read from once when
  ///     `afterReading`, answered and closed; else nobody ever accepts.
  public init(backlog: Int32 = 8, answer: String? = nil, afterReading: Bool = false) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isUp = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size) == 0 && listen(descriptor, backlog) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isUp else { throw PeerError("no port to listen on at 127.0.0.1") }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard let answer else { return }
    Thread.detachNewThread {
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread { Self.serve(connection, answer, afterReading) }
      }
    }
  }

  private static func serve(_ connection: Int32, _ answer: String, _ afterReading: Bool) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    if afterReading { _ = unsafe recv(connection, &bytes, bytes.count, 0) }
    _ = unsafe send(connection, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
    // Closed only when the peer has read it, else the system may take the answer back.
    shutdown(connection, Int32(SHUT_WR))
    while unsafe recv(connection, &bytes, bytes.count, 0) > 0 {}
    close(connection)
  }

  deinit {
    // Wakes the thread that still waits for a connection.
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  /// Fills the backlog, so that the system drops what comes next as a firewall does.
  public func fill() throws -> [Int32] {
    var taken: [Int32] = []
    for _ in 0..<16 {
      let client = socket(
        AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      taken.append(client)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      address.sin_port = UInt16(port).bigEndian
      _ = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      var entry = pollfd(fd: client, events: Int16(POLLOUT), revents: 0)
      if unsafe poll(&entry, 1, 100) == 0 { return taken }
    }
    throw PeerError("the backlog never fills")
  }
}
