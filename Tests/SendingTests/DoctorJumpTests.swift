import Peers
import Profile
import Records
import SFTP
import TestSupport
import Testing

@testable import Sending

/// What the doctor says of the host by which a server is reached.
@Suite struct DoctorJumpTests {
  @Test(
    arguments: [
      (.hostNotFound, .you), (.resolverUnavailable, .network), (.connectionRefused, .jump),
      (.connectTimeout, .network), (.hostUnreachable, .network), (.noBanner, .network), (.notSSH, .you),
      (.tooManyLogins, .jump), (.algorithmMismatch, .jump), (.keyExchangeFailed, .jump),
      (.connectionLost, .network), (.hostKeyUnknown, .you), (.hostKeyChanged, .jump),
      (.hostKeyRevoked, .jump), (.clientKeyRejected, .jump), (.authMethodUnavailable, .jump),
      (.authFailed, .jump), (.accountLocked, .jump), (.jumpRefused, .jump), (.identityPassphrase, .you),
      (.identityFileExposed, .you), (.identityFileUnreadable, .you), (.agentUnreachable, .you),
      (.keyAlgorithmRefused, .you),
    ] as [(Failure.Code, Check.Owner)])
  func `what stands against the way by the host is never the server operator's job`(
    code: Failure.Code, owner: Check.Owner
  ) {
    let diagnosis = Diagnosis(Failure(code, "jump host: x", hint: "do this"), at: .jump, .init())
    #expect(diagnosis.owner == owner && diagnosis.code == code && diagnosis.advice != nil)
    #expect(!diagnosis.meaning.isEmpty && diagnosis.advice?.contains("server's operator") == false)
  }

  @Test func `a server that the host cannot connect to is told from a host that is not there`() {
    let beyond = Failure(.hostUnreachable, "jump host: h cannot connect to s: x", hint: "look")
    #expect(Diagnosis(beyond, at: .connect, .init()).owner == .server)
    #expect(Diagnosis(Failure(.hostUnreachable, "s"), at: .connect, .init()).owner == .network)
    let broken = Failure(.connectionLost, "jump host: the connection broke")
    #expect(Diagnosis(broken, at: .connect, .init()).owner == .jump)
    #expect(Diagnosis(broken, at: .banner, .init()).owner == .network)
  }

  @Test func `the key that the host does not know is named, with the command that shows it`() {
    var circumstances = Circumstances()
    circumstances.keyFile = "/k"
    let refused = Failure(.clientKeyRejected, "jump host: x", hint: "h")
    let advice = Diagnosis(refused, at: .jump, circumstances).advice
    #expect(advice == "ssh-keygen -y -f /k prints the public key; ask the jump host's operator to add it")
  }

  @Test func `without a host there is no such stage, and nothing is asked of a server that fails before`()
    throws
  {
    let server = try SSHServer()
    let site = try DoctorSite(server)
    #expect(try site.look(only: .connect).checks.map(\.id) == ["settings", "dns", "connect"])
    let visit = try site.look(only: .jump)
    #expect(visit.stop == nil && visit[.jump]?.status == .skipped && visit[.dns] == nil)
  }
}
