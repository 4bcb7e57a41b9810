public import Keys
public import Records
public import SODFormat
internal import Storage

/// A container that was imported, as the store remembers it: ids, hashes, keys and counts, for the
/// receipt that may be asked for later. The first import counts; importing it again changes
/// nothing.
public struct ReceivedContainer: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.received-container/1"

  /// Names the container, by its sender's word.
  public let id: ContainerID
  /// The SHA-256 of its `SHA256SUMS`: two containers may bear one id, and not one content.
  public let content: String
  /// Who signed it, `nil` where it was taken unsigned.
  public let sender: String?
  /// The keys that its manifest lets answer.
  public let signers: [SSHPublicKey]
  /// The statements by which it was passed on to who imported it, each with its signature.
  public private(set) var shares: [[UInt8]]
  /// The keys of those whom these statements name.
  public private(set) var sharedWith: [SSHPublicKey]
  /// How much was imported.
  public let imported: ContainerReceipt.Imported
  /// When it was imported.
  public let received: Timestamp

  init(_ verdict: SODVerdict, imported: ContainerReceipt.Imported, at time: Timestamp) {
    id = verdict.manifest.id
    content = verdict.contentDigest.hex
    sender = verdict.signature.signer?.fingerprint
    signers = verdict.manifest.recipients.compactMap(\.signing)
    let shares = verdict.shares.map(\.statement)
    // More fits into no receipt.
    let isKept = shares.reduce(0) { $0 + $1.count } <= ShareEvidence.maximumSize
    self.shares = isKept ? shares : []
    sharedWith = isKept ? verdict.shares.flatMap(\.recipients).compactMap(\.signing) : []
    self.imported = imported
    received = time
  }

  /// The same import, with the shares of a later one.
  fileprivate func sharing(_ other: ReceivedContainer) -> ReceivedContainer {
    var new = self
    new.shares = other.shares
    new.sharedWith = other.sharedWith
    return new
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("container_id")
    content = reader.sha256("content_sha256")
    sender = reader.optionalText("sender")
    signers = reader.texts("signers").compactMap { SSHPublicKey(authorizedKey: $0) }
    // Both are absent in what was kept before receipts could tell of shares.
    shares = reader.texts("shares").map { Array($0.utf8) }
    sharedWith = reader.texts("shared_with").compactMap { SSHPublicKey(authorizedKey: $0) }
    imported = ContainerReceipt.Imported(
      patients: reader.count("patients"), forms: reader.count("forms"), documents: reader.count("documents"),
      known: reader.count("already_there"))
    received = reader.time("received_at")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "container_id": .string(id.text), "content_sha256": .string(content), "sender": .text(sender),
      "signers": .array(signers.map { .string($0.text) }),
      "shares": .array(shares.map { .string(String(decoding: $0, as: UTF8.self)) }),
      "shared_with": .array(sharedWith.map { .string($0.text) }), "patients": .integer(imported.patients),
      "forms": .integer(imported.forms), "documents": .integer(imported.documents),
      "already_there": .integer(imported.known), "received_at": .time(received),
    ]
  }
}

extension RecordKind {
  /// A container that was imported: nothing about the patient.
  static let receivedContainer = RecordKind("received_container", holdsPHI: false)
}

extension EventAction {
  /// It is kept what was received.
  static let containerReceived = EventAction("container.received")
  /// A receipt was signed.
  static let containerReceipt = EventAction("container.receipt")
}

extension WriteTransaction {
  /// Keeps what was imported, the first time; and by whom it was shared, when it came so first.
  func keep(_ container: ReceivedContainer) throws(Failure) {
    if var record = try record(.receivedContainer, container.content) {
      let old = try record.value(as: ReceivedContainer.self)
      guard old.shares.isEmpty, !container.shares.isEmpty else { return }
      record.setValue(old.sharing(container))
      _ = try update(record, action: .containerReceived)
      return
    }
    _ = try insert(
      Record(.receivedContainer, id: container.content, parent: container.id.text, value: container),
      action: .containerReceived)
  }
}
