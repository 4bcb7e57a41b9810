public import Records

extension Failure.Code {
  /// The program that converts could not read the file.
  public static let mediaUnreadable = Failure.Code(
    "media_unreadable", .dataError, "the picture, page or video is broken, or larger than any real one")
  /// The conversion was ended at one of its limits.
  public static let conversionLimit = Failure.Code(
    "conversion_limit", .dataError, "the conversion took too much time or made too large a file")
  /// The conversion died.
  public static let conversionDied = Failure.Code(
    "conversion_died", .tryAgain, "the conversion died before it was done")
  /// The video does not fit into memory.
  public static let videoTooLargeToConvert = Failure.Code(
    "video_too_large_to_convert", .dataError, "the video is over 1 GiB; it is kept and not converted")
  /// The picture or the PDF does not fit into memory.
  public static let tooLargeForThumbnail = Failure.Code(
    "too_large_for_thumbnail", .dataError, "the file is over 256 MiB; it is kept and gets no thumbnail")
  /// There is no thumbnail.
  public static let thumbnailMissing = Failure.Code(
    "thumbnail_missing", .noInput, "the document has no thumbnail, or none yet")
}
