public import Records

extension Store {
  /// Checks the store against its signed events, and those against what is remembered outside
  /// of the store; takes no event, writes nothing, and works on a read-only store.
  ///
  /// Found are: an event that was edited, removed, moved or forged, or signed by no member;
  /// events cut off below the newest head that this member knows of; members or keys that no
  /// event speaks of; a record, card, look-up or object row that was changed, rolled back,
  /// added or removed; and, as far as `objects` says, objects that are gone or were changed.
  /// Not found is that everything was set back, the remembered head with it.
  ///
  /// The objects are looked at after the rest, one by one, while others go on working.
  ///
  /// - Parameters:
  ///   - objects: how far to look at objects.
  ///   - progress: told after each object how many of how many are done.
  ///   - tell: gets each problem as it is found; the report has the first one and their number.
  /// - Throws: what keeps the store from being read at all, and what `tell` throws.
  public func verify(
    objects: ObjectCheck = .none, progress: (_ done: Int64, _ total: Int64) -> Void = { _, _ in },
    telling tell: @escaping (AuditProblem) throws(Failure) -> Void = { _ throws(Failure) in }
  ) throws(Failure) -> AuditReport {
    // Before the state is taken: a head that another process commits meanwhile is later than
    // the state, and would look like a cut.
    try verify(objects: objects, against: try headFile.load(), progress: progress, telling: tell)
  }

  /// Checks the store as `verify(objects:)` does, against another memory of it or none.
  func verify(
    objects: ObjectCheck, against remembered: HeadFile.Content?,
    progress: (_ done: Int64, _ total: Int64) -> Void = { _, _ in },
    telling tell: @escaping (AuditProblem) throws(Failure) -> Void = { _ throws(Failure) in }
  ) throws(Failure) -> AuditReport {
    let verification = Verification(self, remembered: remembered, tell)
    let isSound = try backend.reading { () throws(Failure) in
      try refreshKeys()
      return try verification.run()
    }
    if isSound, objects != .none {
      try ObjectVerification(self, verification, readsContent: objects == .content).run(progress)
    }
    return verification.report
  }
}
