import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct UploadDoctorTests {
  private static func checks(
    _ profile: Profile, _ programs: MediaPrograms = .installed, _ store: Store? = nil
  ) -> [Check] {
    UploadDoctor(profile, programs).checks { () throws(Failure) in
      guard let store else { throw Failure(.storeMissing, "there is no store", hint: "so-patient init") }
      return store
    }
  }

  private static func bad(_ checks: [Check]) -> [String] { checks.filter { !$0.isWell }.map(\.id) }

  @Test func `R055 where all is well each check says so, and nothing is written`() throws {
    let clinic = try TestClinic()
    let events = try clinic.actions().count
    let checks = Self.checks(clinic.profile, .installed, clinic.store)
    #expect(
      checks.map(\.id) == [
        "identity", "store", "store_permissions", "disk_space", "ffmpeg", "pdftoppm", "queue",
      ])
    #expect(Self.bad(checks) == [])
    #expect(checks.allSatisfy { $0.advice == nil && !$0.message.isEmpty })
    #expect(try clinic.actions().count == events)
  }

  @Test func `R055 without anything each check says what helps, and none is left out`() throws {
    let folder = try TemporaryFolder()
    let profile = try TestClinic.emptyProfile(in: folder)
    let checks = Self.checks(profile, MediaPrograms(in: folder.path))
    #expect(Self.bad(checks) == ["identity", "store", "store_permissions", "ffmpeg", "pdftoppm"])
    #expect(checks.filter { !$0.isWell }.allSatisfy { $0.advice != nil })
    #expect(checks.first { $0.id == "pdftoppm" }?.advice == "apt-get install poppler-utils")
    // Nothing was made.
    #expect(try folder.tree() == [])
  }

  @Test(arguments: ["", "store.db", "objects"])
  func `R055 a store that others may look into is found`(_ place: String) throws {
    let clinic = try TestClinic()
    let path = clinic.profile.storePath.pushing(FilePath(place))
    #expect(try StockProgram("chmod").run(["g+r", path.string]).status == 0)
    let check = Self.checks(clinic.profile, .installed, clinic.store).first { $0.id == "store_permissions" }
    #expect(check?.isWell == false)
    #expect(check?.advice?.hasPrefix("chmod -R go= /") == true)
  }

  @Test func `R055 an identity that others may read is found`() throws {
    let clinic = try TestClinic()
    #expect(try StockProgram("chmod").run(["o+r", clinic.profile.identityPath.string]).status == 0)
    #expect(Self.bad(Self.checks(clinic.profile, .installed, clinic.store)) == ["identity"])
  }

  @Test(
    arguments: [
      (0, false), (UploadDoctor.leastSpace - 1, false), (UploadDoctor.leastSpace, true), (.max, true),
    ] as [(Int64, Bool)])
  func `R055 a disk with less than a gibibyte is too full`(_ free: Int64, _ isWell: Bool) {
    #expect((refusal { try UploadDoctor.judge(free) }?.code == .diskFull) == !isWell)
  }

  @Test func `R055 files that could not be put are told of`() throws {
    let place = try QueueClinic()
    let path = try place.file("a.txt", "one")
    try place.add([path])
    #expect(Self.bad(Self.checks(place.clinic.profile, .installed, place.clinic.store)) == [])
    try FileSystem.removeFile(path)
    try place.start()
    #expect(Self.bad(Self.checks(place.clinic.profile, .installed, place.clinic.store)) == ["queue"])
  }
}
