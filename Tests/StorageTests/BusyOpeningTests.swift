import Glibc
import Platform
import Records
import SystemPackage
import Testing

@testable import Storage

@Suite struct BusyOpeningTests {
  /// In a pipeline one tool opens the store while another one, the last to have it open,
  /// closes it and has the database to itself for a moment.
  @Test func `a store that another process has to itself is waited for, from the first statement on`() throws
  {
    let test = try TestStore()
    _ = try test.create()
    var other: Database? = try Database(opening: test.path.appending("store.db"), .readWrite)
    try other?.execute("PRAGMA locking_mode = EXCLUSIVE")
    try other?.execute("BEGIN EXCLUSIVE")
    let (path, identity, heads) = (test.path, test.identity, test.heads)
    let opening = try WorkerThread("opening") { () throws(Failure) in
      _ = try Store.open(at: path, identity: identity, heads: heads)
    }
    // Nothing tells that a connection waits; if it does not yet, it will find the store free.
    usleep(100_000)
    other = nil
    try opening.join()
  }
}
