// The socket types belong to whichever of the C modules was read first: this one, or Glibc.
internal import CSSH
internal import Glibc
internal import Records

/// The answer of `getaddrinfo(3)`, freed with its owner.
@safe final class ResolvedAddresses {
  let first: UnsafeMutablePointer<addrinfo>?

  init(_ endpoint: SSHEndpoint) throws(Failure) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let answer = unsafe getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
    guard answer == 0 else { throw Self.failure(answer, endpoint.host) }
    unsafe first = list
  }

  deinit { if let first = unsafe first { unsafe freeaddrinfo(first) } }

  /// What an answer of `getaddrinfo(3)` that is not 0 means: the name server says that there
  /// is no such name, or no name server says anything.
  static func failure(_ answer: Int32, _ host: String) -> Failure {
    let reason = unsafe gai_strerror(answer).map { unsafe String(cString: $0) } ?? "no answer"
    guard answer == EAI_AGAIN || answer == EAI_SYSTEM else {
      return Failure(
        .hostNotFound, "the name \(host) does not resolve: \(reason.lowercased())",
        hint: "check the spelling of the host, and the name server")
    }
    return Failure(
      .resolverUnavailable, "no name server answers for \(host): \(reason.lowercased())",
      hint: "look whether this machine is on the network, and at its /etc/resolv.conf")
  }

  /// Every address once, numbers only, in the order in which they are tried.
  var texts: [String] {
    var texts: [String] = []
    var next = unsafe first
    while let entry = unsafe next {
      let text = unsafe Self.text(entry.pointee.ai_addr, entry.pointee.ai_addrlen)
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
      unsafe next = entry.pointee.ai_next
    }
    return texts
  }

  /// An address as numbers; empty when it has no such form.
  @unsafe static func text(_ address: UnsafePointer<sockaddr>?, _ size: socklen_t) -> String {
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard let address = unsafe address,
      unsafe getnameinfo(address, size, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
    else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
