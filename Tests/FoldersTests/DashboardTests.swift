import AgeFormat
import Keys
import Peers
import Platform
import Profile
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// Roles, and where their members land.
@Suite struct DashboardTests {
  @Test(arguments: [
    (MemberRole.user, FolderView.review), (.specialist, .dashboard), (.owner, .review), (.staff, .review),
    (.collaborator, .review), (.recovery, .review),
  ])
  func `R002 a specialist lands on the dashboard, everybody else on the review`(
    _ role: MemberRole, _ view: FolderView
  ) { #expect(FolderView(landingOf: role) == view) }

  private func items(_ clinic: TestClinic) throws -> [WaitingItem] {
    var items: [WaitingItem] = []
    try clinic.folders.dashboard(at: clinic.time.now()) { items.append($0) }
    return items
  }

  @Test func `R002 an empty clinic has nothing that waits, and looking is an event`() throws {
    let clinic = try TestClinic()
    try clinic.add()
    #expect(try items(clinic).isEmpty)
    #expect(try clinic.actions().last == "dashboard.show")
  }

  @Test func `R002 folders with documents of the last seven days, each once`() throws {
    let clinic = try TestClinic()
    let (anna, berta) = (try clinic.add(), try clinic.add(["mrn": "MRN-2", "given": "Berta"]))
    let old = clinic.time.now()
    for number in 1...5 { try clinic.put(["old\(number).txt": "old \(number)"], into: anna) }
    let day = old.advanced(bySeconds: 86_400)
    clinic.time.set(day)
    try clinic.put(["a.txt": "a", "b.txt": "b"], into: berta)
    clinic.time.set(old.advanced(bySeconds: 6 * 86_400))
    #expect(try items(clinic).map(\.patient) == [anna.id, berta.id])
    #expect(try items(clinic).map(\.count) == [5, 2])
    // To the millisecond: what came seven days ago is new, what came before is not.
    clinic.time.set(old.advanced(bySeconds: 7 * 86_400))
    #expect(try items(clinic).map(\.patient) == [anna.id, berta.id])
    clinic.time.set(Timestamp(milliseconds: old.milliseconds + 7 * 86_400_000 + 1))
    #expect(try items(clinic).map(\.patient) == [berta.id])
    try clinic.put(["c.txt": "c"], into: anna)
    #expect(try items(clinic).map(\.patient) == [berta.id, anna.id])
    #expect(try items(clinic).map(\.count) == [2, 1])
    _ = try clinic.folders.merge(berta.id, into: anna.id)
    #expect(try items(clinic).map(\.patient) == [anna.id])
    #expect(try items(clinic).map(\.count) == [3])
    clinic.time.set(old.advanced(bySeconds: 30 * 86_400))
    #expect(try items(clinic).isEmpty)
  }

  @Test func `R002 appointments to come, messages and conversions that wait or failed`() throws {
    let clinic = try TestClinic()
    let mail = try MailServer()
    let settings: [(SettingKey, String)] = [
      (.mailURL, mail.url), (.mailUser, mail.user), (.mailPassword, mail.password),
      (.mailCAFile, mail.authority), (.mailFrom, "clinic@clinic.example"),
    ]
    for (key, value) in settings { try clinic.profile.set(key, to: value, at: TestClinic.now) }
    let anna = try clinic.add(["emails": "bounce@x.example; later@x.example; a@x.example"])
    let appointments = try Appointments(clinic.store, try clinic.profile.settings())
    let zone = try TimeZoneRules(named: "UTC")
    func make(_ start: String) throws -> Appointment {
      try appointments.add(
        try Appointments.Draft(try AppointmentTime(start, in: zone), minutes: 30, kind: .virtual),
        for: anna.id
      ).appointment
    }
    let (second, first) = (try make("2026-12-02T10:00"), try make("2026-12-01T10:00"))
    let off = try make("2026-12-03T10:00")
    _ = try appointments.cancel(off.id)
    try clinic.put(["scan.pdf": "%PDF-1.4 of a kind"], into: anna)

    var found = try items(clinic)
    let coming = found.filter { $0.kind == .appointment }
    #expect(coming.map(\.id) == [first.id.text, second.id.text])
    #expect(coming.allSatisfy { $0.patient == anna.id && $0.state == "scheduled" })
    let messages = found.filter { $0.kind == .message }
    #expect(
      messages.map(\.state) == Array(repeating: "failed", count: 4) + Array(repeating: "queued", count: 4))
    #expect(Set(messages.map(\.code)) == ["mail_rejected", "mail_deferred"])
    #expect(messages.allSatisfy { $0.patient == anna.id })
    #expect(found.map(\.kind).filter { $0 == .documents }.count == 1)
    let conversions = found.filter { $0.kind == .conversion }
    #expect(conversions.map(\.state) == ["queued"])
    #expect(conversions.map(\.patient) == [anna.id])

    // One that goes on is still to be seen, one that is over is not.
    clinic.time.set(first.start.advanced(bySeconds: 29 * 60))
    #expect(try items(clinic).filter { $0.kind == .appointment }.count == 2)
    clinic.time.set(first.start.advanced(bySeconds: 30 * 60))
    #expect(try items(clinic).filter { $0.kind == .appointment }.map(\.id) == [second.id.text])
    clinic.time.set(TestClinic.now.advanced(bySeconds: 31 * 86_400))
    found = try items(clinic)
    #expect(found.allSatisfy { $0.state != "failed" })
    #expect(found.filter { $0.state == "queued" && $0.kind == .message }.count == 4)
  }

  @Test func `R003 a specialist reaches every folder by the review`() throws {
    let clinic = try TestClinic()
    let anna = try clinic.add()
    let doctor = Identity.generate(at: TestClinic.now)
    _ = try clinic.store.addMember(
      recipient: doctor.ageRecipient, signer: doctor.signing.publicKey, role: .specialist, label: "Dr. Roe")
    let store = try Store.open(
      at: clinic.profile.storePath, identity: doctor, heads: clinic.folder.path.appending("heads"),
      time: clinic.time)
    #expect(FolderView(landingOf: store.member.role) == .dashboard)
    var seen: [PatientID] = []
    try PatientFolders(store).list { seen.append($0.id) }
    #expect(seen == [anna.id])
    #expect(try PatientFolders(store).show(anna.id).id == anna.id)
  }
}
