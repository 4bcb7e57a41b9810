public import Keys
public import Records
public import SODFormat
public import Storage

extension RecordKind {
  /// A container that was packed from the store: ids and hashes; nothing about the patient.
  static let container = RecordKind("container", holdsPHI: false)
}

extension LookupKind {
  /// The SHA-256 of a container's age header.
  static let containerHeader = LookupKind("container_header")
}

extension EventAction {
  /// Folders were looked at, to say what would be packed.
  static let containerPreview = EventAction("container.preview")
  /// Documents were read and are being packed: for whom, of whose folders, how many.
  static let containerPack = EventAction("container.pack")
  /// A container is complete.
  static let containerComplete = EventAction("container.complete")
  /// A container was imported.
  static let containerImport = EventAction("container.import")
  /// A container with documents of this folder was packed: which, and for whom.
  static let patientSend = EventAction("patient.pack")
}

/// A container that was packed here, as the store remembers it: kept before its first byte is
/// given out, so that a program behind a pipe can ask what it holds; and completed when its
/// last byte was given out, so that the program can tell a whole container from a cut one.
/// Without a key the bytes do not say it.
public struct PackedContainer: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.packed-container/1"

  /// Names the container.
  public let id: ContainerID
  /// The folders that its documents are from.
  public let patients: [PatientID]
  /// The age recipients that it is sealed to.
  public let recipients: [String]
  /// The SHA-256 of the file, 64 hexadecimal digits; `nil` while it is being packed, and for
  /// ever when that failed.
  public internal(set) var sha256: String?
  /// The keys of those recipients who can answer with a receipt, without the packer's own.
  public let signers: [SSHPublicKey]
  /// The SHA-256 of its `SHA256SUMS`, 64 hexadecimal digits; `nil` as `sha256` is.
  public internal(set) var content: String?

  init(id: ContainerID, patients: [PatientID], recipients: [String], signers: [SSHPublicKey]) {
    self.id = id
    self.patients = patients
    self.recipients = recipients
    self.signers = signers
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    patients = reader.identifiers("patients")
    recipients = reader.texts("recipients")
    sha256 = reader.optionalText("sha256")
    // Both are absent in what was kept before there were receipts.
    signers = reader.texts("signers").compactMap { SSHPublicKey(authorizedKey: $0) }
    content = reader.optionalText("content_sha256")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "patients": .array(patients.map { .string($0.text) }),
      "recipients": .array(recipients.map { .string($0) }), "sha256": .text(sha256),
      "signers": .array(signers.map { .string($0.text) }), "content_sha256": .text(content),
    ]
  }
}

extension Snapshot {
  /// The container with this age header; `nil` when none of that kind was packed here.
  ///
  /// - Parameter headerHash: the SHA-256 of the header's bytes.
  public func packedContainer(headerHash: [UInt8]) throws(Failure) -> PackedContainer? {
    guard let id = try lookUp(Lookup(.containerHeader, headerHash), in: .container).first else { return nil }
    return try required(.container, id).value()
  }

  /// What receipts of a container that was packed here are held against; `nil` when none of that
  /// id was packed here, or not to its end, or before there were receipts.
  public func receiptExpectation(for id: ContainerID) throws(Failure) -> ReceiptExpectation? {
    guard let packed: PackedContainer = try record(.container, id.text)?.value(), let content = packed.content
    else { return nil }
    return ReceiptExpectation(
      container: id, content: content, recipients: packed.recipients, signers: Set(packed.signers))
  }
}

extension WriteTransaction {
  /// Keeps that a container is complete: somebody has it.
  ///
  /// - Throws: `record_missing` when nothing was kept of it, and what writing throws.
  public func complete(_ container: Packer.Outcome) throws(Failure) {
    guard let content = container.keptContent else { return }
    try complete(container.id, container.sha256, content)
  }

  func complete(_ id: ContainerID, _ digest: SHA256Digest, _ content: SHA256Digest) throws(Failure) {
    var record = try required(.container, id.text)
    var packed: PackedContainer = try record.value()
    packed.sha256 = digest.hex
    packed.content = content.hex
    record.setValue(packed)
    _ = try update(record, action: .containerComplete)
  }
}
