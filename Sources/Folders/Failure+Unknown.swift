internal import Records

/// What was named and is not there, with the command that shows what is.
extension Failure {
  static func unknown(_ patient: PatientID) -> Failure {
    Failure(.patientUnknown, "there is no folder \(patient)", hint: "so-patient list, or so-patient find -")
  }

  static func unknown(_ document: DocumentID) -> Failure {
    Failure(
      .documentUnknown, "there is no document \(document)",
      hint: "so-patient documents P-…; what was removed is in so-patient audit --subject \(document)")
  }

  static func unknown(_ appointment: AppointmentID) -> Failure {
    Failure(
      .appointmentUnknown, "there is no appointment \(appointment)", hint: "so-patient appointment list P-…")
  }

  static func unknown(_ grant: GrantID) -> Failure {
    Failure(.grantUnknown, "there is no grant \(grant)", hint: "so-upload grant list")
  }
}
