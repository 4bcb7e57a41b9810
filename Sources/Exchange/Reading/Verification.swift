internal import Keys
public import Records
public import SODFormat

/// What a container was found to be: `so.verification/1`.
public struct Verification: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.verification/1"
  /// Every field in the documented order.
  public let fields: JSONObject

  /// The record of a verdict.
  public init(_ verdict: SODVerdict) {
    let signature =
      switch verdict.signature {
      case .known: "known"
      case .unknown: "unknown"
      case .none: "none"
      }
    fields = [
      "container_id": .string(verdict.manifest.id.text), "verified": true,
      "created_at": .time(verdict.manifest.created), "signature": .string(signature),
      "signer": .text(verdict.signature.signer?.fingerprint),
      "sender": .text(verdict.manifest.sender.name),
      "recipients": .array(verdict.manifest.recipients.map { .string($0.encryption) }),
      "entries": .integer(Int64(verdict.manifest.entries.count)),
      "content_sha256": .string(verdict.contentDigest.hex),
    ]
  }
}
