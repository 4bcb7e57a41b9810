internal import SystemPackage

/// A command line that turns one file into another: it reads descriptor 3 and writes
/// descriptor 4, or 1 where the program writes to standard output.
///
/// A playlist names further files and addresses, and FFmpeg would open them. So the format is
/// never left to the file: it is the one that the document's first bytes told, or one of a
/// list without playlists; and no protocol but `file` is there.
struct MediaCommand: Hashable, Sendable {
  let program: String
  let arguments: [String]
  /// The number under which the program gets its output.
  let output: Int32

  /// The longest side of a thumbnail.
  static let thumbnailSide = 320
  /// The longest side of a converted video: what browsers' decoders take.
  static let videoSide = 3840
  /// A picture of more points is refused before memory for it is taken.
  static let maximumPixels = 160_000_000
  /// A video of more points in a frame is refused.
  static let maximumVideoPixels = 40_000_000

  /// The demuxer for each type of picture.
  static let imageFormats = [
    "image/jpeg": "jpeg_pipe", "image/png": "png_pipe", "image/tiff": "tiff_pipe", "image/bmp": "bmp_pipe",
    "image/gif": "gif_pipe", "image/webp": "webp_pipe",
  ]

  /// The demuxer for each type of video.
  private static let videoFormats = [
    "video/mp4": "mov", "video/quicktime": "mov", "video/x-msvideo": "avi", "video/webm": "matroska",
    "video/mpeg": "mpeg",
  ]

  /// What another type of video may be: containers, and nothing that names further files.
  private static let containers =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg"

  /// A video as H.264 and AAC in an MP4 that starts to play before it is loaded, without the
  /// metadata of the original (R038).
  static func conversion(of mediaType: String) -> MediaCommand {
    // Chroma at half resolution needs even sides.
    let side = { (name: String) in
      "'max(2,trunc(\(name)*min(1,\(videoSide)/max(iw,ih))/2)*2)'"
    }
    let output = [
      "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
      "-vf", "scale=w=\(side("iw")):h=\(side("ih"))", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
      "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-fflags", "+bitexact", "-flags:v",
      "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", "-f", "mp4",
    ]
    return ffmpeg(format(of: mediaType), maximumVideoPixels, output)
  }

  /// A thumbnail of a converted video: of its first frames the one that is most like them all.
  static let videoThumbnail = ffmpeg(
    ["-f", "mov"], maximumVideoPixels, ["-map", "0:V:0"] + thumbnail(then: "thumbnail=50,"))

  /// A thumbnail of a picture.
  static func thumbnail(ofImage mediaType: String) -> MediaCommand? {
    imageFormats[mediaType].map { ffmpeg(["-f", $0], maximumPixels, thumbnail()) }
  }

  /// A thumbnail of a document's first page.
  static let pageThumbnail = MediaCommand(
    program: "pdftoppm",
    arguments: [
      "-q", "-jpeg", "-singlefile", "-f", "1", "-l", "1", "-scale-to", "\(thumbnailSide)", "/proc/self/fd/3",
    ], output: 1)

  private static func format(of mediaType: String) -> [String] {
    if let format = videoFormats[mediaType] { return ["-f", format] }
    return ["-format_whitelist", containers]
  }

  private static func thumbnail(then more: String = "") -> [String] {
    let side = { (name: String) in "'max(1,trunc(\(name)*min(1,\(thumbnailSide)/max(iw,ih))))'" }
    return [
      "-vf", "scale=w=\(side("iw")):h=\(side("ih")),\(more)format=yuvj420p", "-frames:v", "1",
      "-map_metadata",
      "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe",
    ]
  }

  private static func ffmpeg(_ format: [String], _ pixels: Int, _ output: [String]) -> MediaCommand {
    // Two threads: memory grows with each.
    let input = [
      "-nostdin", "-hide_banner", "-loglevel", "quiet", "-y", "-threads", "2", "-protocol_whitelist", "file",
      "-max_pixels", "\(pixels)",
    ]
    return MediaCommand(
      program: "ffmpeg",
      arguments: input + format + ["-i", "file:/proc/self/fd/3"] + output + [
        "-threads", "2", "file:/proc/self/fd/4",
      ],
      output: 4)
  }
}
