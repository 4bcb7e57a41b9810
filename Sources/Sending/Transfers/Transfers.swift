public import Records
public import Storage

/// The transfers of a store.
public struct Transfers {
  private let store: Store

  /// The transfers of `store`.
  public init(_ store: Store) { self.store = store }

  /// Hands every transfer to `body`, oldest first.
  ///
  /// - Parameter states: only those that are in one of these; all when there is none.
  public func list(
    in states: Set<Transfer.State> = [], _ body: (Transfer) throws(Failure) -> Void
  ) throws(Failure) {
    try store.look { (snapshot) throws(Failure) in
      var last: Int64 = 0
      while true {
        let page = try snapshot.headers(.transfer, after: last)
        for header in page {
          guard states.isEmpty || states.contains(where: { $0.rawValue == header.state }) else { continue }
          try body(try snapshot.required(.transfer, header.id).value())
        }
        guard let end = page.last else { return }
        last = end.serial
      }
    }
  }

  /// One transfer.
  ///
  /// - Throws: `transfer_unknown`.
  public func transfer(_ id: TransferID) throws(Failure) -> Transfer {
    try store.look { (snapshot) throws(Failure) in try snapshot.transfer(id) }
  }
}
