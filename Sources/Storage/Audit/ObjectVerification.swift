internal import Records

/// Looks for every object that a row names, and for every one that none names.
///
/// Reading all documents can take hours, so this holds no transaction: what others put and remove
/// meanwhile has to be told from what is wrong.
struct ObjectVerification {
  private let store: Store
  private let verification: Verification
  private let readsContent: Bool

  init(_ store: Store, _ verification: Verification, readsContent: Bool) {
    self.store = store
    self.verification = verification
    self.readsContent = readsContent
  }

  func run(_ progress: (_ done: Int64, _ total: Int64) -> Void) throws(Failure) {
    let total = try store.backend.countObjects()
    var last = ""
    var done: Int64 = 0
    while true {
      let page = try store.backend.objects(after: last, limit: 200)
      for row in page {
        try check(row)
        done += 1
        progress(done, max(done, total))
      }
      guard let end = page.last else { break }
      last = end.object
    }
    try store.objectBackend.forEachObject { id throws(Failure) in
      guard let id else {
        // Its name stays unsaid: it may be that of a patient.
        return try verification.note(
          AuditProblem(.objectStray, "a file lies among the objects of the store and is none"))
      }
      if try isStray(id) {
        try verification.note(
          AuditProblem(
            .objectStray, subject: Subject(kind: "object", id: id.text),
            "the object \(id) lies in the store, and no record names it"))
      }
    }
  }

  private func check(_ row: ObjectRow) throws(Failure) {
    do throws(Failure) {
      let source = try store.source(store.storedObject(row))
      if readsContent { try source.drain() }
      verification.countObject()
    } catch {
      // Removed with its record since the page was read, and so none that could be missed.
      guard try store.backend.object(row.object)?.sealed == row.sealed else { return }
      // Whatever it is, a disk that cannot be read as well, the objects behind it are looked at.
      verification.countObject()
      try verification.note(
        AuditProblem(error.code, subject: Subject(kind: row.kind, id: row.id), error.message))
    }
  }

  /// In this order: an object is staged before it has its name here, and until its row is there.
  private func isStray(_ id: ObjectID) throws(Failure) -> Bool {
    if try store.backend.hasObject(id.text) { return false }
    if try store.objectBackend.isUnderway(id) { return false }
    if try store.backend.hasObject(id.text) { return false }
    return try store.objectBackend.isThere(id)
  }
}
