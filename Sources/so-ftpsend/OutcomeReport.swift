import CommandLineKit
import Notices
import Records
import Sending
import Storage

/// Tells what became of transfers, and counts it.
struct OutcomeReport {
  private let context: CommandContext
  private let isSilent: Bool
  private(set) var batch = BatchOutcome()
  /// What is printed at the end: a later step of the same call may change it once more.
  private var held: [Transfer] = []

  /// - Parameter isSilent: whether only what failed is printed.
  init(_ context: CommandContext, isSilent: Bool = false) {
    self.context = context
    self.isSilent = isSilent
  }

  var status: ExitStatus { batch.status }

  mutating func fail(_ failure: Failure) {
    batch.fail(failure)
    context.console.report(failure)
  }

  /// A transfer that was queued, and is carried out later.
  mutating func queued(_ transfer: Transfer) throws(Failure) {
    try show(transfer)
    batch.succeed()
  }

  /// - Parameter isWaitingForMail: whether the transfer is printed only when its recipients were told.
  mutating func add(
    _ outcome: TransferRunner.Outcome, isWaitingForMail: Bool = false
  ) throws(Failure) {
    let id = outcome.transfer.id
    if outcome.failure == nil, isWaitingForMail {
      hold(outcome.transfer)
    } else if !isSilent || outcome.failure != nil || !outcome.untold.isEmpty {
      try show(outcome.transfer)
    }
    for note in outcome.notes { context.console.note("\(id): \(note)") }
    for address in outcome.retold { warnOfRepetition(address) }
    if let failure = outcome.failure {
      batch.fail(failure)
      context.console.report(Self.withAdvice(failure, outcome.transfer))
      if let next = outcome.transfer.nextAttempt {
        context.console.note("\(id) is kept; so-ftpsend run tries it again from \(next.rfc3339) on")
      }
    } else {
      batch.succeed()
    }
    // Each recipient is an item of its own: one bad address does not stop the rest (R020).
    for untold in outcome.untold { fail(untold.failure.prefixed(untold.to.text)) }
  }

  /// A message of the outbox that was tried.
  mutating func add(_ message: Notifier.Attempted) {
    if message.mayBeRepeated { warnOfRepetition(message.to) }
    if let failure = message.failure { fail(failure.prefixed(message.to.text)) } else { batch.succeed() }
  }

  /// A transfer of which became known what its messages, or its recipients, made of it.
  mutating func told(_ transfer: Transfer) { hold(transfer) }

  /// Prints what was held back, each transfer once.
  mutating func finish() throws(Failure) {
    if !isSilent { for transfer in held { try show(transfer) } }
    held = []
  }

  private mutating func hold(_ transfer: Transfer) {
    guard let place = held.firstIndex(where: { $0.id == transfer.id }) else { return held.append(transfer) }
    held[place] = transfer
  }

  private func warnOfRepetition(_ address: NoticeAddress) {
    context.console.warn(
      Failure.Code.deliveryInterrupted.word,
      "\(address.text): the attempt before was not answered; the same message, with the same Message-ID, "
        + "went out again")
  }

  /// What failed for good waits for a person; its own hint says what is to be mended first, and
  /// where there is none, the doctor knows.
  private static func withAdvice(_ failure: Failure, _ transfer: Transfer) -> Failure {
    guard transfer.state == .failed else { return failure }
    let retry = "so-ftpsend retry \(transfer.id)"
    let server = transfer.server.map { " --server \($0.text)" } ?? ""
    return failure.hinting("\(failure.hint ?? "so-ftpsend doctor\(server)"); then \(retry)")
  }

  private func show(_ transfer: Transfer) throws(Failure) {
    try context.results.add(transfer)
    try context.results.flush()
  }
}
