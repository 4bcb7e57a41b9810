internal import Keys
public import Records
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
  /// Documents were read to be packed.
  static let containerPack = EventAction("container.pack")
  /// A container is complete.
  static let containerComplete = EventAction("container.complete")
  /// A container was imported.
  static let containerImport = EventAction("container.import")
  /// A container with documents of this folder was packed.
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

  init(id: ContainerID, patients: [PatientID], recipients: [String]) {
    self.id = id
    self.patients = patients
    self.recipients = recipients
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    patients = reader.identifiers("patients")
    recipients = reader.texts("recipients")
    sha256 = reader.optionalText("sha256")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "patients": .array(patients.map { .string($0.text) }),
      "recipients": .array(recipients.map { .string($0) }), "sha256": .text(sha256),
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
}
