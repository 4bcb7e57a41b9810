/// Administrative gender, the codes of FHIR's value set `administrative-gender`.
public enum Sex: String, CaseIterable, Sendable {
  case male, female, other, unknown
}
