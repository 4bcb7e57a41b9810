internal import Platform
public import Records

/// A file on the server, and what is known of it: `so.stored-file/1` (R080).
public struct StoredFile: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.stored-file/1"

  /// What a file is.
  public enum Kind: String, Sendable {
    /// A container that this store has sent.
    case container
    /// A container that somebody else has sent, by its name.
    case foreign
    /// A receipt, by its name.
    case receipt
    /// Something else.
    case other
  }

  /// Its name in the server's folder.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// Bytes, where the server tells.
  public let size: Int64?
  let modified: Timestamp?
  let server: String?
  let transfer: Transfer?
  /// Until when it stays, by the setting; `nil` where there is none.
  public let until: Timestamp?
  let retrieved: Timestamp?

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "server": .text(server), "name": .string(name),
      "named_id": .text((RemoteName.transfer(name) ?? ReceiptName.transfer(name))?.text),
      "kind": .string(kind.rawValue),
      "size": size.map(JSONValue.integer) ?? .null, "modified_at": .time(modified),
      "transfer_id": .text(transfer?.id.text), "container_id": .text(transfer?.container?.text),
      "state": .text(transfer?.state.rawValue), "published_at": .time(transfer?.published),
      "until": .time(until), "retrieved_at": .time(retrieved),
    ]
  }
}

extension StoredFile {
  /// The file of a transfer that is not on the server any more.
  init(goneFileOf transfer: Transfer, on server: ServerName?) {
    self.init(
      name: RemoteName.text(of: transfer.id), kind: .container, size: nil, modified: nil,
      server: server?.text, transfer: transfer, until: nil, retrieved: nil)
  }
}

extension Transfer {
  /// When its file got its name on the server; `nil` before.
  var published: Timestamp? { steps.last { $0.state == .published }?.at }
}
