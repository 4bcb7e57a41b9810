public import Records
public import Storage

/// The mail that brings a receipt back to the sender of a container: ids, hashes and a signature,
/// nothing about the patient.
public struct ReceiptNotice: Sendable {
  /// Whom it is for.
  public let to: EmailAddress
  let container: ContainerID
  let line: String

  /// A notice.
  ///
  /// - Parameter line: the receipt, one line.
  public init(to: EmailAddress, container: ContainerID, line: String) {
    self.to = to
    self.container = container
    self.line = line
  }

  var mailSubject: String { "Receipt for \(container.text)" }

  var mailText: String {
    "The container \(container.text) has arrived and was imported. Save this message, and take the receipt "
      + "in it with:\n\n    so-ftpsend receipt - < message.eml\n\n\(line)\n"
  }
}

extension WriteTransaction {
  /// Queues a receipt for the sender of a container, to be delivered after this transaction.
  public func queue(_ notice: ReceiptNotice, parent: String) throws(Failure) {
    let mail = QueuedMail(to: notice.to, subject: notice.mailSubject, text: notice.mailText, date: time)
    try queue(Delivery(channel: "mail", parent: parent, payload: mail.json))
  }
}
