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

/// Text messages of a clinic: through a service, or through the carriers' mail gateways.
@Suite struct TextMessageTests {
  let clinic: TestClinic
  let mail: MailServer
  let service: SMSServicePeer

  init() throws {
    clinic = try TestClinic()
    mail = try MailServer()
    service = try SMSServicePeer()
    try set([
      (.mailURL, mail.url), (.mailUser, mail.user), (.mailPassword, mail.password),
      (.mailCAFile, mail.authority), (.mailFrom, "Clinic <clinic@clinic.example>"),
    ])
  }

  private func set(_ settings: [(SettingKey, String)]) throws {
    for (key, value) in settings { try clinic.profile.set(key, to: value, at: TestClinic.now) }
  }

  private func useService() throws {
    try set([
      (.smsURL, service.url), (.smsAccount, service.account), (.smsToken, service.token),
      (.smsFrom, "+15555550100"), (.smsCAFile, service.authority),
    ])
  }

  private func patient(_ phones: [(number: String, carrier: String?, sms: Bool)], mrn: String = "MRN-4711")
    throws -> Patient
  {
    let phones = phones.map { phone -> JSONValue in
      [
        "number": .string(phone.number), "type": "mobile", "carrier": .text(phone.carrier),
        "sms": .bool(phone.sms),
      ]
    }
    return try clinic.add(["mrn": .string(mrn), "additional": ["phones": .array(phones)]])
  }

  private func makeAppointment(_ patient: Patient) throws -> Appointments.Outcome {
    let time = try AppointmentTime(
      "2026-12-01T10:00", in: try TimeZoneRules(named: "America/Argentina/ComodRivadavia"))
    return try appointments.add(
      try Appointments.Draft(time, minutes: 45, kind: .virtual), for: patient.id)
  }

  private var appointments: Appointments {
    get throws { try Appointments(clinic.store, try clinic.profile.settings()) }
  }

  private var tests: PhoneTests {
    get throws { try PhoneTests(clinic.store, try clinic.profile.settings()) }
  }

  private func number(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(text)) }

  private func phone(_ patient: Patient, _ index: Int = 0) throws -> PatientPhone {
    try clinic.folders.show(patient.id).additional.phones[index]
  }

  @Test func `R024 R178 an appointment is told to the phones that take text messages, too`() throws {
    try useService()
    let patient = try patient([
      ("310-555-0123", "att", true), ("310-555-0124", "att", false), ("+44 7700 900123", "other", true),
    ])
    let made = try makeAppointment(patient)
    #expect(made.untold.isEmpty)
    #expect(made.appointment.notifications.map(\.to.channel) == ["mail", "mail", "sms", "sms"])
    #expect(made.appointment.notifications.map(\.to.text).suffix(2) == ["310-555-0123", "+44 7700 900123"])
    #expect(made.appointment.notifications.map(\.status) == Array(repeating: "delivered", count: 4))
    #expect(made.appointment.notifications.map(\.attempts) == [1, 1, 1, 1])
    let messages = try service.messages()
    #expect(messages.map(\.to) == ["+13105550123", "+447700900123"])
    for message in messages {
      #expect(
        message.body
          == "Your appointment: 2026-12-01 10:00 (America/Argentina/ComodRivadavia). Number \(made.appointment.id)"
      )
      #expect(message.body.count <= 160)
      #expect(!message.body.contains("Müller") && !message.body.contains("MRN-4711"))
    }
    #expect(mail.messages(to: "anna@home.example").count == 1)
    let read = try Appointment(json: made.appointment.json)
    #expect(read == made.appointment)
  }

  @Test func `R012 R024 whoever was texted is texted again when it is called off`() throws {
    try useService()
    let patient = try patient([("310-555-0123", "att", true)])
    let made = try makeAppointment(patient)
    let other = try PatientPhone(
      try number("310-555-0125"), type: .mobile, carrier: PhoneCarrier("verizon"), takesSMS: true)
    _ = try clinic.folders.remove(try number("310-555-0123"), from: patient.id)
    _ = try clinic.folders.add(other, to: patient.id)
    _ = try appointments.cancel(made.appointment.id)
    let messages = try service.messages()
    #expect(messages.map(\.to) == ["+13105550123", "+13105550123", "+13105550125"])
    #expect(messages.last?.body.hasPrefix("Cancelled: your appointment on 2026-12-01 10:00") == true)
  }

  @Test func `R020 one bad number stops nothing; 4xx is given up, 429 and 5xx wait`() throws {
    try useService()
    let numbers = ["+13105551211", "+13105551429", "+13105551500", "030 123456", "+13105550123"]
    let patient = try patient(numbers.map { ($0, "other", true) })
    let made = try makeAppointment(patient)
    #expect(
      made.appointment.notifications.dropFirst(2).map(\.status)
        == ["failed", "queued", "queued", "failed", "delivered"])
    #expect(
      made.appointment.notifications.dropFirst(2).map(\.code)
        == ["sms_rejected", "sms_deferred", "sms_deferred", "sms_number_invalid", nil])
    #expect(made.untold.map(\.to.text) == Array(numbers.dropLast()))
    let again = try appointments.notify(made.appointment.id)
    #expect(again.untold.map(\.to.text) == ["+13105551429", "+13105551500"])
    #expect(again.appointment.notifications.map(\.attempts) == [1, 1, 1, 2, 2, 1, 1])
    #expect(try service.messages().map(\.status) == [400, 429, 500, 201, 429, 500])
  }

  @Test func `R178 what can pass waits longer each time, and is given up in the end`() throws {
    try useService()
    let patient = try patient([("+13105551500", "other", true)])
    let made = try makeAppointment(patient)
    func delivery() throws -> Delivery {
      try #require(
        try clinic.store.look { (snapshot) throws(Failure) in
          try snapshot.deliveries(about: made.appointment.id.text).first { $0.channel == "sms" }
        })
    }
    var waits: [Int64] = []
    while let due = try delivery().due {
      waits.append((due.milliseconds - clinic.time.now().milliseconds) / 60_000)
      clinic.time.set(due)
      _ = try appointments.notify(made.appointment.id)
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256])
    #expect(try delivery().state == .failed)
    #expect(try delivery().code == "sms_deferred")
  }

  @Test func `R026 without a service a carrier's open gateway gets it by mail, a closed one is named`() throws
  {
    let patient = try patient([
      ("310-555-0123", "verizon", true), ("310-555-0124", "att", true), ("310-555-0125", "tmobile", true),
      ("310-555-0126", "other", true), ("+44 7700 900123", "verizon", true),
    ])
    let made = try makeAppointment(patient)
    #expect(
      made.appointment.notifications.dropFirst(2).map(\.code)
        == [nil, "sms_gateway_closed", "sms_gateway_closed", "sms_gateway_closed", "sms_number_invalid"])
    let message = try #require(mail.messages(to: "3105550123@vtext.com").first)
    #expect(message.contains("Your appointment: 2026-12-01 10:00"))
    #expect(message.contains(made.appointment.id.text))
    let said = made.untold.map(\.failure.message)
    try #require(said.count == 4)
    #expect(said[0] == "AT&T closed its gateway from mail to text messages on 2025-06-17")
    #expect(said[1] == "T-Mobile US closed its gateway from mail to text messages on 2024-12-31")
    #expect(said[2] == "Another carrier has no gateway from mail to text messages")
    #expect(made.untold.first?.failure.hint?.contains("so-ftpsend config set sms.url") == true)
    #expect(mail.messages(to: "anna@home.example").count == 1)
    #expect(try service.messages().isEmpty)
  }

  @Test func `R026 a gateway closes on its day`() throws {
    let end = try #require(PhoneCarrier("verizon")?.end)
    let patient = try patient([("310-555-0123", "verizon", true)])
    clinic.time.set(Timestamp(milliseconds: end.daysSinceEpoch * 86_400_000 + 3_600_000))
    #expect(try tests.test(try number("310-555-0123"), of: patient.id).failure == nil)
    clinic.time.set(Timestamp(milliseconds: (end.daysSinceEpoch + 1) * 86_400_000))
    let refused = try tests.test(try number("310-555-0123"), of: patient.id)
    #expect(refused.failure?.code == .smsGatewayClosed)
    #expect(refused.failure?.code.exit == .configuration)
  }

  @Test func `R027 a test message validates the entry, and its record says under which id`() throws {
    try useService()
    let patient = try patient([("310-555-0123", "att", true)])
    let (record, failure) = try tests.test(try number("(310) 5550123"), of: patient.id)
    #expect(failure == nil)
    #expect(record.fields["status"] == "delivered")
    #expect(record.fields["route"] == "service")
    #expect(record.fields["provider_id"] == "SM00000000000000000000000000000001")
    #expect(record.fields["sms_verified_at"] == .time(TestClinic.now))
    #expect(try phone(patient).smsVerifiedAt == TestClinic.now)
    let message = try #require(try service.messages().first)
    #expect(message.body.hasPrefix("This is a test. "))
    #expect(message.body.count <= 160 && !message.body.contains("Anna"))
    #expect(try clinic.actions().contains("phone.test"))
    // A second test says so again; the time is the newer one.
    clinic.time.set(TestClinic.now.advanced(bySeconds: 60))
    _ = try tests.test(try number("310-555-0123"), of: patient.id)
    #expect(try phone(patient).smsVerifiedAt == TestClinic.now.advanced(bySeconds: 60))
  }

  @Test(arguments: [("+13105551211", "sms_rejected", 65), ("+13105551500", "sms_deferred", 75)])
  func `R027 a test that is not taken validates nothing and is not repeated`(
    _ text: String, _ word: String, _ exit: Int32
  ) throws {
    try useService()
    let patient = try patient([(text, "att", true)])
    let (record, failure) = try tests.test(try number(text), of: patient.id)
    #expect(failure?.code.word == word)
    #expect(failure?.code.exit.rawValue == exit)
    #expect(record.fields["status"] == "failed")
    #expect(record.fields["code"] == .string(word))
    #expect(record.fields["sms_verified_at"] == .null)
    #expect(try phone(patient).smsVerifiedAt == nil)
    clinic.time.set(TestClinic.now.advanced(bySeconds: 7 * 86_400))
    #expect(try clinic.store.claimDueDeliveries().isEmpty)
  }

  @Test func `R025 R026 R027 only a mobile phone with a carrier is tested`() throws {
    try useService()
    let patient = try patient([("310-555-0124", nil, false)])
    _ = try clinic.folders.add(try PatientPhone(try number("5550100"), type: .home), to: patient.id)
    #expect(
      refusal { try tests.test(try number("5550100"), of: patient.id) }?.code == .smsNeedsMobile)
    #expect(
      refusal { try tests.test(try number("310-555-0124"), of: patient.id) }?.code == .carrierRequired)
    #expect(refusal { try tests.test(try number("5550199"), of: patient.id) }?.code == .phoneUnknown)
    #expect(refusal { try tests.test(try number("5550199"), of: .random()) }?.code == .patientUnknown)
    #expect(try service.messages().isEmpty)
  }

  @Test func `R027 a service needs no mail server, and part of its settings is not enough`() throws {
    let account: [(SettingKey, String)] = [
      (.smsURL, service.url), (.smsAccount, service.account), (.smsToken, service.token),
      (.smsFrom, "Clinic"), (.smsCAFile, service.authority),
    ]
    var settings = Settings()
    for (key, value) in account { settings[key] = value }
    let patient = try patient([("310-555-0123", "att", true)])
    #expect(
      try PhoneTests(clinic.store, settings).test(try number("310-555-0123"), of: patient.id).failure == nil)
    for (key, _) in account.dropLast() {
      var part = settings
      part[key] = nil
      #expect(refusal { try PhoneTests(clinic.store, part) }?.code == .settingMissing, "\(key.name)")
    }
    #expect(refusal { try PhoneTests(clinic.store, Settings()) }?.code == .settingMissing)
  }

  @Test func `R027 another carrier is untested again, and no form says that a phone is tested`() throws {
    try useService()
    let patient = try patient([("310-555-0123", "att", true)])
    _ = try tests.test(try number("310-555-0123"), of: patient.id)
    let same = try PatientPhone(try number("3105550123"), type: .mobile, carrier: PhoneCarrier("att"))
    #expect(
      try clinic.folders.add(same, to: patient.id).additional.phones[0].smsVerifiedAt == TestClinic.now)
    let list: JSONValue = [
      "phones": [["number": "3105550123", "type": "mobile", "carrier": "att", "sms": true]]
    ]
    #expect(
      try clinic.folders.edit(patient.id, patch: ["additional": list], today: TestClinic.now.date)
        .additional.phones[0].smsVerifiedAt == TestClinic.now)
    let other = try PatientPhone(try number("3105550123"), type: .mobile, carrier: PhoneCarrier("verizon"))
    #expect(try clinic.folders.add(other, to: patient.id).additional.phones[0].smsVerifiedAt == nil)
    let forged: JSONValue = [
      "phones": [
        [
          "number": "3105550123", "type": "mobile", "carrier": "verizon", "sms": true,
          "sms_verified_at": "2026-01-01T00:00:00Z",
        ]
      ]
    ]
    #expect(
      try clinic.folders.edit(patient.id, patch: ["additional": forged], today: TestClinic.now.date)
        .additional.phones[0].smsVerifiedAt == nil)
    #expect(
      try clinic.add(["mrn": "MRN-9", "additional": forged]).additional.phones[0].smsVerifiedAt == nil)
  }

  @Test func `a notice that was kept before there were text messages is one by mail`() throws {
    var json = try makeAppointment(try clinic.add()).appointment.json
    json["notifications"] = [
      [
        "id": "N-00000000000000000000000000", "to": "a@b.example", "status": "queued", "code": nil,
        "reply": nil,
      ]
    ]
    #expect(try Appointment(json: json).notifications.map(\.to.channel) == ["mail"])
  }
}
