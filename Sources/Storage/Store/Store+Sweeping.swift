public import Records

extension Store {
  /// Removes what processes that died left behind: staged objects, objects whose record was
  /// never committed, and objects whose record was removed. Returns how many objects.
  ///
  /// Safe beside any number of writers: a living process's group is locked. An event is
  /// written first, and only if there is something to remove.
  ///
  /// - Throws: what ``write(_:)`` throws, `io_error`.
  @discardableResult
  public func sweep() throws(Failure) -> Int {
    let groups = try objectBackend.abandoned()
    guard groups.contains(where: { !$0.objects.isEmpty }) else {
      for group in groups { try group.settle { _ in true } }
      return 0
    }
    // The event's commit also writes over a transaction that its process saw fail but that
    // lies whole in the log: from here on nobody can find that one, and so its objects are
    // really without a record.
    _ = try write { tx throws(Failure) in try tx.note(.storeSweep, of: Subject(.store, id.text)) }
    return try removeUnrecorded(groups)
  }

  private func removeUnrecorded(_ groups: [any AbandonedStaging]) throws(Failure) -> Int {
    var removed = 0
    for group in groups {
      try group.settle { id throws(Failure) in
        let isRecorded = try backend.hasObject(id.text)
        if !isRecorded { removed += 1 }
        return isRecorded
      }
    }
    return removed
  }
}
