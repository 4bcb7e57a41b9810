public import Records

/// The first entry of a container, `manifest.json`: `so.manifest/1`.
///
/// What it says is believed only after the signature over `SHA256SUMS` was checked.
public struct ContainerManifest: JSONRecord, Hashable {
  /// The kind and its version.
  public static let schema = "so.manifest/1"
  /// The version of the container's layout.
  public static let format: Int64 = 1

  /// Names the container.
  public let id: ContainerID
  /// When it was packed.
  public let created: Timestamp
  /// When it is no longer to be opened.
  public let expires: Timestamp?
  /// Who packed it.
  public let sender: ManifestSender
  /// Whom it is for.
  public let recipients: [ManifestRecipient]
  /// Whether the documents were de-identified for peer review.
  public let peerReview: Bool
  /// The de-identification profile that was applied.
  public let profile: String?
  /// The documents and patient records, in the container's order.
  public let entries: [ManifestEntry]

  init(
    id: ContainerID, created: Timestamp, expires: Timestamp?, sender: ManifestSender,
    recipients: [ManifestRecipient], peerReview: Bool, profile: String?, entries: [ManifestEntry]
  ) {
    self.id = id
    self.created = created
    self.expires = expires
    self.sender = sender
    self.recipients = recipients
    self.peerReview = peerReview
    self.profile = profile
    self.entries = entries
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    if reader.integer("format") != Self.format {
      reader.refuse("format", .valueInvalid, "is not \(Self.format)")
    }
    id = reader.identifier("id")
    created = reader.time("created_at")
    expires = reader.optionalTime("expires_at")
    if let object = reader.optionalObject("sender") {
      sender = ManifestSender(object, &reader)
    } else {
      sender = ManifestSender(name: nil, signing: nil)
      reader.refuse("sender", .required, "is mandatory")
    }
    recipients = reader.objects("recipients").compactMap { path, object in
      ManifestRecipient(object, path: path, &reader)
    }
    if recipients.isEmpty { reader.refuse("recipients", .required, "is mandatory") }
    peerReview = reader.bool("peer_review")
    profile = reader.optionalText("profile")
    entries = reader.objects("entries").compactMap { path, object in
      ManifestEntry(object, path: path, &reader)
    }
    if entries.count > SODLimits.entries {
      reader.refuse("entries", .valueInvalid, "has more than \(SODLimits.entries) entries")
    }
    if Set(entries.map(\.path)).count != entries.count {
      reader.refuse("entries", .entryDuplicate, "names one path twice")
    }
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "format": .integer(Self.format), "id": .string(id.text), "created_at": .time(created),
      "expires_at": .time(expires), "sender": .object(sender.json),
      "recipients": .array(recipients.map { .object($0.json) }),
      "peer_review": .bool(peerReview), "profile": .text(profile),
      "entries": .array(entries.map { .object($0.json) }),
    ]
  }
}

extension ContainerManifest {
  /// Reads `manifest.json`.
  ///
  /// - Throws: `manifest_invalid`, with the refused fields.
  init(file: [UInt8]) throws(Failure) {
    do throws(Failure) {
      self = try ContainerManifest(json: try JSONObject(parsing: file, limit: SODLimits.manifestSize))
    } catch {
      throw Failure(.manifestInvalid, "the manifest is refused: \(error.message)", fields: error.fields)
    }
  }

  /// `manifest.json` as it is written, with a line feed at its end.
  var file: [UInt8] { json.serialized + [0x0A] }
}

extension ObjectReader {
  /// The objects of a list with their paths; anything else in it becomes a problem.
  mutating func objects(_ key: String) -> [(path: String, object: JSONObject)] {
    var objects: [(String, JSONObject)] = []
    for (index, value) in list(key).enumerated() {
      if case .object(let object) = value {
        objects.append(("\(key)[\(index)].", object))
      } else {
        refuse("\(key)[\(index)]", .typeUnexpected, "an object is due, not \(value.typeName)")
      }
    }
    return objects
  }
}
