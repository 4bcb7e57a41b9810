import Peers
import Platform
import Profile
import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders
@testable import Notices

@Suite struct AppointmentTests {
  let clinic: TestClinic
  let mail: MailServer
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    mail = try MailServer()
    let settings: [(SettingKey, String)] = [
      (.mailURL, mail.url), (.mailUser, mail.user), (.mailPassword, mail.password),
      (.mailCAFile, mail.authority), (.mailFrom, "Clinic <clinic@clinic.example>"),
    ]
    for (key, value) in settings { try clinic.profile.set(key, to: value, at: TestClinic.now) }
    patient = try clinic.add()
  }

  private var appointments: Appointments {
    get throws { try Appointments(clinic.store, try clinic.profile.settings()) }
  }

  private func draft(_ start: String = "2026-12-01T10:00", referral: FormID? = nil) throws
    -> Appointments.Draft
  {
    try Appointments.Draft(
      try AppointmentTime(start, in: try TimeZoneRules(named: "America/Los_Angeles")), minutes: 45,
      kind: .virtual, referral: referral)
  }

  private func listed() throws -> [Appointment] {
    var listed: [Appointment] = []
    try clinic.folders.appointments(of: patient.id) { listed.append($0) }
    return listed
  }

  @Test func `R011 R012 R020 an appointment is told to every address by a message of its own`() throws {
    let made = try appointments.add(try draft(), for: patient.id)
    #expect(made.untold.isEmpty)
    #expect(made.appointment.start.rfc3339 == "2026-12-01T18:00:00.000Z")
    #expect(made.appointment.localStart == "2026-12-01T10:00:00-08:00")
    #expect(made.appointment.kind == .virtual)
    #expect(made.appointment.notifications.map(\.to.text) == ["anna@home.example", "caregiver@home.example"])
    #expect(made.appointment.notifications.map(\.status) == ["delivered", "delivered"])
    for address in ["anna@home.example", "caregiver@home.example"] {
      let messages = mail.messages(to: address)
      let text = try #require(messages.first)
      #expect(messages.count == 1)
      #expect(text.contains("method=REQUEST"))
      #expect(text.contains("UID:\(made.appointment.id)"))
      #expect(text.contains("DTSTART:20261201T180000Z"))
      #expect(text.contains("DTEND:20261201T184500Z"))
      #expect(text.contains("2026-12-01 at 10:00 (America/Los_Angeles)"))
      #expect(!text.contains("Müller") && !text.contains("M=C3=BCller") && !text.contains("MRN-4711"))
      let other = address.hasPrefix("anna") ? "caregiver@" : "anna@"
      #expect(!text.contains(other))
    }
    #expect(try listed().map(\.id) == [made.appointment.id])
    #expect(try listed().first?.notifications.map(\.status) == ["delivered", "delivered"])
  }

  @Test func `R010 an appointment needs an e-mail address first`() throws {
    let bare = try clinic.add(["mrn": "MRN-2", "emails": ""])
    let failure = refusal { try appointments.add(try draft(), for: bare.id) }
    #expect(failure?.code == .emailRequiredForAppointment)
    #expect(failure?.hint?.contains("so-patient edit \(bare.id)") == true)
    _ = try clinic.folders.edit(bare.id, patch: ["emails": "a@b.example"], today: TestClinic.now.date)
    #expect(try appointments.add(try draft(), for: bare.id).untold.isEmpty)
  }

  @Test func `R012 a cancelled appointment is told as that, once, under the same number`() throws {
    let made = try appointments.add(try draft(), for: patient.id).appointment
    let cancelled = try appointments.cancel(made.id)
    #expect(cancelled.appointment.status == .cancelled)
    #expect(cancelled.appointment.sequence == 1)
    #expect(cancelled.appointment.notifications.count == 4)
    let messages = mail.messages(to: "anna@home.example")
    #expect(messages.count == 2)
    #expect(messages.last?.contains("method=CANCEL") == true)
    #expect(messages.last?.contains("STATUS:CANCELLED") == true)
    #expect(messages.last?.contains("SEQUENCE:1") == true)
    #expect(messages.last?.contains("UID:\(made.id)") == true)
    #expect(refusal { try appointments.cancel(made.id) }?.code == .appointmentOver)
    #expect(refusal { try appointments.cancel(.random()) }?.code == .appointmentUnknown)
    #expect(try listed().map(\.status) == [.cancelled])
  }

  @Test func `R020 a bad address does not stop the rest, and one that can pass waits`() throws {
    _ = try clinic.folders.edit(
      patient.id, patch: ["emails": "bounce@home.example; later@home.example; anna@home.example"],
      today: TestClinic.now.date)
    let made = try appointments.add(try draft(), for: patient.id)
    #expect(made.appointment.notifications.map(\.status) == ["failed", "queued", "delivered"])
    #expect(made.untold.map(\.to.text).sorted() == ["bounce@home.example", "later@home.example"])
    let again = try appointments.notify(made.appointment.id)
    #expect(again.untold.map(\.to.text) == ["later@home.example"])
    #expect(mail.messages(to: "anna@home.example").count == 1)
  }

  @Test func `R008 R012 an appointment may go back to a referral, which is of use then`() throws {
    let visit = try clinic.folders.add(
      try VisitForm(json: TestClinic.form(["mrn": "MRN-3"]), today: TestClinic.now.date), confirmNew: true)
    let referral = try #require(visit.records.last)
    #expect(
      refusal { try appointments.add(try draft(referral: referral.id), for: patient.id) }?.code
        == .referralUnknown)
    let first = try #require(visit.records.first)
    #expect(
      refusal { try appointments.add(try draft(referral: first.id), for: visit.patient.id) }?.code
        == .referralUnknown)
    let made = try appointments.add(try draft(referral: referral.id), for: visit.patient.id)
    #expect(made.appointment.referral == referral.id)
    var warnings: [[String]] = []
    try clinic.folders.forms(of: visit.patient.id) { warnings.append($0.warnings) }
    #expect(warnings == [[], []])
  }

  @Test func `R012 what cannot be an appointment is refused, and nobody is told`() throws {
    #expect(
      refusal { try appointments.add(try draft("2026-11-24T01:00"), for: patient.id) }?.code
        == .appointmentPast)
    #expect(refusal { try appointments.add(try draft(), for: .random()) }?.code == .patientUnknown)
    let time = try draft().time
    for minutes in [-1, 0, 4, 1441] as [Int64] {
      #expect(
        refusal { try Appointments.Draft(time, minutes: minutes, kind: .virtual) }?.code == .valueInvalid)
    }
    #expect(mail.messages(to: "anna@home.example").isEmpty)
    #expect(try listed().isEmpty)
  }

  @Test func `R011 without a mail server no appointment is made`() throws {
    #expect(refusal { try Appointments(clinic.store, Settings()) }?.code == .settingMissing)
  }
}

@Suite struct AppointmentTimeTests {
  @Test(arguments: [
    ("2026-12-01T10:00", "Europe/Berlin", "2026-12-01T09:00:00.000Z", "2026-12-01T10:00:00+01:00"),
    ("2026-07-01T10:00", "Europe/Berlin", "2026-07-01T08:00:00.000Z", "2026-07-01T10:00:00+02:00"),
    ("2026-12-01T10:00:00Z", "Europe/Berlin", "2026-12-01T10:00:00.000Z", "2026-12-01T11:00:00+01:00"),
    ("2026-10-25T02:30:00+01:00", "Europe/Berlin", "2026-10-25T01:30:00.000Z", "2026-10-25T02:30:00+01:00"),
    ("2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59:00.000Z", "2026-03-29T01:59:00+01:00"),
    ("2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00+02:00"),
    ("2026-12-01T10:00", "Asia/Kolkata", "2026-12-01T04:30:00.000Z", "2026-12-01T10:00:00+05:30"),
  ])
  func `R012 a time on a clock is a moment`(_ text: String, _ zone: String, _ start: String, _ local: String)
    throws
  {
    let time = try AppointmentTime(text, in: try TimeZoneRules(named: zone))
    #expect(time.start.rfc3339 == start)
    #expect(time.localStart == local)
    #expect(time.zone == zone)
  }

  @Test(arguments: [
    "2026-03-29T02:30", "2026-10-25T02:30", "2026-12-01", "2026-12-01 10:00", "2026-12-01T25:00", "tomorrow",
    "", "2026-02-30T10:00", "2026-12-01T10:00:00",
  ])
  func `R012 a time that the clock never shows, or shows twice, is none`(_ text: String) throws {
    let zone = try TimeZoneRules(named: "Europe/Berlin")
    #expect(refusal { try AppointmentTime(text, in: zone) }?.code == .valueInvalid)
  }

  @Test func `a line of a calendar is folded at 75 bytes and cuts no letter`() {
    let line = "DESCRIPTION:" + String(repeating: "ü", count: 100)
    let lines = CalendarEvent.folded(line).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
    #expect(([lines[0]] + lines.dropFirst().map { $0.dropFirst() }).joined() == line)
    #expect(CalendarEvent.escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne")
  }
}
