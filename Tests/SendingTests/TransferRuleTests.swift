import NetClient
import Platform
import Profile
import Records
import SFTP
import Storage
import Testing

@testable import Sending

/// The rules of the queue, as tables.
@Suite struct TransferRuleTests {
  static let successors: [(Transfer.State, [Transfer.State])] = [
    (.queued, [.packed, .uploading, .failed, .cancelled]),
    (.packed, [.queued, .uploading, .failed, .cancelled]),
    (.uploading, [.uploading, .verified, .published, .queued, .failed, .cancelled]),
    (.verified, [.uploading, .published, .queued, .failed, .cancelled]),
    (.published, [.notified, .received, .expired]), (.notified, [.received, .expired]),
    (.received, [.expired]), (.expired, []), (.failed, [.queued, .cancelled]), (.cancelled, []),
  ]

  @Test(arguments: successors)
  func `R067 a state is followed by these, and by no other`(_ state: Transfer.State, _ next: [Transfer.State])
  {
    #expect(TransferRules.successors(of: state) == Set(next))
  }

  @Test func `the table names every state`() {
    #expect(Set(Self.successors.map(\.0)) == Set(Transfer.State.allCases))
    let copies = Transfer.State.allCases.filter(TransferRules.needsCopy)
    #expect(copies == [.queued, .packed, .uploading, .verified, .failed])
    #expect(Transfer.State.allCases.filter(TransferRules.isUnderWay) == copies.dropLast())
  }

  private func transfer(_ states: [Transfer.State], recipients: Int = 0) -> Transfer {
    var transfer = Transfer(
      id: .random(), container: nil, size: 1, sha256: String(repeating: "0", count: 64), location: "x",
      link: nil,
      recipients: (0..<recipients).compactMap { EmailAddress("a\($0)@example.org") },
      at: Timestamp(milliseconds: 0))
    for (index, state) in states.enumerated() {
      transfer.enter(state, at: Timestamp(milliseconds: Int64(index + 1) * 1000))
    }
    return transfer
  }

  @Test func `a queue looks at what is under way, and at what somebody is still to be told of`() {
    #expect(TransferRules.due(transfer([])) == Timestamp(milliseconds: 0))
    #expect(TransferRules.due(transfer([.packed])) == Timestamp(milliseconds: 1000))
    #expect(TransferRules.due(transfer([.uploading, .verified])) == Timestamp(milliseconds: 2000))
    var waiting = transfer([.uploading, .queued])
    waiting.wait(until: Timestamp(milliseconds: 60_000))
    #expect(TransferRules.due(waiting) == Timestamp(milliseconds: 60_000))
    // The next attempt is forgotten with the next state.
    waiting.enter(.uploading, at: Timestamp(milliseconds: 5000))
    #expect(TransferRules.due(waiting) == Timestamp(milliseconds: 5000))
    #expect(TransferRules.due(transfer([.published])) == nil)
    var told = transfer([.published], recipients: 2)
    #expect(TransferRules.due(told) == Timestamp(milliseconds: 1000))
    told.deliveries[0].status = "delivered"
    #expect(TransferRules.due(told) == Timestamp(milliseconds: 1000))
    told.deliveries[1].status = "failed"
    #expect(TransferRules.due(told) == nil)
    // One recipient's answer is none for the others, and a mail may be on its way when the file goes.
    for state in [Transfer.State.received, .expired] {
      #expect(TransferRules.due(transfer([state], recipients: 1)) == Timestamp(milliseconds: 1000))
      #expect(TransferRules.due(transfer([state])) == nil)
    }
    for state in [Transfer.State.failed, .cancelled] {
      #expect(TransferRules.due(transfer([state], recipients: 1)) == nil)
    }
  }

  static let passing: [Failure.Code] = [
    .hostNotFound, .hostUnreachable, .connectionRefused, .connectTimeout, .noBanner, .notSSH, .connectionLost,
    .keyExchangeFailed, .sftpProtocol, .sftpUnavailable, .remoteDiskFull, .remoteFailure, .remoteSizeDiffers,
    .remoteContentDiffers, .diskFull, .storeBusy, .lockHeld, .resolverUnavailable, .tooManyLogins,
    .certificateExpired, .certificateNotYetValid, .tlsFailed, .ftpProtocol, .notFTP, .dataChannelRefused,
    .webServerFailed,
  ]
  static let lasting: [Failure.Code] = [
    .authFailed, .clientKeyRejected, .authMethodUnavailable, .accountLocked, .hostKeyUnknown, .hostKeyChanged,
    .hostKeyRevoked, .algorithmMismatch, .identityFileUnreadable, .identityFileExposed, .identityPassphrase,
    .jumpRefused,
    .agentUnreachable, .remoteNoSuchFile, .remoteNotAFile, .remotePermissionDenied, .remoteExists,
    .remoteUnsupported, .remoteChanged, .remoteTooLarge, .changedWhileRead, .noSuchFile, .settingMissing,
    .locationInvalid, .schemeRefused, .retired, .containerDiffers, .phiInMessage, .internalError,
    .keyAlgorithmRefused, .remoteReadOnly, .certificateUnknown, .certificateWrongName, .tlsRefused,
    .authorityInvalid, .redirectRefused, .netHelperFailed,
  ]
  static let interruptions: [Failure.Code] = [.transferCancelled, .transferTimeout, .interrupted]

  @Test(arguments: passing)
  func `what can pass is tried again`(_ code: Failure.Code) {
    #expect(RetryRules.verdict(Failure(code, ""), attempts: 1) == .again(after: 60))
  }

  @Test(arguments: lasting)
  func `R082 what cannot pass is not tried again`(_ code: Failure.Code) {
    #expect(RetryRules.verdict(Failure(code, ""), attempts: 1) == .failed)
  }

  @Test(arguments: interruptions)
  func `what somebody ended counts for nothing`(_ code: Failure.Code) {
    #expect(RetryRules.verdict(Failure(code, ""), attempts: 1) == .interrupted)
    #expect(RetryRules.verdict(Failure(code, ""), attempts: 1000) == .interrupted)
  }

  /// What a transfer can meet on its way; messages have rules of their own.
  static let ofTransfers = Set(
    Failure.Code.aboutServers + Failure.Code.ofSFTP
      + Failure.Code.ofNetClient.filter { code in
        !["mail_", "sms_", "service_"].contains { code.word.hasPrefix($0) }
      })

  @Test func `the tables have every code of the engine`() {
    let known = Set(Self.passing + Self.lasting + Self.interruptions)
    #expect(Self.ofTransfers.subtracting(known).map(\.word).sorted() == [])
  }

  /// These are of one file, one name or one moment: the next transfer may go well.
  static let ofFile: Set<Failure.Code> = [
    .connectionLost, .locationInvalid, .schemeRefused, .remoteNoSuchFile, .remoteNotAFile,
    .remotePermissionDenied, .remoteExists, .remoteDiskFull, .remoteReadOnly, .remoteUnsupported,
    .remoteFailure, .remoteSizeDiffers, .remoteChanged, .remoteContentDiffers, .transferTimeout,
    .transferCancelled, .sftpProtocol, .ftpProtocol, .netHelperFailed, .redirectRefused, .webServerFailed,
  ]

  @Test func `R082 every other failure is the server's, and spares it the other transfers of the run`() {
    for code in Self.ofTransfers {
      #expect(RetryRules.concernsServer(code) == !Self.ofFile.contains(code), "\(code.word)")
    }
  }

  @Test func `the wait doubles from a minute to six hours, and ends after some days`() {
    let waits = (1...24).map { RetryRules.verdict(Failure(.connectionLost, ""), attempts: Int64($0)) }
    #expect(waits.prefix(3) == [.again(after: 60), .again(after: 120), .again(after: 240)])
    #expect(waits[8] == .again(after: 15_360))
    #expect(waits[9] == .again(after: 21_600))
    #expect(waits[22] == .again(after: 21_600))
    #expect(waits[23] == .failed)
    #expect(RetryRules.wait(after: 0) == 60)
    #expect(RetryRules.wait(after: .max) == 21_600)
  }

  @Test func `of very many states those in the middle are dropped`() {
    var transfer = transfer([])
    for _ in 0..<300 {
      transfer.enter(.uploading, at: Timestamp(milliseconds: 1))
      transfer.enter(.queued, at: Timestamp(milliseconds: 2))
    }
    #expect(transfer.steps.count == 200)
    #expect(transfer.steps.first?.at == Timestamp(milliseconds: 0))
    #expect(transfer.steps.last?.state == .queued)
  }
}
