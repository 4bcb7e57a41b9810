internal import CSSH
internal import Glibc

/// Who is at the other end of a connection, for the history of a transfer: what a support
/// engineer wants to know first.
public struct ConnectedServer: Hashable, Sendable {
  /// The address that answered and its port, numeric, as in `192.0.2.7:22` or `[2001:db8::7]:22`: the
  /// jump host's, where there is one; `nil` when the connection is gone already.
  public let address: String?
  /// The server's key, as it was verified.
  public let hostKey: HostKey
  /// How the server names its program, as in `SSH-2.0-OpenSSH_9.2p1`; printable.
  public let software: String?
}

extension SFTPClient {
  /// The server, as it was found.
  public var server: ConnectedServer {
    ConnectedServer(address: session.peerAddress, hostKey: hostKey, software: session.software)
  }
}

extension SSHSession {
  /// What the server said first.
  var software: String? {
    guard let banner = unsafe ssh_get_serverbanner(handle) else { return nil }
    return unsafe String(printable: String(cString: banner).utf8.prefix(255))
  }

  var peerAddress: String? {
    if let tunnel { return tunnel.address }
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    var port = [CChar](repeating: 0, count: 16)
    let isKnown = unsafe withUnsafeMutablePointer(to: &address) { storage in
      unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe getpeername(descriptor, pointer, &size) == 0
          && getnameinfo(
            pointer, size, &host, socklen_t(host.count), &port, socklen_t(port.count),
            NI_NUMERICHOST | NI_NUMERICSERV) == 0
      }
    }
    guard isKnown else { return nil }
    let (name, number) = (Self.text(host), Self.text(port))
    return name.utf8.contains(UInt8(ascii: ":")) ? "[\(name)]:\(number)" : "\(name):\(number)"
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
