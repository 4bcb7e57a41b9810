public import Records
public import Storage

/// The transfers of a store.
public struct Transfers {
  private let store: Store

  /// The transfers of `store`.
  public init(_ store: Store) { self.store = store }

  /// Hands every transfer to `body`, oldest first.
  public func list(_ body: (Transfer) throws(Failure) -> Void) throws(Failure) {
    try store.look { (snapshot) throws(Failure) in
      var last: Int64 = 0
      while true {
        let page = try snapshot.records(.transfer, after: last)
        for record in page { try body(try record.value(as: Transfer.self)) }
        guard let end = page.last else { return }
        last = end.serial
      }
    }
  }
}
