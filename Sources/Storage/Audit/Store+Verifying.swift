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
  /// - Throws: what keeps the store from being read at all.
  public func verify(objects: ObjectCheck = .none) throws(Failure) -> AuditReport {
    // Before the state is taken: a head that another process commits meanwhile is later than
    // the state, and would look like a cut.
    try verify(objects: objects, against: try headFile.load())
  }

  /// Checks the store as `verify(objects:)` does, against another memory of it or none.
  func verify(objects: ObjectCheck, against remembered: HeadFile.Content?) throws(Failure) -> AuditReport {
    try backend.reading { () throws(Failure) in
      try refreshKeys()
      var verification = Verification(self, remembered: remembered)
      return try verification.run(objects)
    }
  }
}
