/// What a file is put for, and so which files are taken (R042).
public enum UploadProfile: String, CaseIterable, Sendable {
  /// Into a patient's folder: any document, image or video, but no program.
  case folder
  /// For a second-opinion request: six formats, so large, so many.
  case request
}
