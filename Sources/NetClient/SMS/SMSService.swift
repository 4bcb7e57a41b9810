internal import Platform
public import Records

/// A text message to one number.
public struct SMSMessage: Hashable, Sendable {
  /// Whom it goes to.
  public let to: SMSNumber
  /// What it says.
  public let text: SMSText

  /// A message.
  public init(to: SMSNumber, _ text: SMSText) {
    self.to = to
    self.text = text
  }
}

/// What became of one text message.
public struct SMSDelivery: Sendable {
  /// Why it was not taken; `nil` when the service has it.
  public let failure: Failure?
  /// The service's own id for it; `nil` when it has none.
  public let providerID: String?
}

/// Hands text messages to a service through `so-net`.
public final class SMSService {
  private let account: SMSAccount
  private let helper: NetHelper

  /// Sends through `account`.
  public init(_ account: SMSAccount, helper: NetHelper = NetHelper()) {
    self.account = account
    self.helper = helper
  }

  /// Hands one message in, or says why not.
  public func deliver(_ message: SMSMessage) -> SMSDelivery {
    do throws(Failure) {
      let response = try helper.perform(.https(account.task(message)), limit: account.deliveryLimit)
      if let failure = response.failure {
        throw failure.code.hasTrustHint ? failure.hinting(Self.trustHint) : failure
      }
      guard let answer = response.answer else {
        throw Failure(.netHelperFailed, "the helper gave neither an answer nor a failure")
      }
      return SMSDelivery(failure: nil, providerID: try SMSAnswer(answer, from: account.url).id)
    } catch {
      return SMSDelivery(failure: error, providerID: nil)
    }
  }

  /// Hands messages in one after the other: one bad number does not stop the rest (R020). A
  /// service that cannot be used at all is tried once, and the rest share its failure.
  public func deliver(_ messages: [SMSMessage]) -> [SMSDelivery] {
    var broken: SMSDelivery?
    return messages.map { message in
      if let broken { return broken }
      let delivery = deliver(message)
      let concernsTheService: [Failure.Code] = [
        .smsAuthFailed, .serviceTLSFailed, .serviceAuthorityInvalid, .serviceURLInvalid, .serviceUnreachable,
        .programMissing,
      ]
      if let code = delivery.failure?.code, concernsTheService.contains(code) { broken = delivery }
      return delivery
    }
  }

  private static let trustHint =
    "so-ftpsend config set sms.ca_file FILE, when the service has an authority of its own"
}

extension Failure.Code {
  fileprivate var hasTrustHint: Bool { self == .serviceTLSFailed }
}
