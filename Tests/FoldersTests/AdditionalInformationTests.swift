import Records
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct AdditionalInformationTests {
  static let today = TestClinic.now.date

  private func additional(_ json: JSONValue?) throws -> AdditionalInformation {
    try DemographicsForm(json: TestClinic.form(["additional": json]), today: Self.today).additional
  }

  private func problems(_ json: JSONValue) -> [String] {
    (refusal { try additional(json) }?.fields ?? []).map { "\($0.field) \($0.code.word)" }
  }

  static let mobile: JSONValue = [
    "number": "+1 (310) 802-6300", "type": "mobile", "carrier": "verizon", "sms": true,
  ]
  static let home: JSONValue = ["type": "home", "street": "1 Main St", "city": "Torrance"]

  @Test func `R014 R022 R023 several phones and addresses come in with the Demographics form`() throws {
    let clinic = try TestClinic()
    let office: JSONValue = [
      "type": "work", "street": "2 Side St", "city": "Bonn", "region": "NRW", "postal_code": "53111",
      "country": "DE",
    ]
    let patient = try clinic.add([
      "additional": [
        "phones": [Self.mobile, ["number": "12345", "type": "home"]], "addresses": [Self.home, office],
      ]
    ])
    let shown = try clinic.folders.show(patient.id)
    #expect(shown.additional.phones.map(\.number.digits) == ["+13108026300", "12345"])
    #expect(shown.additional.phones.map(\.number.text) == ["+1 (310) 802-6300", "12345"])
    #expect(shown.additional.phones.map(\.type) == [.mobile, .home])
    #expect(shown.additional.phones.map(\.takesSMS) == [true, false])
    #expect(shown.additional.phones.map(\.carrier?.id) == ["verizon", nil])
    #expect(shown.additional.addresses.map(\.city) == ["Torrance", "Bonn"])
    #expect(shown.additional.addresses.last?.country == "DE")
    #expect(try Patient(json: shown.json) == shown)
  }

  @Test func `R014 the section may be left out, whole or in part`() throws {
    for json: JSONValue? in [nil, .some(.null), .some([:]), .some(["phones": .null, "addresses": []])] {
      #expect(try additional(json) == .none)
    }
  }

  @Test func `R014 a folder that was sealed before there was the section reads as one without`() throws {
    let old = TestClinic.form()
    var json: JSONObject = ["schema": "so.stored-folder/1", "created_by_form": "demographics"]
    for (key, value) in old.pairs { json[key] = value }
    #expect(try StoredFolder(json: json).additional == .none)
    var shown = try TestClinic().add().json
    shown["additional"] = nil
    shown["merged_into"] = nil
    #expect(try Patient(json: shown).additional == .none)
  }

  static let refused: [(json: JSONValue, problem: String)] = [
    // R025, R026
    (
      ["phones": [["number": "12345", "type": "home", "carrier": "att", "sms": true]]],
      "additional.phones[0].type sms_needs_mobile"
    ),
    (
      ["phones": [["number": "12345", "type": "work", "sms": true]]],
      "additional.phones[0].type sms_needs_mobile"
    ),
    (
      ["phones": [["number": "12345", "type": "mobile", "sms": true]]],
      "additional.phones[0].carrier carrier_required"
    ),
    (
      ["phones": [mobile, ["number": "12345", "type": "mobile", "sms": true]]],
      "additional.phones[1].carrier carrier_required"
    ),
    (["phones": [["number": "12345"]]], "additional.phones[0].type required"),
    (["phones": [["type": "home"]]], "additional.phones[0].number required"),
    (["phones": [["number": "12345", "type": "fax"]]], "additional.phones[0].type value_invalid"),
    (
      ["phones": [["number": "12345", "type": "mobile", "carrier": "nobody"]]],
      "additional.phones[0].carrier value_invalid"
    ),
    (["phones": [["number": "12345", "type": "home", "fax": true]]], "additional.phones[0].fax key_unknown"),
    (
      ["phones": [["number": "123 45", "type": "home"], ["number": "12345", "type": "work"]]],
      "additional.phones[1].number value_invalid"
    ),
    (["phones": "12345"], "additional.phones type_unexpected"),
    (["phones": ["12345"]], "additional.phones[0] type_unexpected"),
    (["addresses": [["type": "home", "street": "1 Main St"]]], "additional.addresses[0].city required"),
    (["addresses": [["type": "home", "city": "Bonn"]]], "additional.addresses[0].street required"),
    (["addresses": [["street": "1", "city": "Bonn"]]], "additional.addresses[0].type required"),
    (
      ["addresses": [["type": "home", "street": "1\n2", "city": "Bonn"]]],
      "additional.addresses[0].street value_invalid"
    ),
    (
      ["addresses": [["type": "home", "street": "1", "city": "Bonn", "country": "de"]]],
      "additional.addresses[0].country value_invalid"
    ),
    (["fax": []], "additional.fax key_unknown"),
    ([], "additional type_unexpected"),
  ]

  @Test(arguments: refused.indices)
  func `R022 R023 R025 R026 what is wrong is told by its field`(_ index: Int) {
    let row = Self.refused[index]
    #expect(problems(row.json) == [row.problem])
  }

  @Test func `R025 R026 a mobile phone with a carrier takes text messages, one without them needs none`()
    throws
  {
    let phones: JSONValue = [
      Self.mobile, ["number": "111", "type": "mobile"], ["number": "222", "type": "home", "carrier": .null],
    ]
    #expect(try additional(["phones": phones]).phones.map(\.takesSMS) == [true, false, false])
  }

  @Test(arguments: [
    ("+49 228 123456", "+49228123456"), ("(0228) 12-34/56", "0228123456"), ("555.0100", "5550100"),
    (" 112 ", "112"), ("123456789012345", "123456789012345"),
  ])
  func `a telephone number is kept as it is written, and compared by its digits`(
    _ text: String, _ digits: String
  ) throws {
    let number = try #require(PhoneNumber(text))
    #expect(number.digits == digits)
    #expect(number.text == text.trimmingBlanks)
    #expect(number == PhoneNumber(digits))
  }

  @Test(arguments: [
    "", "+", "12", "1234567890123456", "12+34", "++1234", "1234x5", "1234\n5", "١٢٣٤", "12345;ext=1",
    String(repeating: " 1", count: 21),
  ])
  func `what is no telephone number is refused`(_ text: String) { #expect(PhoneNumber(text) == nil) }

  @Test func `R026 the table tells which gateways are closed on a day`() throws {
    func status(_ id: String, _ day: String) throws -> PhoneCarrier.Status? {
      try #require(PhoneCarrier(id)).status(on: try #require(CivilDate(iso8601: day)))
    }
    #expect(try status("att", "2025-06-17") == .ending)
    #expect(try status("att", "2025-06-18") == .closed)
    #expect(try status("tmobile", "2026-11-24") == .closed)
    #expect(try status("verizon", "2027-03-31") == .ending)
    #expect(try status("verizon", "2027-04-01") == .closed)
    #expect(try status("other", "2026-11-24") == nil)
    #expect(PhoneCarrier("nobody") == nil)
    #expect(Set(PhoneCarrier.all.map(\.id)).count == PhoneCarrier.all.count)
  }
}
