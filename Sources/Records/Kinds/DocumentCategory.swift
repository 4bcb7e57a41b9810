/// What a document is for the reviewer (R046, R047).
public enum DocumentCategory: String, CaseIterable, Sendable {
  /// Doctor's letter: medical reports, notes, referral letters.
  case letter
  /// X-ray, MRI, CT, ultrasound, photograph.
  case image
  /// Blood test, biopsy, pathology.
  case lab
  /// Insurance form, earlier opinion, history.
  case other
}
