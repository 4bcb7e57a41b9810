public import Notices
public import Profile
public import Records
public import Storage

/// The appointments of a store's patients: made, called off, and told to every address of the
/// patient and to every phone that takes text messages (R010–R012, R020, R024).
public struct Appointments {
  private let store: Store
  private let notifier: Notifier

  /// The appointments of `store`, told by the mail server of the settings.
  ///
  /// - Throws: `setting_missing`: an appointment that nobody could be told of is not made.
  public init(_ store: Store, _ settings: Settings) throws(Failure) {
    self.store = store
    notifier = try Notifier(store, settings)
  }

  /// An appointment to be made.
  public struct Draft: Sendable {
    /// When it begins.
    public let time: AppointmentTime
    /// How long it takes, in minutes.
    public let minutes: Int64
    /// Where it takes place.
    public let kind: Appointment.Kind
    /// The referral that it goes back to.
    public let referral: FormID?

    /// A draft.
    ///
    /// - Throws: `value_invalid` for a length that no appointment has.
    public init(
      _ time: AppointmentTime, minutes: Int64, kind: Appointment.Kind, referral: FormID? = nil
    ) throws(Failure) {
      guard Appointment.lengths.contains(minutes) else {
        throw Failure(
          .valueInvalid,
          "an appointment takes \(Appointment.lengths.lowerBound) to \(Appointment.lengths.upperBound) minutes"
        )
      }
      self.time = time
      self.minutes = minutes
      self.kind = kind
      self.referral = referral
    }
  }

  /// What became of a command.
  public struct Outcome: Sendable {
    /// The appointment with its notifications.
    public let appointment: Appointment
    /// Who was not told by this attempt.
    public let untold: [Notifier.Untold]
  }

  /// Makes an appointment and tells the patient's addresses.
  ///
  /// - Throws: `patient_unknown`, `patient_merged`, `email_required_for_appointment` (R010),
  ///   `appointment_past`, `referral_unknown`.
  public func add(_ draft: Draft, for patient: PatientID) throws(Failure) -> Outcome {
    let made = try store.write { (transaction) throws(Failure) in
      guard let record = try transaction.record(.patient, patient.text) else {
        throw Failure.unknown(patient)
      }
      if let target = record.parent { throw Failure.merged(patient.text, into: target) }
      let folder = try record.value(as: StoredFolder.self)
      let emails = folder.demographics.emails
      guard !emails.isEmpty else {
        throw Failure(
          .emailRequiredForAppointment, "the folder has no e-mail address that could be told",
          hint: "so-patient edit \(patient) --set emails=ADDRESS")
      }
      guard draft.time.start > transaction.time else {
        throw Failure(
          .appointmentPast, "the appointment would begin in the past",
          hint: "it is \(transaction.time.rfc3339) now; look at --start and --tz")
      }
      if let referral = draft.referral { try transaction.use(referral, of: patient) }
      let appointment = Appointment(
        id: .random(), patient: patient, start: draft.time.start, minutes: draft.minutes,
        zone: draft.time.zone, localStart: draft.time.localStart, kind: draft.kind, referral: draft.referral)
      try transaction.insertAppointment(appointment, action: .appointmentAdd)
      for email in emails { try transaction.queue(AppointmentNotice(to: email.address, appointment)) }
      for (number, carrier) in folder.textPhones {
        try transaction.queueText(to: number, carrier, appointment)
      }
      return appointment
    }.value
    return try tell(made)
  }

  /// Calls an appointment off and tells the patient's addresses.
  ///
  /// - Throws: `appointment_unknown`, `appointment_over` when it was called off before.
  public func cancel(_ id: AppointmentID) throws(Failure) -> Outcome {
    let cancelled = try store.write { (transaction) throws(Failure) in
      guard var record = try transaction.record(.appointment, id.text) else { throw Failure.unknown(id) }
      var appointment = try record.value(as: Appointment.self)
      guard appointment.status == .scheduled else {
        throw Failure(
          .appointmentOver, "the appointment was cancelled before",
          hint: "so-patient appointment notify \(id) tells those who do not know yet")
      }
      appointment.status = .cancelled
      appointment.sequence += 1
      record.state = appointment.status.rawValue
      record.setValue(appointment)
      try transaction.update(record, action: .appointmentCancel)
      // Whoever was told is told again, also where the folder's addresses changed meanwhile.
      let folder = try transaction.required(.patient, appointment.patient.text).value(as: StoredFolder.self)
      let told = try Notifier.addresses(toldAbout: id.text, in: transaction)
      let now = folder.demographics.emails.map(\.address).filter { !told.contains($0) }
      for address in told + now { try transaction.queue(AppointmentNotice(to: address, appointment)) }
      let texted = try Notifier.phones(toldAbout: id.text, in: transaction)
      let more = folder.textPhones.filter { phone in !texted.contains { $0.number == phone.number } }
      for (number, carrier) in texted + more { try transaction.queueText(to: number, carrier, appointment) }
      return appointment
    }.value
    return try tell(cancelled)
  }

  /// Tells once more what is still queued.
  ///
  /// - Throws: `appointment_unknown`.
  public func notify(_ id: AppointmentID) throws(Failure) -> Outcome {
    let appointment = try store.read(.appointmentShow, of: Subject(.appointment, id.text)) {
      (snapshot) throws(Failure) in
      guard let record = try snapshot.record(.appointment, id.text) else { throw Failure.unknown(id) }
      return try record.value(as: Appointment.self)
    }
    return try tell(appointment)
  }

  private func tell(_ appointment: Appointment) throws(Failure) -> Outcome {
    var appointment = appointment
    let (notices, untold) = try notifier.deliver(about: appointment.id.text)
    appointment.notifications = notices
    return Outcome(appointment: appointment, untold: untold)
  }
}

extension PatientFolders {
  /// Hands every appointment of a folder, with its notifications, to `body` in the order in
  /// which they were made; those of folders that were merged into it follow.
  ///
  /// - Throws: `patient_unknown`.
  public func appointments(of id: PatientID, _ body: (Appointment) throws(Failure) -> Void) throws(Failure) {
    try store.read(.appointmentList, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      try snapshot.appointments(of: id, body)
    }
  }
}

extension StoredFolder {
  /// The phones that text messages go to.
  fileprivate var textPhones: [(number: PhoneNumber, carrier: PhoneCarrier)] {
    additional.phones.compactMap { phone in
      guard phone.takesSMS, let carrier = phone.carrier else { return nil }
      return (phone.number, carrier)
    }
  }
}

extension WriteTransaction {
  func insertAppointment(
    _ appointment: Appointment, lookups: [Lookup] = [], action: EventAction
  ) throws(Failure) {
    try insert(
      Record(
        .appointment, id: appointment.id.text, parent: appointment.patient.text,
        state: appointment.status.rawValue, value: appointment),
      index: RecordIndex(card: AppointmentCard.bytes(of: appointment), lookups: lookups), action: action)
  }

  /// Marks a referral as one that an appointment goes back to (R008).
  fileprivate func use(_ referral: FormID, of patient: PatientID) throws(Failure) {
    guard var record = try record(.form, referral.text), let folder = record.parent,
      try folderAndMerged(patient).contains(folder)
    else {
      throw Failure(
        .referralUnknown, "the folder has no referral \(referral)", hint: "so-patient record list \(patient)")
    }
    let form = try record.value(as: StoredForm.self)
    guard form.type == RecordType.referral.rawValue else {
      throw Failure(
        .referralUnknown, "the form \(referral) is no referral", hint: "so-patient record list \(patient)")
    }
    record.setValue(form.withoutWarnings)
    try update(record, action: .referralUse)
  }
}
