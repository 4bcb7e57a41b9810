internal import Platform
public import Records

/// What became of one message.
public struct MailDelivery: Sendable {
  /// Whom it was for.
  public let to: EmailAddress
  /// Why it was not delivered; `nil` when the server took it.
  public let failure: Failure?
  /// What the server said last, or `nil`.
  public let reply: SMTPReply?

  /// `delivered`, or the word of the failure's code: the `code` of a delivery record (R020).
  public var code: String { failure?.code.word ?? "delivered" }
}

/// Hands messages to a mail server through `so-net`.
public final class Mailer {
  private let account: MailAccount
  private let helper: NetHelper

  /// Mails through `account`. The helper lives as long as this object and keeps its connection
  /// to the server between messages.
  public init(_ account: MailAccount, helper: NetHelper = NetHelper()) {
    self.account = account
    self.helper = helper
  }

  /// Delivers one message, or says why not.
  public func deliver(_ message: MailMessage) -> MailDelivery {
    do throws(Failure) {
      let response = try helper.perform(
        .mail(MailTask(message, through: account)), limit: account.deliveryLimit)
      return MailDelivery(to: message.to, failure: response.failure, reply: response.reply)
    } catch {
      return MailDelivery(to: message.to, failure: error, reply: nil)
    }
  }

  /// Connects, begins TLS and logs in, and sends nothing.
  ///
  /// - Parameter from: the sender's address, which the server is not told.
  /// - Throws: the codes of a delivery as far as the login.
  public func tryOut(from: EmailAddress) throws(Failure) {
    let response = try helper.perform(
      .mail(MailTask(tryingOut: account, from: from)), limit: account.deliveryLimit)
    if let failure = response.failure { throw failure }
  }

  /// Delivers messages one after the other: one bad address does not stop the rest (R020). A
  /// server that cannot be used at all is tried once, and the rest share its failure: a login
  /// repeated for each recipient would lock the account.
  public func deliver(_ messages: [MailMessage]) -> [MailDelivery] {
    var broken: MailDelivery?
    return messages.map { message in
      if let broken { return MailDelivery(to: message.to, failure: broken.failure, reply: broken.reply) }
      let delivery = deliver(message)
      if concernsTheServer(delivery) { broken = delivery }
      return delivery
    }
  }

  private func concernsTheServer(_ delivery: MailDelivery) -> Bool {
    switch delivery.failure?.code {
    case .mailAuthFailed?, .mailTLSFailed?, .mailAuthorityInvalid?, .programMissing?: true
    // A server that spoke and then hung up may have done so over this recipient.
    case .mailUnreachable?: delivery.reply == nil
    default: false
    }
  }
}
