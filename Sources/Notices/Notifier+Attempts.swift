internal import NetClient
internal import Platform
internal import Records
internal import Storage

/// What became of one attempt to deliver one message.
struct DeliveryAttempt {
  let delivery: Delivery
  let to: NoticeAddress
  /// Why it was not delivered; `nil` when it was.
  var failure: Failure?
  /// What a mail server said.
  var reply: String?
  /// What the event says, beside that it was sent: the reply's digits, the service's id.
  var details: JSONObject = [:]
}

extension Notifier {
  /// Makes one attempt at each message that was claimed, and settles it.
  ///
  /// - Parameters:
  ///   - now: the day decides whether a carrier's gateway is open.
  ///   - limit: after so many attempts a message that can pass is given up.
  /// - Throws: the store's failures only.
  func attempt(
    _ claimed: [Delivery], at now: Timestamp, limit: Int64 = Notifier.attemptLimit
  ) throws(Failure) -> [DeliveryAttempt] {
    var attempts: [DeliveryAttempt] = []
    var mails: [(index: Int, message: MailMessage)] = []
    var messages: [(index: Int, message: SMSMessage)] = []
    for delivery in claimed {
      var attempt = DeliveryAttempt(delivery: delivery, to: try delivery.address)
      do throws(Failure) {
        switch try message(for: delivery, at: now) {
        case .mail(let message): mails.append((attempts.count, message))
        case .text(let message): messages.append((attempts.count, message))
        }
      } catch {
        attempt.failure = error
        try settle(attempt, limit: limit)
      }
      attempts.append(attempt)
    }
    // One helper for both, started when there is something to send.
    let helper = NetHelper()
    if let mail, !mails.isEmpty {
      let outcomes = Mailer(mail.account, helper: helper).deliver(mails.map(\.message))
      for (index, outcome) in zip(mails.map(\.index), outcomes) {
        attempts[index].failure = outcome.failure
        attempts[index].reply = outcome.reply.map { "\($0.code) \($0.text)" }
        attempts[index].details = ["reply": .text(outcome.reply?.summary)]
        try settle(attempts[index], limit: limit)
      }
    }
    if case .service(let account) = texts, !messages.isEmpty {
      let outcomes = SMSService(account, helper: helper).deliver(messages.map(\.message))
      for (index, outcome) in zip(messages.map(\.index), outcomes) {
        attempts[index].failure = outcome.failure
        attempts[index].details = ["provider_id": .text(outcome.providerID)]
        try settle(attempts[index], limit: limit)
      }
    }
    return attempts
  }

  private enum Message {
    case mail(MailMessage)
    case text(SMSMessage)
  }

  private func message(for delivery: Delivery, at now: Timestamp) throws(Failure) -> Message {
    if delivery.channel == "sms" {
      let text = try QueuedText(json: delivery.payload)
      guard case .gateways = texts else { return .text(try text.message) }
      guard let mail else { throw Self.withoutMail }
      return .mail(try mail.message(try TextRoute.mail(text, on: now.date), delivery.id))
    }
    guard let mail else { throw Self.withoutMail }
    return .mail(try mail.message(try QueuedMail(json: delivery.payload), delivery.id))
  }

  private func settle(_ attempt: DeliveryAttempt, limit: Int64) throws(Failure) {
    let delivery = attempt.delivery
    _ = try store.write { (transaction) throws(Failure) in
      guard let failure = attempt.failure else {
        _ = try transaction.sent(delivery, details: attempt.details)
        return
      }
      let canPass = [.tryAgain, .unavailable].contains(failure.code.exit) && delivery.attempts < limit
      if canPass {
        // 1, 2, 4 … minutes, at most six hours.
        let wait: Int64 = min(60 << (delivery.attempts - 1), 6 * 3600)
        _ = try transaction.retry(delivery, at: transaction.time.advanced(bySeconds: wait), failure)
      } else {
        _ = try transaction.fail(delivery, failure)
      }
    }
  }
}
