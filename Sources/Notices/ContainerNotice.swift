public import Records
public import Storage

/// The mail that tells a recipient of a container (R064, R068, R177): a link and an id, nothing
/// about the patient but what the sender chose to write.
public struct ContainerNotice: Sendable {
  /// Whom it is for.
  public let to: EmailAddress
  let link: String?
  let transfer: TransferID
  let subject: String?
  let text: String?

  /// The subject when the sender gives none.
  public static let usualSubject = "A secured file is waiting for you"

  /// A notice.
  ///
  /// - Parameters:
  ///   - link: where to fetch from; without one the mail says that an account is needed.
  ///   - text: what the sender wants to say.
  public init(to: EmailAddress, link: String?, transfer: TransferID, subject: String?, text: String?) {
    self.to = to
    self.link = link
    self.transfer = transfer
    self.subject = subject
    self.text = text
  }

  var mailSubject: String { subject ?? Self.usualSubject }

  var mailText: String {
    var parts: [String] = []
    if let text, !text.isEmpty { parts.append(text) }
    parts.append("A secured file has been sent to you. Its number is \(transfer.text).")
    if let link {
      parts.append("Fetch it from:\n\n    \(link)")
      parts.append(
        "With Second Opinion:\n\n    so-ftpsend get \(link) -o file.sod\n    so-sod unpack --import file.sod")
      parts.append(
        "With an account of your own at the sender's server, and its address in your settings, the number does as "
          + "well:\n\n    so-ftpsend get \(transfer.text) -o file.sod")
    } else {
      parts.append(
        "You need an account at the sender's server to fetch it; ask the sender. With Second Opinion:\n\n"
          + "    so-ftpsend get \(transfer.text) -o file.sod\n    so-sod unpack --import file.sod")
    }
    parts.append(
      "Only the holder of the key that the sender chose can open the file. This message itself is not encrypted."
    )
    return parts.joined(separator: "\n\n") + "\n"
  }
}

extension WriteTransaction {
  /// Queues a notice about the transfer `parent`, to be delivered after this transaction.
  public func queue(_ notice: ContainerNotice, id: DeliveryID, parent: String) throws(Failure) {
    let mail = QueuedMail(to: notice.to, subject: notice.mailSubject, text: notice.mailText, date: time)
    try queue(Delivery(id: id, channel: "mail", parent: parent, payload: mail.json))
  }
}
