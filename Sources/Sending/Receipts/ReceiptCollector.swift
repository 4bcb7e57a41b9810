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
  /// A recipient who did not answer within this time will not.
  static let patience: Int64 = 60 * 86_400
  /// More files than recipients can have are somebody's joke.
  private static let mostFiles = 16

  init(_ store: Store) { self.store = store }

  /// A transfer whose recipients may still answer.
  struct Waiting {
    let id: TransferID
    /// The names of the receipts that are not here yet.
    let names: Set<String>
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
        guard let names = try Self.names(of: transfer, snapshot), !names.isEmpty else { continue }
        waiting[transfer.server, default: []].append(Waiting(id: transfer.id, names: names))
      }
    }
    return waiting
  }

  private static func names(of transfer: Transfer, _ snapshot: Snapshot) throws(Failure) -> Set<String>? {
    guard let container = transfer.container,
      let expectation = try snapshot.receiptExpectation(for: container)
    else { return nil }
    let here = Set(try snapshot.receipts(of: container).map(\.signer))
    return Set(expectation.signers.subtracting(here).map { ReceiptName.text(of: transfer.id, by: $0) })
  }

  /// What was found.
  struct Found {
    /// The transfers that have a receipt now.
    var transfers: [Transfer] = []
    /// What lies under a receipt's name and is none, with the reason.
    var refused: [Failure] = []
  }

  /// Fetches what is there of the receipts that are waited for. Whatever else lies on the server
  /// is left alone.
  ///
  /// - Throws: what asking the server throws, and the store's failures.
  func collect(_ waiting: [Waiting], from folder: any RemoteFolder) throws(Failure) -> Found {
    var found = Found()
    guard !waiting.isEmpty else { return found }
    let prefix = waiting.count == 1 ? waiting[0].id.text : "T-"
    let there = Set(try folder.list(prefix: prefix).map(\.name))
    for one in waiting {
      for name in one.names.intersection(there).sorted().prefix(Self.mostFiles) {
        do throws(Failure) {
          let file = try folder.readSmall(name, limit: ContainerReceipt.maximumSize)
          let (transfer, isNew) = try Receipts(store).take(try ContainerReceipt(file: file), of: one.id)
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
      .receiptForeign, .remoteTooLarge, .remoteNoSuchFile, .remotePermissionDenied, .remoteNotAFile,
    ].contains(code)
  }
}
