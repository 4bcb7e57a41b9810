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
  ///
  /// - Parameter origin: where it comes from, in the reader's names.
  public init(_ verdict: SODVerdict, _ origin: ContainerOrigin) {
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
      "sender": .text(verdict.manifest.sender.name), "from": .text(origin.sender),
      "shared_by": .text(origin.sharers.last), "readdressed": .bool(verdict.isReaddressed),
      "shares": .array(zip(verdict.shares, origin.sharers).map { .object(Self.share($0, by: $1)) }),
      "recipients": .array(verdict.manifest.recipients.map { .string($0.encryption) }),
      "entries": .integer(Int64(verdict.manifest.entries.count)),
      "content_sha256": .string(verdict.contentDigest.hex), "compressed": .bool(verdict.isCompressed),
    ]
  }

  private static func share(_ share: SODShare, by name: String) -> JSONObject {
    [
      "by": .string(name), "signer": .string(share.sharer.fingerprint), "shared_at": .time(share.created),
      "replaces": .text(share.replaced),
      "recipients": .array(share.recipients.map { .string($0.encryption) }),
    ]
  }
}
