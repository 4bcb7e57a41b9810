/// What a person said of a patient who came in by a container, and who may be known here.
public enum PatientMatch: Hashable, Sendable {
  /// Nothing.
  case unsaid
  /// The folders of the same name and date of birth are of somebody else.
  case new
  /// It is the patient of this folder.
  case folder(PatientID)
}
