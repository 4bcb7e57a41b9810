/// What is made of a document that a person can look at, by its media type (R038–R040).
enum MediaTask: String, Sendable {
  /// An MP4 that browsers play, and a thumbnail of it.
  case video
  /// A thumbnail of a picture.
  case image
  /// A thumbnail of a first page.
  case page

  /// What is due for a document of this type; `nil` for nothing.
  init?(mediaType: String) {
    if mediaType.hasPrefix("video/") {
      self = .video
    } else if mediaType == "application/pdf" {
      self = .page
    } else if MediaCommand.imageFormats[mediaType] != nil {
      self = .image
    } else {
      return nil
    }
  }
}

extension MediaTask {
  /// The name of the object that is a video's MP4.
  static let convertedName = "mp4"
  /// The name of the object that is a document's thumbnail, a JPEG.
  static let thumbnailName = "thumbnail"
}
