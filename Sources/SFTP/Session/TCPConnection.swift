// The socket types belong to whichever of the C modules was read first: this one, or Glibc.
internal import CSSH
internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// A TCP connection made by ourselves, so that the ways in which it fails are told apart
/// exactly (R083): libssh says "timeout" and "refused" in one breath.
struct TCPConnection: ~Copyable {
  private(set) var owned: OwnedDescriptor
  /// What leads on to the server, where it is reached by way of another host.
  let tunnel: JumpTunnel?

  /// The end of a tunnel.
  init(_ end: consuming OwnedDescriptor, by tunnel: JumpTunnel) {
    owned = end
    self.tunnel = tunnel
  }

  /// Connects to the first address of the host that answers, without blocking.
  init(to endpoint: SSHEndpoint, settings: SFTPSettings) throws(Failure) {
    let deadline = ContinuousClock.now + settings.connectTimeout
    try self.init(to: ResolvedAddresses(endpoint), of: endpoint, settings: settings, until: deadline)
  }

  /// Connects to the first of the addresses that answers.
  init(
    to addresses: ResolvedAddresses, of endpoint: SSHEndpoint, settings: SFTPSettings,
    until deadline: ContinuousClock.Instant
  ) throws(Failure) {
    tunnel = nil
    var last = Failure(.hostNotFound, "\(endpoint.host) has no address")
    var next = unsafe addresses.first
    while let address = unsafe next {
      do {
        owned = try unsafe Self.connect(address.pointee, endpoint, settings, deadline)
        return
      } catch {
        guard error.code != .transferCancelled else { throw error }
        last = error
      }
      unsafe next = address.pointee.ai_next
    }
    throw last
  }

  /// Gives the descriptor away, to libssh.
  consuming func release() -> Int32 { owned.release().rawValue }

  /// The address at the other end, numbers only.
  var peer: String {
    if let tunnel { return tunnel.address ?? "" }
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard unsafe getpeername(owned.descriptor.rawValue, address, &size) == 0 else { return "" }
        return unsafe ResolvedAddresses.text(address, size)
      }
    }
  }

  @unsafe private static func connect(
    _ address: addrinfo, _ endpoint: SSHEndpoint, _ settings: SFTPSettings,
    _ deadline: ContinuousClock.Instant
  ) throws(Failure) -> OwnedDescriptor {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let number = unsafe socket(address.ai_family, type, address.ai_protocol)
    guard number >= 0 else { throw failure(errno, endpoint) }
    let owned = OwnedDescriptor(owning: FileDescriptor(rawValue: number))
    var on: Int32 = 1
    unsafe setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    unsafe setsockopt(number, SOL_SOCKET, SO_KEEPALIVE, &on, socklen_t(MemoryLayout<Int32>.size))
    guard unsafe Glibc.connect(number, address.ai_addr, address.ai_addrlen) != 0 else { return owned }
    guard errno == EINPROGRESS || errno == EINTR else { throw failure(errno, endpoint) }
    let poll = SocketPoll(descriptor: number, settings: settings)
    guard try poll.wait(reading: false, writing: true, until: deadline) else {
      throw failure(ETIMEDOUT, endpoint)
    }
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &size) == 0, error == 0 else {
      throw failure(error, endpoint)
    }
    return owned
  }

  private static func failure(_ error: Int32, _ endpoint: SSHEndpoint) -> Failure {
    let place = "\(endpoint.host) port \(endpoint.port)"
    switch error {
    case ECONNREFUSED:
      return Failure(
        .connectionRefused, "\(place) refuses the connection: nothing listens there",
        hint: "check the port number, and that the server runs")
    case ETIMEDOUT:
      return Failure(
        .connectTimeout, "\(place) does not answer: a firewall may drop the packets",
        hint: "ask the network's operator to let TCP port \(endpoint.port) out to \(endpoint.host)")
    default:
      return Failure(
        .hostUnreachable, "\(place) cannot be reached: \(Errno(rawValue: error).description.lowercased())")
    }
  }
}
