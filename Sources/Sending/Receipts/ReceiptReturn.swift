internal import Keys
internal import Platform
public import Profile
public import Records
public import SODFormat

/// Puts a receipt beside the file that it is of.
public struct ReceiptReturn {
  private let server: ServerAccess
  private let id: TransferID

  /// Reads the settings of a server, and finds out which file it is; nothing is connected.
  ///
  /// - Parameter text: the transfer's id, or the link from the mail.
  /// - Throws: `link_unknown`, `setting_missing`, and what the settings' users throw.
  public init(_ profile: Profile, beside text: String, server name: ServerName? = nil) throws(Failure) {
    server = try ServerAccess(try profile.settings(), profile, server: name)
    id = try Self.transfer(text, on: server)
  }

  /// Puts it there.
  ///
  /// - Returns: whether it is new; one by the same key was there already otherwise.
  /// - Throws: `remote_no_such_file` when the container is not there, and what asking the server throws.
  public func put(_ receipt: ContainerReceipt) throws(Failure) -> Bool {
    let (folder, name) = (try server.folder(), RemoteName.text(of: id))
    guard try folder.exists(name) else {
      throw Failure(
        .remoteNoSuchFile, "there is no \(name) on the server; beside it nobody would look for a receipt",
        hint: "check the number; or mail the receipt: so-ftpsend receipt --mail ADDRESS C-…")
    }
    do throws(Failure) {
      try folder.writeSmall(receipt.file, as: ReceiptName.text(of: id, by: receipt.signer))
    } catch {
      guard error.code == .remoteExists else { throw error }
      return false
    }
    return true
  }

  private static func transfer(_ text: String, on server: ServerAccess) throws(Failure) -> TransferID {
    if let id = TransferID(text) { return id }
    for base in [server.settings.linkBase, server.url].compactMap({ $0 }) {
      if let id = try LinkBase(base).transfer(of: text) { return id }
    }
    throw Failure(
      .linkUnknown, "the text is neither a transfer's id nor a link to this server",
      hint: LinkBase.advice(text, "so-ftpsend receipt --beside", server.name)
    ).about(server.name)
  }
}
