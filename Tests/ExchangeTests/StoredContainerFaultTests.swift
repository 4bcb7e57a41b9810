import Exchange
import Folders
import Glibc
import Keys
import Platform
import Records
import SODFormat
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

/// As ``ContainerFaultTests`` and ``ContainerKillTests``, for documents out of a store: each call
/// of the database, of the objects and of the output fails once, or is the last one.
@Suite(.serialized) struct StoredContainerFaultTests {
  let tool: FaultedTool
  let clinic: TestClinic
  let patient: Patient
  let partner = Identity.generate(at: TestClinic.now)
  let key: FilePath

  init() throws {
    tool = try FaultedTool()
    clinic = try TestClinic(
      in: tool.folder, ["XDG_CONFIG_HOME": tool.folder("config").string])
    patient = try clinic.add()
    #expect(try clinic.put(tool.documents, into: patient).map(\.state) == [.done, .done])
    key = tool.folder("partner")
    try IdentityFile.save(partner, at: key)
    try FileSystem.makeDirectory(tool.folder("out"))
  }

  private func pack(_ name: String, _ fault: FaultedTool.Fault? = nil, counting: Bool = false) throws
    -> FaultedTool.Outcome
  {
    try tool.run(
      [
        "pack", "--to", partner.recipientText, "--patient", patient.id.text, "--all", "-o",
        tool.folder("out/\(name)").string,
      ], fault, counting: counting)
  }

  /// The partner opens the container, and the store knows the file as a whole one.
  private func expectWhole(_ path: FilePath, _ place: Comment) throws {
    let bytes = try TemporaryFolder.bytes(path)
    let trusted = try clinic.identity.signer
    let reader = try SODReader(
      MemorySource(bytes), keys: [SODKey(partner)], policy: SODPolicy(trusted: [trusted], now: TestClinic.now)
    )
    let verdict = try reader.verify()
    let known = try clinic.store.look { (snapshot) throws(Failure) in
      try snapshot.receiptExpectation(for: verdict.manifest.id)
    }
    #expect(known?.content == verdict.contentDigest.hex, place)
  }

  /// Every event fits, and each container that is complete was begun before.
  private func expectSoundStore(_ place: Comment) throws {
    #expect(try clinic.store.verify().problem == nil, place)
    let events = try clinic.store.look { (snapshot) throws(Failure) in try snapshot.events() }
    let begun = events.filter { $0.action.word == "container.pack" }.map(\.subject)
    let complete = events.filter { $0.action.word == "container.complete" }.map(\.subject)
    #expect(Set(begun).count == begun.count && Set(begun).isSuperset(of: complete), place)
  }

  /// One file more, or none; what has a name is whole.
  private func expectNothingOrWhole(_ name: String, _ outcome: FaultedTool.Outcome, _ place: Comment) throws {
    let names = try FileSystem.names(in: tool.folder("out")).map(\.string)
    if names != [] {
      #expect(names == [name], place)
      try expectWhole(tool.folder("out/\(name)"), place)
      try FileSystem.removeFile(tool.folder("out/\(name)"))
    } else {
      #expect(outcome.ending != .exited(0), place)
    }
  }

  @Test(arguments: ContainerFaultTests.failing)
  func `packing out of a store that fails anywhere leaves no file, and the store as sound as it was`(
    one: ContainerFaultTests.Case
  ) throws {
    let counted = try pack("0.sod", one.fault, counting: true)
    #expect(counted.ending == .exited(0) && counted.calls > 5, "\(counted.errors)")
    try expectNothingOrWhole("0.sod", counted, "uncounted")
    for at in ContainerFaultTests.places(counted.calls, seed: 6) {
      var fault = one.fault
      fault.at = at
      let outcome = try pack("\(at).sod", fault)
      let place: Comment = "call \(at) of \(counted.calls): \(outcome.errors)"
      if outcome.ending != .exited(0) {
        #expect([.exited(73), .exited(74)].contains(outcome.ending), place)
        #expect(outcome.code != nil && outcome.code != "internal_error", place)
        #expect(try FileSystem.names(in: tool.folder("out")).isEmpty, place)
      }
      try expectNothingOrWhole("\(at).sod", outcome, place)
      try expectSoundStore(place)
    }
  }

  @Test func `packing out of a store that is killed before any call leaves nothing, or a whole file`() throws
  {
    let calls = try pack("0.sod", .init(), counting: true).calls
    try FileSystem.removeFile(tool.folder("out/0.sod"))
    #expect(calls > 20)
    for at in ContainerFaultTests.places(calls, seed: 7) {
      let outcome = try pack("\(at).sod", .init(at: at, kills: true))
      #expect(outcome.ending == .killed(SIGKILL), "call \(at)")
      try expectNothingOrWhole("\(at).sod", outcome, "call \(at) of \(calls)")
      try expectSoundStore("call \(at) of \(calls)")
    }
    let after = try pack("after.sod")
    #expect(after.ending == .exited(0), "\(after.errors)")
    try expectNothingOrWhole("after.sod", after, "after all")
  }

  @Test(arguments: ContainerFaultTests.passing)
  func `what can be tried again is, and the container is whole`(one: ContainerFaultTests.Case) throws {
    let calls = try pack("0.sod", one.fault, counting: true).calls
    try FileSystem.removeFile(tool.folder("out/0.sod"))
    for at in one.fault.isSticky ? [1] : ContainerFaultTests.places(calls, seed: 8) {
      var fault = one.fault
      fault.at = at
      let outcome = try pack("\(at).sod", fault)
      #expect(outcome.ending == .exited(0), "call \(at) of \(calls): \(outcome.errors)")
      try expectNothingOrWhole("\(at).sod", outcome, "call \(at) of \(calls)")
    }
  }
}
