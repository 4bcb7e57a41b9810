internal import Records

extension UploadRun {
  /// Opens the part of the earlier run where it can be gone on with, else a new one.
  func openPart(_ client: SFTPClient) throws(Failure) -> RemoteFile {
    var reason: TransferNote.StartReason?
    if isBegun, !checkpoint.pieces.isEmpty {
      reason = try obstacle(client)
      if reason == nil {
        do throws(Failure) { return try client.open(part, .writing) } catch {
          guard !error.canPass, !error.endsByWish else { throw error }
          reason = .reopeningRefused
        }
      }
    }
    // What had arrived is forgotten only when a new part stands: who may not write here
    // just now has not altered the old one.
    let file = try client.createPart(part)
    isBegun = true
    if let reason { try startOver(reason) }
    return file
  }

  /// Why the part that is there cannot be gone on with; `nil` when it can.
  private func obstacle(_ client: SFTPClient) throws(Failure) -> TransferNote.StartReason? {
    let attributes: FileAttributes
    do throws(Failure) { attributes = try client.attributes(of: part, followingLinks: false) } catch {
      guard error.code == .remoteNoSuchFile else { throw error }
      return .partMissing
    }
    // In a directory that others can write a link may have been planted under the name.
    guard attributes.isRegularFile else { return .partAltered }
    if let size = attributes.size, size > source.size || size < checkpoint.pieces.end { return .partAltered }
    return nil
  }

  /// Forgets what had arrived, durably.
  func startOver(_ reason: TransferNote.StartReason) throws(Failure) {
    observer.note(.startedOver(reason))
    try forgetPieces()
  }

  func forgetPieces() throws(Failure) {
    checkpoint.pieces.removeAll()
    checkpoint.stage = .moving
    try observer.keep(checkpoint)
  }
}
