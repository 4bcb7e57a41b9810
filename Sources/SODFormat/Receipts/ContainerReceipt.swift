public import Keys
public import Records

/// What a recipient says who has imported a container, signed: `so.receipt/1`.
///
/// The signature is OpenSSH's, in a namespace of its own, over the record's line without the
/// fields `shares`, whose statements are signed themselves, and `signature`. Nothing in it names a
/// patient, for it goes back over the sender's server or by mail.
public struct ContainerReceipt: JSONRecord, Hashable {
  /// The kind and its version.
  public static let schema = "so.receipt/1"
  /// The namespace of the signature.
  public static let namespace = "so-receipt"
  /// The longest receipt that is taken, in bytes.
  public static let maximumSize = 64 << 10

  /// How much was imported.
  public struct Imported: Hashable, Sendable {
    /// Folders.
    public let patients: Int64
    /// Forms.
    public let forms: Int64
    /// Documents, those that were there already among them.
    public let documents: Int64
    /// Documents that were there already.
    public let known: Int64

    /// Counts.
    public init(patients: Int64, forms: Int64, documents: Int64, known: Int64) {
      self.patients = patients
      self.forms = forms
      self.documents = documents
      self.known = known
    }
  }

  /// What a receipt says.
  public struct Statement: Hashable, Sendable {
    /// The container.
    public let container: ContainerID
    /// The SHA-256 of its `SHA256SUMS`, 64 hexadecimal digits: that it is this very content.
    public let content: String
    /// When it was imported.
    public let received: Timestamp
    /// How much was imported.
    public let imported: Imported
    /// The head of the receiver's audit trail then, as `number:hash`: what comes later must follow
    /// it, so the receiver cannot take the import back unseen.
    public let auditHead: String

    /// A statement.
    public init(
      container: ContainerID, content: String, received: Timestamp, imported: Imported, auditHead: String
    ) {
      self.container = container
      self.content = content
      self.received = received
      self.imported = imported
      self.auditHead = auditHead
    }
  }

  /// What it says.
  public let statement: Statement
  /// The key that it is signed with, by its own claim until ``verify()`` succeeded.
  public let signer: SSHPublicKey
  /// That the container was shared with the signer: a ``ShareEvidence``, sealed to the sender;
  /// `nil` where the sender addressed it to them.
  public let shares: [UInt8]?
  /// The signature's armoured text.
  public let signature: String

  /// Signs a statement.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(
    signing statement: Statement, with identity: Identity, shares: [UInt8]? = nil
  ) throws(Failure) {
    self.statement = statement
    self.shares = shares
    signer = identity.signer
    let message = Self.message(statement, identity.signer)
    signature = try SSHSignature(signing: message, namespace: Self.namespace, with: identity.signing).armored
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    var imported: Imported?
    let container: ContainerID = reader.identifier("container_id")
    let content = reader.sha256("content_sha256")
    let received = reader.time("received_at")
    if let object = reader.optionalObject("imported") {
      imported = Imported(object, &reader)
    } else {
      reader.refuse("imported", .required, "is mandatory")
    }
    statement = Statement(
      container: container, content: content, received: received,
      imported: imported ?? Imported(patients: 0, forms: 0, documents: 0, known: 0),
      auditHead: reader.required("audit_head", "a head of an audit trail", standIn: "") {
        Self.isHead($0) ? $0 : nil
      })
    let key = reader.optional("signer", "an ssh-ed25519 key") { SSHPublicKey(authorizedKey: $0) }
    // Absent in receipts from before there was such proof.
    shares = reader.optional("shares", "base64") { Base64.decode($0) }
    signature = reader.text("signature")
    let fingerprint = reader.text("fingerprint")
    guard let key else {
      if reader.problems.allSatisfy({ $0.field != "signer" }) {
        reader.refuse("signer", .required, "is mandatory")
      }
      throw Failure(.receiptInvalid, "the receipt names no key", fields: reader.problems)
    }
    signer = key
    if fingerprint != key.fingerprint {
      reader.refuse("fingerprint", .valueInvalid, "is not the signer's")
    }
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    var fields = Self.signedFields(statement, signer)
    fields["shares"] = .text(shares.map { Base64.encode($0) })
    fields["signature"] = .string(signature)
    return fields
  }

  private static func signedFields(_ statement: Statement, _ signer: SSHPublicKey) -> JSONObject {
    [
      "container_id": .string(statement.container.text), "content_sha256": .string(statement.content),
      "received_at": .time(statement.received), "imported": statement.imported.json,
      "audit_head": .string(statement.auditHead), "signer": .string(signer.text),
      "fingerprint": .string(signer.fingerprint),
    ]
  }

  /// What is signed: the line without `shares` and `signature`, and without a line feed.
  private static func message(_ statement: Statement, _ signer: SSHPublicKey) -> [UInt8] {
    var object: JSONObject = ["schema": .string(schema)]
    for (key, value) in signedFields(statement, signer).pairs { object[key] = value }
    return object.serialized
  }

  /// Whether a text is a head as events have it: a number, a colon, 64 hexadecimal digits.
  private static func isHead(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...19).contains(parts[0].utf8.count)
      && parts[0].utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
      && parts[1].utf8.count == 64
      && parts[1].utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 || (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= $0
      }
  }
}

extension ContainerReceipt.Imported {
  fileprivate init?(_ object: JSONObject, _ outer: inout ObjectReader) {
    var reader = ObjectReader(object, what: "imported", path: "imported.")
    patients = reader.count("patients")
    forms = reader.count("forms")
    documents = reader.count("documents")
    known = reader.count("already_there")
    do throws(Failure) { try reader.finish() } catch {
      outer.adopt(error.fields)
      return nil
    }
  }

  fileprivate var json: JSONValue {
    [
      "patients": .integer(patients), "forms": .integer(forms), "documents": .integer(documents),
      "already_there": .integer(known),
    ]
  }
}

extension ContainerReceipt {
  /// Reads a receipt's file: one line, which is exactly what was written.
  ///
  /// - Throws: `receipt_invalid`.
  public init(file: [UInt8]) throws(Failure) {
    guard file.count <= Self.maximumSize else {
      throw Failure(.receiptInvalid, "the receipt is longer than \(Self.maximumSize) bytes")
    }
    do throws(Failure) {
      self = try ContainerReceipt(json: try JSONObject(parsing: file))
    } catch {
      throw Failure(.receiptInvalid, "the receipt is refused: \(error.message)", fields: error.fields)
    }
  }

  /// The file, with a line feed at its end.
  public var file: [UInt8] { json.serialized + [0x0A] }

  /// Checks that the key that it names has signed it.
  ///
  /// - Throws: `receipt_forged` when another key did; `receipt_altered` when the signature does
  ///   not fit.
  public func verify() throws(Failure) {
    let signature: SSHSignature
    do throws(Failure) { signature = try SSHSignature(armored: Array(self.signature.utf8)) } catch {
      throw Failure(.receiptForged, "the receipt bears no signature: \(error.message)")
    }
    guard signature.signer == signer else {
      throw Failure(
        .receiptForged, "the receipt names the key \(signer.fingerprint), and \(signature.signer) signed it")
    }
    do throws(Failure) {
      try signature.verify(Self.message(statement, signer), namespace: Self.namespace)
    } catch {
      throw Failure(.receiptAltered, "the receipt was changed after it was signed: \(error.message)")
    }
  }
}
