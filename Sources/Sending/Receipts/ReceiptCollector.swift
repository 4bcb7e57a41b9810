internal import Exchange
internal import Keys
internal import Platform
internal import Profile
internal import Records
internal import SODFormat
internal import Storage

/// Looks for receipts beside the files of transfers on one server.
struct ReceiptCollector {
  private let store: Store
  private let identity: Identity
  /// A recipient who did not answer within this time will not.
  static let patience: Int64 = 60 * 86_400
  /// More files than recipients can have are somebody's joke.
  fileprivate static let mostFiles = 16

  init(_ store: Store, _ identity: Identity) {
    self.store = store
    self.identity = identity
  }

  /// A transfer whose recipients may still answer.
  struct Waiting {
    let id: TransferID
    /// The names of the receipts that its recipients have not left yet.
    let names: Set<String>
    /// The names of those that are here.
    let here: Set<String>

    /// What to fetch of the names on the server: the recipients' receipts, then those of others, with
    /// whom they may have shared it.
    func wanted(of there: Set<String>) -> [String] {
      let others = there.filter { ReceiptName.transfer($0) == id }.subtracting(names).subtracting(here)
      return Array((names.intersection(there).sorted() + others.sorted()).prefix(ReceiptCollector.mostFiles))
    }
  }

  /// The transfers that receipts may come for, by their servers.
  ///
  /// - Parameter member: only this member's: others have other settings.
  func waiting(of member: MemberID, at now: Timestamp) throws(Failure) -> [ServerName?: [Waiting]] {
    var open: [Transfer] = []
    try Transfers(store).list(in: [.published, .notified, .received]) { transfer in
      guard transfer.member.map({ $0 == member }) ?? true, let end = transfer.steps.last?.at,
        now.milliseconds - end.milliseconds < Self.patience * 1000
      else { return }
      open.append(transfer)
    }
    var waiting: [ServerName?: [Waiting]] = [:]
    try store.look { (snapshot) throws(Failure) in
      for transfer in open {
        guard let one = try Self.waiting(transfer, snapshot) else { continue }
        waiting[transfer.server, default: []].append(one)
      }
    }
    return waiting
  }

  /// `nil` where nobody can answer. That all recipients have answered is no end: they may share.
  private static func waiting(_ transfer: Transfer, _ snapshot: Snapshot) throws(Failure) -> Waiting? {
    guard let container = transfer.container,
      let expectation = try snapshot.receiptExpectation(for: container), !expectation.signers.isEmpty
    else { return nil }
    func names(_ keys: Set<SSHPublicKey>) -> Set<String> {
      Set(keys.map { ReceiptName.text(of: transfer.id, by: $0) })
    }
    let here = Set(try snapshot.receipts(of: container).map(\.signer))
    return Waiting(id: transfer.id, names: names(expectation.signers.subtracting(here)), here: names(here))
  }

  /// What was found.
  struct Found {
    /// The transfers that have a receipt now.
    var transfers: [Transfer] = []
    /// What lies under a receipt's name and is none, with the reason.
    var refused: [Failure] = []
  }

  /// Fetches the receipts that are there and new. Whatever else lies on the server is left alone.
  ///
  /// - Throws: what asking the server throws, and the store's failures.
  func collect(_ waiting: [Waiting], from folder: any RemoteFolder) throws(Failure) -> Found {
    var found = Found()
    guard !waiting.isEmpty else { return found }
    let prefix = waiting.count == 1 ? waiting[0].id.text : "T-"
    let there = Set(try folder.list(prefix: prefix).map(\.name))
    for one in waiting {
      for name in one.wanted(of: there) {
        do throws(Failure) {
          let file = try folder.readSmall(name, limit: ContainerReceipt.maximumSize)
          let (transfer, isNew) = try Receipts(store, identity).take(
            try ContainerReceipt(file: file), of: one.id)
          if isNew { found.transfers.append(transfer) }
        } catch {
          guard Self.isOfTheFile(error.code) else { throw error }
          found.refused.append(error.prefixed(name))
        }
      }
    }
    return found
  }

  /// Whether a failure is of the store, and not of the server: it ends a run.
  static func isOfTheStore(_ code: Failure.Code) -> Bool { Failure.Code.ofStorage.contains(code) }

  /// Whether a failure is of one file, and not of the server or the store.
  private static func isOfTheFile(_ code: Failure.Code) -> Bool {
    [
      Failure.Code.receiptInvalid, .receiptForged, .receiptAltered, .receiptReplayed, .receiptUnlisted,
      .receiptForeign, .shareInvalid, .shareAltered, .shareForged, .shareElsewhere, .shareChainBroken,
      .shareByOutsider, .remoteTooLarge, .remoteNoSuchFile, .remotePermissionDenied, .remoteNotAFile,
    ].contains(code)
  }
}
