internal import NetClient
internal import Records

/// The mail server.
enum MailRules {
  static func diagnosis(_ failure: Failure, at stage: DoctorStage) -> Diagnosis? {
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    switch failure.code {
    case .mailAuthFailed:
      return found(
        "the mail server does not take the user or the password any more; it was tried once", .you)
    case .mailTLSFailed:
      return found(
        "the connection to the mail server cannot be encrypted in a way that can be trusted; nothing was sent",
        .mail, failure.hint ?? "ask the mail server's operator for TLS with a certificate of its own name")
    case .mailUnreachable:
      return found(
        "the mail server takes no connection, or goes away before the login", .mail,
        "check mail.url: so-ftpsend config get mail.url; smtp:// begins in plain text, smtps:// with TLS")
    case .mailRejected:
      return found(
        "the mail server took the login and refuses the recipient or the sender for good", .mail,
        "check the address, and that the mail server may send from mail.from")
    case .mailDeferred:
      return found(
        "the mail server puts us off for now, as many do with a sender that they do not know", .mail,
        "try again in ten minutes")
    case .mailUnanswered:
      return found(
        "the mail server took the message and fell silent; it may arrive", .mail,
        "look into the mailbox of the test, and ask the mail server's operator to look into its log")
    default: return nil
    }
  }
}
