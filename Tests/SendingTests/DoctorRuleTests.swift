import NetClient
import Notices
import Platform
import Profile
import Records
import SFTP
import Testing

@testable import Sending

/// The rules from a failure to what is said of it.
@Suite struct DoctorRuleTests {
  private static func diagnosis(
    _ code: Failure.Code, _ message: String = "x", at stage: DoctorStage,
    _ circumstances: Circumstances = .init()
  ) -> Diagnosis {
    Diagnosis(Failure(code, message), at: stage, circumstances)
  }

  @Test(
    arguments: [
      (.hostNotFound, .dns, .you), (.resolverUnavailable, .dns, .network),
      (.connectionRefused, .connect, .server),
      (.connectTimeout, .connect, .network), (.hostUnreachable, .connect, .network),
      (.noBanner, .banner, .network), (.tooManyLogins, .banner, .server),
      (.algorithmMismatch, .keyExchange, .server), (.connectionLost, .keyExchange, .network),
      (.hostKeyUnknown, .hostKey, .you), (.hostKeyChanged, .hostKey, .server),
      (.hostKeyRevoked, .hostKey, .server),
      (.authFailed, .auth, .you), (.clientKeyRejected, .auth, .server), (.keyAlgorithmRefused, .auth, .you),
      (.accountLocked, .auth, .server), (.identityPassphrase, .auth, .you),
      (.identityFileExposed, .auth, .you),
      (.identityFileUnreadable, .auth, .you), (.agentUnreachable, .auth, .you),
      (.authMethodUnavailable, .auth, .you), (.sftpUnavailable, .directory, .server),
      (.remoteNoSuchFile, .directory, .you), (.remoteNotAFile, .directory, .you),
      (.remotePermissionDenied, .write, .server), (.remoteReadOnly, .write, .server),
      (.remoteDiskFull, .write, .server), (.remoteFailure, .write, .server), (.remoteNoSuchFile, .link, .you),
      (.linkDiffers, .link, .you), (.linkUnreachable, .link, .web), (.mailAuthFailed, .mail, .you),
      (.mailTLSFailed, .mail, .mail), (.mailUnreachable, .mail, .mail), (.mailRejected, .mail, .mail),
      (.mailDeferred, .mail, .mail), (.connectionRefused, .mail, .mail), (.connectTimeout, .mail, .network),
      (.connectionRefused, .link, .web), (.settingMissing, .settings, .you), (.internalError, .write, .you),
      (.netHelperFailed, .mail, .you), (.permissionDenied, .settings, .you),
      (.sftpProtocol, .directory, .server), (.notFTP, .banner, .you), (.tlsRefused, .keyExchange, .server),
      (.tlsRefused, .data, .server), (.tlsFailed, .keyExchange, .server), (.tlsFailed, .link, .web),
      (.certificateUnknown, .hostKey, .server), (.certificateUnknown, .link, .web),
      (.certificateWrongName, .hostKey, .server), (.certificateWrongName, .link, .web),
      (.certificateExpired, .hostKey, .server), (.certificateExpired, .link, .web),
      (.certificateNotYetValid, .hostKey, .you), (.authorityInvalid, .keyExchange, .you),
      (.dataChannelRefused, .data, .network), (.ftpProtocol, .auth, .server), (.ftpProtocol, .link, .web),
      (.remotePermissionDenied, .banner, .server), (.remotePermissionDenied, .directory, .server),
      (.remotePermissionDenied, .link, .web), (.webServerFailed, .link, .web),
      (.redirectRefused, .link, .web),
      (.connectionLost, .data, .network), (.connectionLost, .write, .server),
      (.remoteNotAFile, .directory, .you), (.keyExchangeFailed, .keyExchange, .server),
      (.mailUnanswered, .mail, .mail), (.programMissing, .banner, .you),
    ] as [(Failure.Code, DoctorStage, Check.Owner)])
  func `whose job it is`(code: Failure.Code, stage: DoctorStage, owner: Check.Owner) {
    let diagnosis = Self.diagnosis(code, at: stage)
    #expect(diagnosis.owner == owner && diagnosis.code == code)
    #expect(!diagnosis.meaning.isEmpty && !diagnosis.meaning.hasSuffix("."))
    #expect(diagnosis.meaning.first?.isUppercase != true || diagnosis.meaning.hasPrefix("TLS"))
  }

  @Test func `the failure's own hint is the next step where no rule has a better one`() {
    let trust = Failure(.hostKeyChanged, "x", hint: "so-ftpsend trust h")
    #expect(Diagnosis(trust, at: .hostKey, .init()).advice == "so-ftpsend trust h")
  }

  @Test(
    arguments: [
      (-25 * 3600, "not yet valid", .clockWrong, .you),
      (-23 * 3600, "not yet valid", .certificateNotYetValid, .you),
      (0, "has expired", .certificateExpired, .mail), (-25 * 3600, "has expired", .clockWrong, .you),
      (0, "self-signed certificate", .mailTLSFailed, .mail),
    ] as [(Int64, String, Failure.Code, Check.Owner)])
  func `a clock is wrong for certain a day before a time that is past`(
    seconds: Int64, words: String, code: Failure.Code, owner: Check.Owner
  ) {
    var circumstances = Circumstances()
    let past = Timestamp(milliseconds: 1_795_514_400_000)
    circumstances.past = past
    circumstances.now = past.advanced(bySeconds: seconds)
    let diagnosis = Self.diagnosis(.mailTLSFailed, "certificate \(words)", at: .mail, circumstances)
    #expect(diagnosis.code == code && diagnosis.owner == owner)
    #expect(diagnosis.meaning.contains("clock") == (code != .mailTLSFailed))
  }

  @Test(
    arguments: [
      ("RSA, 1024 bits", true, "can be broken"), ("RSA, 2048 bits", true, "begin to refuse"),
      ("RSA, 3072 bits", true, nil), ("RSA, 4096 bits", true, nil), ("ED25519", false, nil),
      ("ECDSA", false, nil),
      (nil, false, nil),
    ] as [(String?, Bool, String?)])
  func `old RSA keys are advised about in plain words`(key: String?, isRSA: Bool, meaning: String?) {
    let doubt = KeyAge.doubt(key, isRSA: isRSA)
    #expect((doubt == nil) == (meaning == nil))
    if let meaning { #expect(doubt?.meaning.contains(meaning) == true) }
  }

  @Test(
    arguments: [
      ("sftp://u@h/p", nil, 2222, "sftp://u@h:2222/p"), ("sftp://u@h:22/p", nil, 443, "sftp://u@h:443/p"),
      ("sftp://u@h:22/p", "ftps", nil, "ftps://u@h/p"), ("sftp://u@h:22/p", "sftp", nil, "sftp://u@h:22/p"),
      ("sftp://u@[::1]:22/p:1", "ftps", 990, "ftps://u@[::1]:990/p:1"),
      ("sftp://u@[::1]", nil, 9, "sftp://u@[::1]:9"),
      ("sftp://u:x@h", nil, 9, "sftp://u:x@h:9"), ("nonsense", "ftps", 9, "nonsense"),
    ] as [(String, String?, UInt16?, String)])
  func `an address gets another scheme or port`(url: String, scheme: String?, port: UInt16?, changed: String)
  {
    #expect(ServerAddress.changed(url, scheme: scheme, port: port) == changed)
  }

  @Test(arguments: [false, true])
  func `R081 a refused key is suspected for its kind when it is an RSA key`(isRSA: Bool) {
    var circumstances = Circumstances()
    circumstances.isRSA = isRSA
    circumstances.key = isRSA ? "RSA, 2048 bits" : "ED25519"
    let found = Self.diagnosis(.clientKeyRejected, at: .auth, circumstances)
    #expect(found.meaning.contains("RSA, 2048 bits") == isRSA)
    #expect(found.advice?.contains("ssh-keygen -t ed25519") == isRSA)
  }

  @Test func `a stage needs those before it, and mail the settings only`() {
    #expect(DoctorStage.allCases.filter { !$0.needsServer } == [.settings, .mail])
    #expect(DoctorStage.walk(to: nil) == DoctorStage.allCases)
    #expect(DoctorStage.walk(to: .settings) == [.settings])
    #expect(DoctorStage.walk(to: .mail) == [.settings, .mail])
    #expect(DoctorStage.walk(to: .banner) == [.settings, .jump, .dns, .connect, .banner])
    #expect(DoctorStage.walk(to: .link).last == .link && DoctorStage.walk(to: .link).contains(.write))
  }
}
