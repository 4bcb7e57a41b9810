public import AgeFormat
internal import Keys
public import Records

/// The statements by which a container came from those that its sender addressed to somebody else,
/// for the sender, who was not there.
///
/// The first is signed by a recipient of the manifest, each further one by somebody whom one before
/// it names, and all name the container and its content. A sender who holds them against what was
/// sent takes nobody's word but that of a recipient, who could have answered instead; and whoever
/// shares a container has verified all of it. They travel sealed to the sender: who shared with
/// whom is nobody else's business.
public struct ShareEvidence: Hashable, Sendable {
  let statements: [[UInt8]]

  /// The most bytes that all statements may have together, so that a receipt has room for them: some
  /// twenty shares.
  public static let maximumSize = 32 << 10

  /// - Parameter statements: each with its signature, in their order, as ``SODShare/statement``.
  public init(_ statements: [[UInt8]]) { self.statements = statements }

  /// The statements as an age file.
  ///
  /// - Parameter sender: the sender's recipient.
  /// - Throws: `crypto_unavailable`.
  public func sealed(to sender: AgeRecipient) throws(Failure) -> [UInt8] {
    let object: JSONObject = [
      "statements": .array(statements.map { .string(String(decoding: $0, as: UTF8.self)) })
    ]
    return try Age.encrypt(object.serialized, to: [sender])
  }

  /// Opens what ``sealed(to:)`` made.
  ///
  /// - Throws: `receipt_unlisted` when it was sealed to somebody else, `receipt_invalid` when it
  ///   holds something else.
  init(opening file: [UInt8], with identity: Identity) throws(Failure) {
    let content: [UInt8]
    do throws(Failure) {
      content = try Age.decrypt(file, with: [SODKey(identity).identity], limit: ContainerReceipt.maximumSize)
    } catch {
      guard error.code == .wrongKey else { throw Self.invalid }
      throw Failure(
        .receiptUnlisted, "the receipt says by whom the container was shared, but not to your identity",
        hint: "have the member of your staff who sent the container take the receipt")
    }
    guard let object = try? JSONObject(parsing: content),
      case .array(let statements)? = object["statements"], object.pairs.count == 1
    else { throw Self.invalid }
    var texts: [[UInt8]] = []
    for statement in statements {
      guard case .string(let text) = statement else { throw Self.invalid }
      texts.append(Array(text.utf8))
    }
    self.statements = texts
  }

  private static let invalid = Failure(
    .receiptInvalid, "the receipt does not say in due form by whom the container was shared")
}
