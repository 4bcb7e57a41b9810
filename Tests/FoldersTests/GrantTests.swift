import AgeFormat
import Keys
import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct GrantTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private var grants: UploadGrants { UploadGrants(clinic.store) }

  private func give(
    _ seconds: Int64 = 3600, files: Int64? = nil, bytes: Int64? = nil, category: DocumentCategory? = nil
  ) throws -> (grant: Grant, token: GrantToken) {
    try grants.add(
      UploadGrants.Terms(seconds: seconds, files: files, bytes: bytes, category: category), for: patient.id)
  }

  private func admit(_ token: GrantToken, category: DocumentCategory? = nil) throws -> Grant {
    try grants.admit(token, into: patient.id, category: category, at: clinic.time.now())
  }

  /// Puts texts as files by a grant, and tells what became of each.
  private func put(
    _ texts: [String], by grant: Grant, into other: PatientID? = nil, category: DocumentCategory? = nil,
    during: () -> Void = {}
  ) throws -> [Failure.Code?] {
    var paths = try texts.enumerated().map {
      try clinic.folder.file("f\($0)-\($1.prefix(8))", Array($1.utf8))
    }[...]
    var codes: [Failure.Code?] = []
    try Uploader(clinic.store).put(
      {
        guard let path = paths.popFirst() else {
          during()
          return nil
        }
        return UploadItem(file: path, into: other ?? patient.id, category: category).granted(by: grant)
      }, { _, failure in codes.append(failure?.code) })
    return codes
  }

  private func used(_ id: GrantID) throws -> (files: Int64, bytes: Int64) {
    var found: Grant?
    try grants.list { if $0.id == id { found = $0 } }
    let grant = try #require(found)
    return (grant.usedFiles, grant.usedBytes)
  }

  @Test func `R054 files are put by a grant, and counted across invocations`() throws {
    let (grant, token) = try give(files: 3, category: .lab)
    #expect(try put(["one", "two"], by: try admit(token)) == [nil, nil])
    #expect(try used(grant.id) == (2, 6))
    #expect(try put(["three", "four"], by: try admit(token)) == [nil, .grantExhausted])
    #expect(try used(grant.id) == (3, 11))
    #expect(try put(["five"], by: try admit(token)) == [.grantExhausted])
    var documents: [Document] = []
    try clinic.folders.documents(of: patient.id) { documents.append($0) }
    #expect(documents.map(\.category) == [.lab, .lab, .lab])
    // What was sealed for nothing is gone.
    #expect(try clinic.store.sweep() == 0)
    #expect(try clinic.store.verify(objects: .content).problem == nil)
    #expect(try clinic.actions().filter { $0 == "grant.use" }.count == 2)
  }

  @Test func `R054 a file that the folder has already uses nothing up`() throws {
    let (grant, token) = try give(files: 1)
    #expect(try put(["one"], by: try admit(token)) == [nil])
    #expect(try put(["one"], by: try admit(token)) == [nil])
    #expect(try used(grant.id) == (1, 3))
  }

  @Test func `R054 a file that is too large for what is left leaves room for a smaller one`() throws {
    let (grant, token) = try give(bytes: 10)
    #expect(
      try put(["1234567", "12345678", "123", "1"], by: try admit(token)) == [
        nil, .grantExhausted, nil, .grantExhausted,
      ])
    #expect(try used(grant.id) == (2, 10))
  }

  @Test func `R054 the instant of expiry counts when the files are committed`() throws {
    let (_, token) = try give(3600)
    let grant = try admit(token)
    clinic.time.set(Timestamp(milliseconds: grant.expires.milliseconds - 1))
    #expect(try put(["one"], by: try admit(token)) == [nil])
    // It was good when the command began, and is not when the file is there.
    let expires = grant.expires
    #expect(try put(["two"], by: try admit(token), during: { clinic.time.set(expires) }) == [.grantExpired])
    #expect(refusal { try admit(token) }?.code == .grantExpired)
    // Not for what is there already, either.
    #expect(try put(["one"], by: grant) == [.grantExpired])
  }

  @Test func `R054 a grant that is taken back takes nothing, also from a run that began before`() throws {
    let (grant, token) = try give()
    let admitted = try admit(token)
    let revoked = try grants.revoke(grant.id)
    #expect(revoked.state(at: clinic.time.now()) == .revoked)
    #expect(refusal { try admit(token) }?.code == .grantRevoked)
    #expect(try put(["one"], by: admitted) == [.grantRevoked])
    // Taking it back twice changes nothing.
    let events = try clinic.actions().count
    _ = try grants.revoke(grant.id)
    #expect(try clinic.actions().count == events)
    #expect(refusal { try grants.revoke(.random()) }?.code == .grantUnknown)
  }

  @Test func `R054 a grant is for one folder, and its category, and a token for one grant`() throws {
    let (grant, token) = try give(category: .lab)
    let other = try clinic.add(["mrn": "MRN-2"])
    let elsewhere = refusal {
      try grants.admit(token, into: other.id, category: nil, at: clinic.time.now())
    }
    #expect(elsewhere?.code == .grantMismatch)
    #expect(try put(["one"], by: grant, into: other.id) == [.grantMismatch])
    #expect(try put(["one"], by: grant, category: .image) == [.grantMismatch])
    #expect(refusal { try admit(token, category: .image) }?.code == .grantMismatch)
    #expect(try admit(token, category: .lab).id == grant.id)
    let (second, secondToken) = try give()
    #expect(try admit(secondToken).id == second.id)
    #expect(refusal { try admit(GrantToken()) }?.code == .grantUnknown)
    #expect(try admit(GrantToken(file: token.file)).id == grant.id)
    let failed = refusal {
      try grants.add(UploadGrants.Terms(seconds: 9, files: 1, bytes: 1, category: nil), for: .random())
    }
    #expect(failed?.code == .patientUnknown)
  }

  @Test func `R054 a grant and the queue outlive the keys of a member who left`() throws {
    let (grant, token) = try give(files: 2)
    let path = try clinic.folder.file("queued.txt", Array("queued".utf8))
    var rest = [path][...]
    try UploadQueue(clinic.store).add(
      { rest.popFirst().map { UploadItem(file: $0, into: patient.id) } }, { _, _ in })
    let leaver = Identity.generate(at: clinic.time.now())
    let member = try clinic.store.addMember(
      recipient: AgeRecipient(leaver.recipient), signer: leaver.signing.publicKey, role: .owner, label: "L")
    _ = try clinic.store.removeMember(member.value.id)
    #expect(try put(["one"], by: try admit(token)) == [nil])
    #expect(try used(grant.id) == (1, 3))
    #expect(try put(["one"], by: try admit(token)) == [nil])
    #expect(try used(grant.id) == (1, 3))
    var done: [Upload.State?] = []
    try UploadRun(clinic.store, UploadRun.Options()).start { upload, _ in done.append(upload?.state) }
    #expect(done == [.done])
  }

  @Test func `R054 the token is nowhere on disk`() throws {
    let (_, token) = try give()
    let text = String(decoding: token.file.dropLast(), as: UTF8.self)
    #expect(text.count == 29)
    #expect(token.file != (try give()).token.file)
    let grep = try StockProgram("grep").run([
      "-raiF", text.dropFirst(3).description, clinic.folder.path.string,
    ])
    #expect(grep.status == 1)
  }

  @Test func `R054 two runs at once cannot exceed the limits`() throws {
    let (grant, token) = try give(files: 25)
    let admitted = try admit(token)
    // Each has staged its files before the other one commits.
    let identity = try clinic.identity
    let profile = clinic.profile
    let time = clinic.time
    let paths = try (0..<40).map { try clinic.folder.file("g\($0)", Array("content \($0)".utf8)) }
    let threads = try (0..<2).map { number in
      try WorkerThread("put") { () -> [Bool] in
        var taken: [Bool] = []
        guard
          let store = try? Store.open(
            at: profile.storePath, identity: identity, heads: profile.headsPath, time: time)
        else { return taken }
        var rest = paths[(number * 20)..<(number * 20 + 20)]
        try? Uploader(store).put(
          { rest.popFirst().map { UploadItem(file: $0, into: admitted.patient).granted(by: admitted) } },
          { _, failure in taken.append(failure == nil) })
        return taken
      }
    }
    var all: [Bool] = []
    for thread in threads { all += try thread.join() }
    #expect(all.count == 40)
    #expect(all.filter(\.self).count == 25)
    #expect(try used(grant.id).files == 25)
    #expect(try clinic.folders.show(patient.id).documents == 25)
  }
}
