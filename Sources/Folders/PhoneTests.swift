internal import Notices
public import Profile
public import Records
public import Storage

/// Test messages to the phones of folders, which show that an entry is right (R027).
public struct PhoneTests {
  private let store: Store
  private let notifier: Notifier

  /// Tests through the service of the settings, or else the carriers' gateways.
  ///
  /// - Throws: `setting_missing` when there is no way at all.
  public init(_ store: Store, _ settings: Settings) throws(Failure) {
    self.store = store
    notifier = try Notifier(texting: store, settings)
  }

  /// Sends a test message to a phone of a folder. When it is taken, the phone counts as tested
  /// from then on.
  ///
  /// - Throws: `patient_unknown`, `patient_merged`, `phone_unknown`, `sms_needs_mobile` (R025),
  ///   `carrier_required` (R026). That the message was not taken is in the outcome.
  public func test(_ number: PhoneNumber, of patient: PatientID) throws(Failure) -> (
    record: PhoneTest, failure: Failure?
  ) {
    var tested: PatientPhone?
    let outcome = try notifier.test(about: patient.text) { (transaction) throws(Failure) in
      let (_, folder) = try transaction.editable(patient, nil)
      guard let phone = folder.additional.phones.first(where: { $0.number == number }) else {
        throw Failure(
          .phoneUnknown, "the folder has no phone of this number",
          hint: "so-patient phone add \(patient) - --type mobile --carrier ID")
      }
      try phone.checkTakesSMS()
      guard let carrier = phone.carrier else {
        throw Failure(
          .carrierRequired, "text messages need the phone's carrier",
          hint: "so-patient carriers; so-patient phone add \(patient) - --type mobile --carrier ID")
      }
      tested = phone
      return TestNotice(to: phone.number, carrier: carrier)
    }
    var verified: Timestamp?
    if outcome.failure == nil, let tested { verified = try keep(tested, patient) }
    return (
      PhoneTest(
        id: outcome.id, patient: patient, number: number, isByGateway: outcome.isByGateway,
        providerID: outcome.providerID, failure: outcome.failure, verified: verified), outcome.failure
    )
  }

  /// Marks the phone, unless it was changed or removed meanwhile.
  private func keep(_ tested: PatientPhone, _ patient: PatientID) throws(Failure) -> Timestamp? {
    try store.write { (transaction) throws(Failure) in
      var (record, folder) = try transaction.editable(patient, nil)
      guard folder.additional.phones.contains(tested) else {
        try transaction.note(.patientShow, of: Subject(.patient, patient.text))
        return nil
      }
      let additional = folder.additional.adding(tested.verified(at: transaction.time))
      record.setValue(folder.with(DemographicsForm(folder.demographics, additional)))
      try transaction.update(record, action: .phoneTest)
      return transaction.time
    }.value
  }
}

/// What became of a test message: `so.phone-test/1` (R027).
public struct PhoneTest: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.phone-test/1"

  /// Every field in the documented order.
  public let fields: JSONObject

  init(
    id: DeliveryID, patient: PatientID, number: PhoneNumber, isByGateway: Bool, providerID: String?,
    failure: Failure?, verified: Timestamp?
  ) {
    fields = [
      "id": .string(id.text), "patient_id": .string(patient.text), "number": .string(number.text),
      "route": .string(isByGateway ? "gateway" : "service"),
      "status": .string(failure == nil ? "delivered" : "failed"), "provider_id": .text(providerID),
      "code": .text(failure?.code.word), "sms_verified_at": .time(verified),
    ]
  }
}
