/// An appointment of a patient: `so.appointment/1` (R012).
public struct Appointment: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.appointment/1"

  /// Where it takes place.
  public enum Kind: String, CaseIterable, Sendable {
    /// Over the network.
    case virtual
    /// At the clinic.
    case inPerson = "in_person"
  }

  /// What became of it.
  public enum Status: String, Sendable {
    /// It is to take place.
    case scheduled
    /// It was called off.
    case cancelled
  }

  /// Names the appointment.
  public let id: AppointmentID
  /// The folder of the patient.
  public let patient: PatientID
  /// When it begins.
  public let start: Timestamp
  /// How long it takes, in minutes.
  public let minutes: Int64
  /// The time zone of the clock it was made by, as in `America/Los_Angeles`.
  public let zone: String
  /// What that clock shows at the start, with its offset from UTC.
  public let localStart: String
  /// Where it takes place.
  public let kind: Kind
  /// The referral that it goes back to (R008).
  public let referral: FormID?
  /// What became of it.
  public var status: Status
  /// Counts what the patient is told, from 0 (RFC 5545, SEQUENCE).
  public var sequence: Int64
  /// The messages about it, one for each address (R011, R020).
  public var notifications: [Transfer.Notice]

  /// The shortest and the longest appointment, in minutes.
  public static let lengths: ClosedRange<Int64> = 5...1440

  /// An appointment that is to take place.
  public init(
    id: AppointmentID, patient: PatientID, start: Timestamp, minutes: Int64, zone: String,
    localStart: String, kind: Kind, referral: FormID?
  ) {
    self.id = id
    self.patient = patient
    self.start = start
    self.minutes = minutes
    self.zone = zone
    self.localStart = localStart
    self.kind = kind
    self.referral = referral
    status = .scheduled
    sequence = 0
    notifications = []
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    patient = reader.identifier("patient_id")
    start = reader.time("start")
    minutes = reader.count("minutes")
    zone = reader.text("tz")
    localStart = reader.text("local_start")
    kind = reader.required("kind", "virtual or in_person", standIn: .virtual) { Kind(rawValue: $0) }
    referral = reader.optionalIdentifier("referral_id")
    status = reader.required("status", "scheduled or cancelled", standIn: .cancelled) { Status(rawValue: $0) }
    sequence = reader.count("sequence")
    notifications = reader.objects("notifications", what: "notification") {
      Transfer.Notice(reading: &$0)
    }
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "patient_id": .string(patient.text), "start": .time(start),
      "minutes": .integer(minutes), "tz": .string(zone), "local_start": .string(localStart),
      "kind": .string(kind.rawValue), "referral_id": .text(referral?.text),
      "status": .string(status.rawValue), "sequence": .integer(sequence),
      "notifications": .array(notifications.map(\.json)),
    ]
  }
}
