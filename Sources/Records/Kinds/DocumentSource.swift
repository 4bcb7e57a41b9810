/// Where on a mobile device a document came from (R033).
public enum DocumentSource: String, CaseIterable, Sendable {
  /// Taken with the camera at that moment.
  case camera
  /// Chosen from the gallery.
  case gallery
}
