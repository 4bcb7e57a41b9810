internal import Platform
internal import Records

/// Makes of a document what a person can look at.
struct MediaWorkshop: Sendable {
  var programs = MediaPrograms.installed
  var video = MediaLimits.video
  var thumbnail = MediaLimits.thumbnail

  /// What was made.
  struct Product {
    /// The MP4 of a video.
    var converted: MemoryFile?
    /// The thumbnail, a JPEG.
    let thumbnail: MemoryFile
  }

  /// Refuses a document that does not fit into memory, before it is read.
  func check(_ task: MediaTask, size: Int64) throws(Failure) {
    switch task {
    case .video where size > video.input:
      throw Failure(.videoTooLargeToConvert, "the video is over \(video.input) bytes; it is kept as it is")
    case .image where size > thumbnail.input, .page where size > thumbnail.input:
      throw Failure(.tooLargeForThumbnail, "the file is over \(thumbnail.input) bytes; it gets no thumbnail")
    default: break
    }
  }

  /// Does the work.
  ///
  /// - Parameter source: the document's content.
  /// - Throws: what `MediaPrograms.run` and the source throw.
  func make(
    _ task: MediaTask, of mediaType: String, from source: any ByteSource,
    alive: () throws(Failure) -> Void
  ) throws(Failure) -> Product {
    let input = try MemoryFile()
    try source.copy(to: input)
    try input.seal()
    switch task {
    case .video:
      let converted = try programs.run(.conversion(of: mediaType), on: input, within: video, alive: alive)
      try converted.seal()
      // An MP4 without a picture gives no thumbnail, and is no video.
      let thumbnail = try programs.run(.videoThumbnail, on: converted, within: thumbnail, alive: alive)
      return Product(converted: converted, thumbnail: thumbnail)
    case .image:
      guard let command = MediaCommand.thumbnail(ofImage: mediaType) else {
        throw Failure(.mediaUnreadable, "the picture is of a type that is not read")
      }
      return Product(thumbnail: try programs.run(command, on: input, within: thumbnail, alive: alive))
    case .page:
      return Product(thumbnail: try programs.run(.pageThumbnail, on: input, within: thumbnail, alive: alive))
    }
  }
}
