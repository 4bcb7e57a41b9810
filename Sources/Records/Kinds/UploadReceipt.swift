/// Says that a document is kept: given only after it was durable and committed (R037).
public struct UploadReceipt: Hashable, Sendable {
  /// The SHA-256 of the document's bytes, 64 hexadecimal digits.
  public let sha256: String
  /// Its size in bytes.
  public let size: Int64
  /// When it was committed.
  public let stored: Timestamp
  /// The head of the store's audit trail then, as `number:hash`; later heads must follow it.
  public let auditHead: String?

  /// A receipt with these values.
  public init(sha256: String, size: Int64, stored: Timestamp, auditHead: String?) {
    self.sha256 = sha256
    self.size = size
    self.stored = stored
    self.auditHead = auditHead
  }

  /// The same receipt with the audit trail's head.
  func with(auditHead: String) -> UploadReceipt {
    UploadReceipt(sha256: sha256, size: size, stored: stored, auditHead: auditHead)
  }

  /// Reads a receipt out of a record; what is wrong becomes a problem of `outer`.
  public init?(_ object: JSONObject, path: String, _ outer: inout ObjectReader) {
    var reader = ObjectReader(object, what: "receipt", path: path)
    sha256 = reader.sha256("sha256")
    size = reader.count("size")
    stored = reader.time("stored_at")
    auditHead = reader.optionalText("audit_head")
    do throws(Failure) { try reader.finish() } catch {
      outer.adopt(error.fields)
      return nil
    }
  }

  /// The receipt as it stands in a record.
  public var json: JSONValue {
    [
      "sha256": .string(sha256), "size": .integer(size), "stored_at": .time(stored),
      "audit_head": .text(auditHead),
    ]
  }
}
