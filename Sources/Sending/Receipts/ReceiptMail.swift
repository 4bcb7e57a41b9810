internal import Notices
public import Profile
public import Records
public import SODFormat
public import Storage

/// Mails a receipt to the sender of a container.
public struct ReceiptMail {
  private let store: Store
  private let notifier: Notifier

  /// Reads the settings of mail.
  ///
  /// - Throws: `setting_missing`, and what the settings' values throw.
  public init(_ store: Store, _ settings: Settings) throws(Failure) {
    self.store = store
    notifier = try Notifier(store, settings)
  }

  /// Mails it at once; what cannot be delivered now stays queued.
  ///
  /// - Throws: why it was not delivered.
  public func send(_ receipt: ContainerReceipt, to address: EmailAddress) throws(Failure) {
    // Its own name in the outbox: a container may be acknowledged to several addresses.
    let parent = ContainerID.random().text
    _ = try store.write { (transaction) throws(Failure) in
      try transaction.queue(
        ReceiptNotice(
          to: address, container: receipt.statement.container,
          line: String(decoding: receipt.json.serialized, as: UTF8.self)),
        parent: parent)
    }
    if let untold = try notifier.deliver(about: parent).untold.first { throw untold.failure }
  }
}
