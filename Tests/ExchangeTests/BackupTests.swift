import AgeFormat
import Exchange
import Folders
import Keys
import Platform
import Profile
import Records
import SODFormat
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

/// A whole store in a container, and out of it again.
@Suite struct BackupTests {
  let clinic: TestClinic
  let patient: Patient
  let documents: [Document]
  let elsewhere: TemporaryFolder

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
    documents = try clinic.put(["letter.txt": "Dear colleague", "scan.txt": "a scan"], into: patient)
    elsewhere = try TemporaryFolder()
  }

  private var place: FilePath { elsewhere.path.appending("store") }

  private func export() throws -> [UInt8] {
    let identity = try clinic.identity
    let output = MemorySink(limit: 8 << 20, excess: Failure(.ioError, "too large"))
    _ = try StoreExporter(
      clinic.store, identity: identity,
      recipients: [ResolvedRecipient(encryption: identity.ageRecipient, signer: identity.signer)],
      time: clinic.time
    ).export(to: output)
    return output.bytes
  }

  private func reader(_ container: [UInt8]) throws -> SODReader {
    try clinic.profile.openContainer(
      MemorySource(container), identity: nil, acceptUnsigned: false, now: TestClinic.now)
  }

  private func restore(_ container: [UInt8], heads: FilePath? = nil) throws -> StoreImporter.Outcome {
    try StoreImporter.run(
      reader(container), to: place, identity: clinic.identity,
      heads: heads ?? elsewhere.path.appending("heads"), time: clinic.time)
  }

  /// A container like that of an export, with other content.
  private func forge(database: [UInt8]?, bundle: [(path: String, content: String)]) throws -> [UInt8] {
    let files = bundle.map { (path: $0.path, size: Int64($0.content.utf8.count)) }
    var items: [SODItem] = []
    if let database {
      items.append(
        .store(name: "store.db", size: Int64(database.count), mediaType: "application/vnd.sqlite3"))
    }
    items.append(
      .store(name: "objects.tar", size: FileBundle.size(of: files), mediaType: "application/x-tar"))
    let output = MemorySink(limit: 8 << 20, excess: Failure(.ioError, "too large"))
    let identity = try clinic.identity
    let writer = try SODWriter(
      SODWriter.Options(created: TestClinic.now), items: items, to: [SODRecipient(identity.ageRecipient)],
      sender: SODSender(identity), output: output)
    if let database { try writer.add(MemorySource(database)) }
    try writer.add(writing: { (sink) throws(Failure) in
      try FileBundle.write(files, modified: TestClinic.now, to: sink) { (place) throws(Failure) in
        MemorySource(Array(bundle[place].content.utf8))
      }
    })
    try writer.finish()
    return output.bytes
  }

  private var isAnythingThere: Bool {
    get throws {
      try FileSystem.names(in: elsewhere.path).contains { $0.description != "heads" }
    }
  }

  @Test func `a store that was exported and imported is the same store, and verifies`() throws {
    let restored = try restore(try export()).restored
    #expect(restored.store.id == clinic.store.id)
    #expect(restored.lost == nil)
    #expect(restored.report.objects == 2)
    let folders = PatientFolders(restored.store)
    #expect(try folders.show(patient.id).demographics == patient.demographics)
    var found: [DocumentID?] = []
    try folders.documents(of: patient.id) { found.append($0.id) }
    #expect(found == documents.map(\.id))
    #expect(try restored.store.verify(objects: .content).problem == nil)
  }

  @Test func `that a store went out and came back are events of it`() throws {
    let restored = try restore(try export()).restored.store
    let words = try restored.look { (snapshot) throws(Failure) in try snapshot.events().map(\.action.word) }
    #expect(words.contains("store.export"))
    #expect(words.contains("store.restore"))
    #expect(try clinic.actions().last == "store.export")
  }

  @Test func `a document that is removed while it is exported is in the backup nevertheless`() throws {
    let backup = try clinic.store.beginBackup()
    let id = try #require(documents.first?.id)
    _ = try clinic.store.write { (transaction) throws(Failure) in
      try transaction.remove(
        try transaction.required(.document, id.text), action: EventAction("document.remove"))
    }
    for place in backup.objects.indices {
      let bytes = try backup.openObject(at: place)
        .readAll(limit: 1 << 20, excess: Failure(.ioError, "too large"))
      #expect(Int64(bytes.count) == backup.objects[place].size)
    }
    #expect(backup.objects.count == 2)
  }

  @Test func `a backup that is let go leaves nothing among the staged objects`() throws {
    let staging = clinic.profile.storePath.appending("objects").appending("staging")
    var backup: StoreBackup? = try clinic.store.beginBackup()
    #expect(try FileSystem.names(in: staging).count == 1)
    withExtendedLifetime(backup) {}
    backup = nil
    #expect(try FileSystem.names(in: staging).isEmpty)
  }

  @Test func `a store that lacks an object is not exported as if it were whole`() throws {
    let objects = clinic.profile.storePath.appending("objects")
    for fan in try FileSystem.names(in: objects) where fan.description.count == 2 {
      for name in try FileSystem.names(in: objects.appending(fan)) {
        try FileSystem.removeFile(objects.appending(fan).appending(name))
      }
    }
    #expect(refusal { try export() }?.code == .objectMissing)
  }

  @Test func `an older backup is told from a newer memory, which it takes the place of`() throws {
    let container = try export()
    try clinic.put(["later.txt": "later"], into: patient)
    let restored = try restore(container, heads: clinic.profile.headsPath).restored
    #expect(restored.lost != nil)
    #expect(restored.store.headProblem == nil)
    let again = try Store.open(
      at: place, identity: clinic.identity, heads: clinic.profile.headsPath, time: clinic.time)
    #expect(again.headProblem == nil)
    // The store that was left behind is now the one that does not fit.
    let left = try clinic.profile.openStore(for: CollectingScope(time: clinic.time))
    #expect(left.headProblem?.code == .auditCut)
  }

  @Test func `nothing is imported over a store, and nothing of it is touched`() throws {
    let container = try export()
    _ = try restore(container)
    #expect(refusal { try restore(container) }?.code == .storeExists)
    #expect(
      try Store.open(at: place, identity: clinic.identity, heads: elsewhere.path.appending("heads"))
        .verify(objects: .content).problem == nil)
  }

  @Test(
    arguments: [
      "objects/../../../evil", "store.db-wal", "objects/ZZ/O-00000000000000000000000000",
      "objects/00/O-00000000000000000000000000/x", "objects/staging/x",
    ])
  func `a file that is no object of a store is refused, and nothing is left`(path: String) throws {
    let container = try forge(database: Array("no database".utf8), bundle: [(path, "evil")])
    let code = refusal { try restore(container) }?.code
    #expect(code == .backupInvalid || code == .unsafePath)
    #expect(try !isAnythingThere)
  }

  @Test func `what is no database, or has none, is refused, and nothing is left`() throws {
    #expect(refusal { try restore(try forge(database: Array("no database".utf8), bundle: [])) } != nil)
    #expect(refusal { try restore(try forge(database: nil, bundle: [])) }?.code == .backupInvalid)
    #expect(try !isAnythingThere)
  }

  @Test func `a backup whose object is another one is refused, and nothing is left`() throws {
    let backup = try clinic.store.beginBackup()
    let database = try backup.openDatabase().readAll(limit: 8 << 20, excess: Failure(.ioError, "too large"))
    let container = try forge(
      database: database, bundle: backup.objects.map { ($0.path, "not what was sealed") })
    #expect(refusal { try restore(container) }?.code == .objectAltered)
    #expect(try !isAnythingThere)
  }

  @Test func `somebody who is no member cannot import it, though the container opens`() throws {
    let stranger = Identity.generate(at: TestClinic.now)
    let identity = try clinic.identity
    let output = MemorySink(limit: 8 << 20, excess: Failure(.ioError, "too large"))
    _ = try StoreExporter(
      clinic.store, identity: identity,
      recipients: [ResolvedRecipient(encryption: stranger.ageRecipient, signer: nil)], time: clinic.time
    ).export(to: output)
    let reader = try clinic.profile.openContainer(
      MemorySource(output.bytes), identity: stranger, acceptUnsigned: false, now: TestClinic.now)
    let refused = refusal {
      try StoreImporter.run(
        reader, to: place, identity: stranger, heads: elsewhere.path.appending("heads"), time: clinic.time)
    }
    #expect(refused?.code == .notAMember)
    #expect(try !isAnythingThere)
  }

  @Test func `a container of folders is no backup`() throws {
    #expect(StoreImporter.isBackup(try reader(try export())))
    let identity = try clinic.identity
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    var selection = PackSelection(includesForms: true)
    selection.add(.folder(patient.id))
    _ = try Packer(
      store: clinic.store, identity: identity,
      recipients: [ResolvedRecipient(encryption: identity.ageRecipient, signer: identity.signer)],
      time: clinic.time
    ).pack(selection, to: output)
    #expect(!StoreImporter.isBackup(try reader(output.bytes)))
  }
}
