internal import Keys
internal import Records

/// What somebody says who issued a container anew: `so.share/1`, signed by them, and sealed in
/// the new header.
///
/// It names the container's content and not only its id, which a sender may give twice; and the
/// statement before it, so that none of a chain can be taken out.
struct ShareStatement: JSONRecord, Hashable {
  static let schema = "so.share/1"
  /// The SSHSIG namespace: a signature over a container never serves as one over a statement.
  static let namespace = "sod-share"

  /// The container.
  let container: ContainerID
  /// The SHA-256 of its `SHA256SUMS`, hexadecimal.
  let content: String
  /// The SHA-256 of the statement before this one, hexadecimal; `nil` in the first.
  let previous: String?
  /// When it was made.
  let created: Timestamp
  /// Who made it.
  let sharer: SSHPublicKey?
  /// The recipient in whose place the new one stands; `nil` where it was shared.
  let replaced: String?
  /// Whom the container is for now, too.
  let recipients: [ManifestRecipient]

  init(
    container: ContainerID, content: SHA256Digest, previous: SHA256Digest?, created: Timestamp,
    sharer: SSHPublicKey, replaced: String?, recipients: [ManifestRecipient]
  ) {
    self.container = container
    self.content = content.hex
    self.previous = previous?.hex
    self.created = created
    self.sharer = sharer
    self.replaced = replaced
    self.recipients = recipients
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    container = reader.identifier("container_id")
    content = reader.sha256("content_sha256")
    previous = reader.optional("previous_sha256", "a SHA-256") { SHA256Digest(hex: $0)?.hex }
    created = reader.time("created_at")
    sharer = reader.required("sharer", "an ssh-ed25519 key", standIn: nil) {
      SSHPublicKey(authorizedKey: $0)
    }
    replaced = reader.optionalText("replaces")
    recipients = reader.objects("recipients").compactMap { path, object in
      ManifestRecipient(object, path: path, &reader)
    }
    if recipients.isEmpty { reader.refuse("recipients", .required, "is mandatory") }
    if replaced != nil, recipients.count > 1 {
      reader.refuse("recipients", .valueInvalid, "has more than the one that stands in another's place")
    }
  }

  var fields: JSONObject {
    [
      "container_id": .string(container.text), "content_sha256": .string(content),
      "previous_sha256": .text(previous), "created_at": .time(created), "sharer": .text(sharer?.text),
      "replaces": .text(replaced), "recipients": .array(recipients.map { .object($0.json) }),
    ]
  }
}

extension ShareStatement {
  /// The statement and its signature, as they are sealed: a line of JSON, which is what is
  /// signed, line feed included; then the armoured signature.
  func signed(by key: Ed25519PrivateKey) throws(Failure) -> [UInt8] {
    let line = json.serialized + [0x0A]
    let signature = try SSHSignature(signing: line, namespace: Self.namespace, with: key)
    return line + Array(signature.armored.utf8)
  }

  /// Reads what ``signed(by:)`` made, and checks the signature.
  ///
  /// - Throws: `share_invalid` for what is no statement, `share_altered` when the signature does
  ///   not fit, `share_forged` when it is by another than the sharer.
  static func opened(_ bytes: [UInt8]) throws(Failure) -> ShareStatement {
    guard let end = bytes.firstIndex(of: 0x0A) else { throw invalid("it has no end") }
    let line = Array(bytes[...end])
    let statement: ShareStatement
    let signature: SSHSignature
    do throws(Failure) {
      statement = try ShareStatement(json: try JSONObject(parsing: line, limit: AgeLimits.statement))
      signature = try SSHSignature(armored: Array(bytes[(end + 1)...]))
    } catch { throw invalid(error.message) }
    do { try signature.verify(line, namespace: namespace) } catch {
      throw Failure(.shareAltered, "a share statement was altered after it was signed")
    }
    guard signature.signer == statement.sharer else {
      throw Failure(
        .shareForged,
        "a share statement is signed by \(signature.signer.fingerprint), and not by the sharer that it names")
    }
    return statement
  }

  private static func invalid(_ why: String) -> Failure {
    Failure(.shareInvalid, "a share statement is malformed: \(why)")
  }

  private enum AgeLimits {
    /// More than fits into a header that is read.
    static let statement = 2 << 20
  }
}
