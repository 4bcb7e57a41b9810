public import Exchange
internal import Folders
public import Profile
public import Records

extension Sender {
  /// What a transfer would be: `so.transfer-plan/1` (R063).
  public struct Plan: WritableRecord {
    /// The kind and its version.
    public static let schema = "so.transfer-plan/1"
    /// Every field in the documented order.
    public let fields: JSONObject
  }

  /// Packs documents of folders, as `so-sod pack` does, and takes the container (R059).
  ///
  /// - Parameters:
  ///   - selection: folders and documents of the store.
  ///   - recipients: whom it is sealed to.
  /// - Returns: the transfer, kept and not begun, and held for this process.
  /// - Throws: `phi_in_message`, and what `Packer.pack` throws; nothing is kept then.
  public func queue(
    packing selection: PackSelection, for recipients: [ResolvedRecipient],
    progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> HeldTransfer {
    let packer = try packer(for: recipients)
    // Before anything is packed: it may take long, and the store remembers what was packed.
    if message.subject != nil || message.text != nil {
      try checkMessage(about: try packer.preview(selection).patients)
    }
    return try queue { (id) throws(Failure) in
      let copy = try OwnCopy(id, packing: selection, by: packer, in: place, progress: progress)
      return Order(copy: copy, container: copy.packed?.id, selection: Self.record(of: selection))
    }
  }

  /// Says what would be packed and sent, to whom, and how large it is.
  ///
  /// - Throws: as ``queue(packing:for:progress:)``.
  public func plan(
    packing selection: PackSelection, for recipients: [ResolvedRecipient]
  ) throws(Failure) -> Plan {
    let preview = try packer(for: recipients).preview(selection)
    try checkMessage(about: preview.patients)
    return plan(
      size: preview.size, documents: preview.documents, selection: Self.record(of: selection),
      recipients: preview.recipients)
  }

  /// Says what would be sent, and to whom.
  ///
  /// - Parameter size: the container's size in bytes; `nil` for one that comes through a pipe.
  public func plan(size: Int64?) -> Plan {
    plan(size: size, documents: nil, selection: nil, recipients: [])
  }

  private func plan(
    size: Int64?, documents: Int?, selection: Transfer.Selection?, recipients: [String]
  ) -> Plan {
    Plan(fields: [
      "server": .text(server.name?.text), "protocol": .string(server.protocolName),
      "location": .string(server.url),
      "selection": selection.map { $0.json } ?? .null, "documents": .number(documents.map { Int64($0) }),
      "size": .number(size), "recipients": .array(recipients.map { .string($0) }),
      "to": .array(message.recipients.map { .string($0.text) }), "subject": .text(message.subject),
    ])
  }

  private func packer(for recipients: [ResolvedRecipient]) throws(Failure) -> Packer {
    Packer(
      store: store, identity: try profile.identity(), senderName: try profile.senderName(),
      recipients: recipients, time: time)
  }

  private static func record(of selection: PackSelection) -> Transfer.Selection {
    var folders: [String] = []
    var documents: [String] = []
    for item in selection.items {
      switch item {
      case .folder(let id): folders.append(id.text)
      case .document(let id, in: _): documents.append(id.text)
      case .file: break
      }
    }
    return folders.isEmpty
      ? Transfer.Selection(.selected, ids: documents) : Transfer.Selection(.all, ids: folders)
  }
}
