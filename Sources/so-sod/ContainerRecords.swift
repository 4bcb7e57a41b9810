import Exchange
import Keys
import Records
import SODFormat

/// One entry of a container: `so.entry/1`.
struct EntrySummary: WritableRecord {
  static let schema = "so.entry/1"
  let fields: JSONObject

  /// - Parameter digest: the entry's digest when the container was verified, else `nil`.
  init(
    _ entry: ManifestEntry, of container: ContainerID, _ origin: ContainerOrigin, digest: SHA256Digest?
  ) {
    fields = [
      "container_id": .string(container.text), "verified": .bool(digest != nil), "path": .string(entry.path),
      "kind": .string(entry.kind.rawValue), "name": .string(entry.name.text),
      "name_base64": .text(entry.name.base64),
      "size": .integer(entry.size), "sha256": .text(digest?.hex), "media_type": .string(entry.mediaType),
      "category": .text(entry.category?.rawValue), "document_id": .text(entry.documentID?.text),
      "patient_id": .text(entry.patientID?.text), "from": .text(origin.sender),
      "shared_by": .text(origin.sharers.last),
    ]
  }
}

/// What anybody sees of a container: `so.inspection/1`.
struct Inspection: WritableRecord {
  static let schema = "so.inspection/1"
  let fields: JSONObject

  init(_ inspection: SODInspection) {
    fields = [
      "stanzas": .array(inspection.stanzas.map { .string($0) }),
      "post_quantum": .bool(inspection.isPostQuantum), "armored": .bool(inspection.isArmored),
      "compressed": inspection.isCompressed.map { .bool($0) } ?? .null,
      "shares": .integer(Int64(inspection.shareCount)),
      "header_size": .integer(inspection.headerSize),
      "size": .integer(inspection.size), "content_size": .number(inspection.contentSize),
    ]
  }
}
