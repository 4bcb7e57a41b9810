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

  /// Connects to the first address of the host that answers, without blocking.
  init(to endpoint: SSHEndpoint, settings: SFTPSettings) throws(Failure) {
    let deadline = ContinuousClock.now + settings.connectTimeout
    let addresses = try ResolvedAddresses(endpoint)
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

/// The answer of `getaddrinfo(3)`, freed with its owner.
@safe private struct ResolvedAddresses: ~Copyable {
  let first: UnsafeMutablePointer<addrinfo>?

  init(_ endpoint: SSHEndpoint) throws(Failure) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let answer = unsafe getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
    guard answer == 0 else {
      let reason = unsafe gai_strerror(answer).map { unsafe String(cString: $0) } ?? "no answer"
      throw Failure(
        .hostNotFound, "the name \(endpoint.host) does not resolve: \(reason.lowercased())",
        hint: "check the spelling of the host, and the name server")
    }
    unsafe first = list
  }

  deinit { if let first = unsafe first { unsafe freeaddrinfo(first) } }
}
