import Glibc
import Peers
import Platform
import Records
import Storage
import SystemPackage
import TestSupport
import Testing

/// Every call that changes a file fails once: the work ends with a clean failure or goes on,
/// nothing acknowledged is lost, and nothing half done is shown.
@Suite(.serialized)
struct FaultTests {
  @Test(arguments: [Errno.ioError, .noSpace])
  func `each call of a batch fails once, whole`(error: Errno) throws {
    try failEach("batch", [2, 2], Exerciser.Fault(error: error))
  }

  @Test func `each write of a batch fails after half of its bytes, and all after it`() throws {
    let fault = Exerciser.Fault(
      error: .noSpace, isSticky: true, isShort: true, calls: "write,pwrite,pwritev,ftruncate,fallocate")
    try failEach("batch", [2, 2], fault)
  }

  @Test func `each sync of a batch with many objects fails once`() throws {
    let fault = Exerciser.Fault(error: .ioError, calls: "fsync,fdatasync,syncfs")
    try failEach("batch", [2, 12], fault)
  }

  /// One store for all trials, so each also meets what the ones before it left behind.
  private func failEach(_ verb: String, _ numbers: [Int], _ fault: Exerciser.Fault) throws {
    let test = try TestStore(inMemory: true)
    _ = try test.create()
    let exerciser = try Exerciser(test)
    let calls = try exerciser.calls(verb, numbers, only: fault.calls)
    #expect(calls > 6)
    var acknowledged = Acknowledged()
    for at in 1...calls {
      var fault = fault
      fault.at = at
      let outcome = try exerciser.run(verb, numbers, fault: fault)
      expectClean(outcome, "call \(at)")
      acknowledged.add(outcome.acknowledged)
      if at % 10 == 0 || at == calls { try acknowledged.check(test, "call \(at) failed") }
    }
  }

  @Test func `a store whose making fails at any call is whole or not there`() throws {
    let calls = try Exerciser(TestStore(inMemory: true)).calls("create")
    for at in 1...calls {
      let test = try TestStore(inMemory: true)
      let outcome = try Exerciser(test).run("create", fault: Exerciser.Fault(at: at, error: .noSpace))
      expectClean(outcome, "call \(at)")
      if outcome.ending == .exited(0) { #expect(Store.exists(at: test.path), "call \(at)") }
      if !Store.exists(at: test.path) { _ = try test.create() }
      #expect(try test.open().verify(objects: .content).problem == nil, "call \(at)")
    }
  }

  /// Success, or one line on standard error with a code for a failed disk.
  private func expectClean(_ outcome: Exerciser.Outcome, _ place: Comment) {
    if outcome.ending == .exited(0) { return }
    let code = outcome.errors.split(separator: ":").first.map(String.init) ?? ""
    #expect([.exited(73), .exited(74)].contains(outcome.ending), place)
    // A database that cannot be opened for writing is opened by SQLite for reading alone.
    #expect(["disk_full", "io_error", "read_only"].contains(code), "\(outcome.errors)")
    #expect(outcome.errors.filter { $0 == "\n" }.count == 1, place)
  }

  @Test func `a network file system is refused (78), for a new store and for one that is there`() throws {
    let test = try TestStore(inMemory: true)
    let exerciser = try Exerciser(test)
    let fault = Exerciser.Fault(isNetwork: true)
    for verb in ["create", "read"] {
      let outcome = try exerciser.run(verb, fault: fault)
      #expect(outcome.ending == .exited(78) && outcome.errors.hasPrefix("store_on_network_fs:"))
      if verb == "create" { _ = try test.create() }
    }
  }

  @Test func `a full disk refuses further documents and keeps the others`() throws {
    let test = try TestStore(inMemory: true)
    _ = try test.create()
    let exerciser = try Exerciser(test)
    // From some write on, every one fails, as when another program has filled the disk.
    var acknowledged = Acknowledged()
    acknowledged.add(try exerciser.run("batch", [2, 3]).acknowledged)
    let full = Exerciser.Fault(at: 60, error: .noSpace, isSticky: true)
    let outcome = try exerciser.run("batch", [20, 3], fault: full)
    #expect(outcome.ending == .exited(74) && outcome.errors.hasPrefix("disk_full:"))
    acknowledged.add(outcome.acknowledged)
    try acknowledged.check(test, "after the disk was full")
    #expect(try exerciser.run("batch", [2, 3]).ending == .exited(0))
  }

  @Test(.enabled(if: SmallDisk.isPermitted, "no disk can be mounted here"))
  func `a full file system refuses further documents and keeps the others`() throws {
    let test = try TestStore()
    try FileSystem.makeDirectory(test.path.removingLastComponent())
    let disk = try SmallDisk(at: test.folder.path.string, size: 1 << 20)
    let exerciser = try Exerciser(test)
    #expect(try exerciser.run("create").ending == .exited(0))
    let outcome = try exerciser.run("batch", [100, 3])
    #expect(outcome.ending == .exited(74) && outcome.errors.hasPrefix("disk_full:"), "\(outcome.errors)")
    var acknowledged = Acknowledged()
    acknowledged.add(outcome.acknowledged)
    try disk.resize(to: 4 << 20)
    try acknowledged.check(test, "after the file system was full")
  }

  @Test func `a read that cannot write its event is refused (74)`() throws {
    let test = try TestStore(inMemory: true)
    try test.create().addPatient("Ada Example")
    let exerciser = try Exerciser(test)
    for error in [Errno.readOnlyFileSystem, .permissionDenied] {
      let fault = Exerciser.Fault(at: 1, error: error, isSticky: true)
      let outcome = try exerciser.run("read", fault: fault)
      #expect(
        outcome.ending == .exited(74) && outcome.errors.hasPrefix("audit_unwritable:"), "\(outcome.errors)")
      #expect(outcome.acknowledged.isEmpty)
    }
    let fault = Exerciser.Fault(at: 1, error: .noSpace, isSticky: true, calls: "fsync,fdatasync")
    let full = try exerciser.run("read", fault: fault)
    #expect(full.ending == .exited(74) && full.errors.hasPrefix("audit_unwritable:"), "\(full.errors)")
    #expect(try exerciser.run("read").acknowledged.count == 1)
  }

  @Test(.enabled(if: SmallDisk.isPermitted, "no disk can be mounted here"))
  func `a read-only store is verified, and neither read nor written`() throws {
    let test = try TestStore()
    let patient = try test.create().addPatient("Ada Example")
    let path = test.path.string
    let mount = try StockProgram("mount"), unmount = try StockProgram("umount")
    try #require(try mount.run(["--bind", path, path]).status == 0)
    defer { _ = try? unmount.run(["-l", path]) }
    try #require(try mount.run(["-o", "remount,bind,ro", path]).status == 0)
    let store = try test.open()
    #expect(try store.verify(objects: .content).problem == nil)
    #expect(refusal { try store.patient(patient.id) }?.code == .auditUnwritable)
    #expect(refusal { try store.addPatient("Second") }?.code == .readOnly)
    #expect(refusal { try store.beginGroup() }?.code == .readOnly)
  }
}
