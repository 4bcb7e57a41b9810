internal import CSSH
internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

extension SSHSession {
  /// Tries the keys of an agent, in the agent's order; the server may end the login when
  /// there are many.
  ///
  /// - Throws: `agent_unreachable` when nobody listens on the socket.
  func useAgent(_ socket: FilePath, _ user: String) throws(Failure) -> (answer: ssh_auth_e, refusal: Failure)
  {
    guard Self.isListening(socket) else {
      throw Failure(
        .agentUnreachable, "no SSH agent answers on \(socket.printable)",
        hint: "start one with ssh-agent, and add the key with ssh-add")
    }
    let isSet = unsafe socket.withPlatformString {
      unsafe ssh_options_set(handle, SSH_OPTIONS_IDENTITY_AGENT, $0)
    }
    guard isSet == 0 else { throw Failure(.agentUnreachable, "the SSH library takes no agent: \(errorText)") }
    let answer = try attempt { unsafe ssh_userauth_agent(handle, user) }
    return (
      answer,
      Failure(
        .clientKeyRejected, "\(endpoint) refuses every key of the SSH agent for user \(user)",
        hint: "ssh-add -l lists the agent's keys; the server's operator must know one of them")
    )
  }

  /// libssh does not tell an agent that is not there from one whose keys are refused.
  private static func isListening(_ path: FilePath) -> Bool {
    let bytes = path.bytes
    var address = sockaddr_un()
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { return false }
    let owned = OwnedDescriptor(owning: FileDescriptor(rawValue: number))
    return unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(owned.descriptor.rawValue, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
