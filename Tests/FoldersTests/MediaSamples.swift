import Platform
import Records
import SystemPackage
import TestSupport

@testable import Folders

/// Videos and pictures, made by the installed FFmpeg.
struct MediaSamples {
  let folder: TemporaryFolder

  /// Two seconds of a test picture, or one picture; `options` go before the output.
  func make(
    _ name: String, size: String = "320x240", seconds: String = "2", sound: Bool = false,
    _ options: [String] = []
  ) throws -> FilePath {
    let path = folder(name)
    let input = ["-f", "lavfi", "-i", "testsrc2=size=\(size):rate=10"]
    let tone = sound ? ["-f", "lavfi", "-i", "sine"] : []
    try Self.ffmpeg(input + tone + ["-t", seconds] + options + [path.string])
    return path
  }

  static func ffmpeg(_ arguments: [String]) throws {
    let outcome = try StockProgram("ffmpeg").run(["-nostdin", "-loglevel", "error", "-y"] + arguments)
    guard outcome.status == 0 else { throw Failure(.internalError, "ffmpeg: \(outcome.errors)") }
  }

  /// A PDF of one page with a word on it.
  func pdf(_ name: String) throws -> FilePath {
    let text = """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
      /Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
      4 0 obj<</Length 38>>stream
      BT /F1 40 Tf 100 700 Td (Report) Tj ET
      endstream endobj
      trailer<</Root 1 0 R>>
      """
    return try folder.file(name, Array(text.utf8))
  }

  /// What `ffprobe` says of the first stream of a kind (`v`, `a`): the named entries, in its
  /// order, or nothing when there is no such stream.
  static func probe(_ bytes: [UInt8], _ stream: String, _ entries: String, in folder: TemporaryFolder)
    throws -> String
  {
    let path = try folder.file("probed", bytes)
    return try StockProgram("ffprobe").run([
      "-v", "error", "-select_streams", "\(stream):0", "-show_entries", entries, "-of", "csv=p=0:nk=1",
      path.string,
    ]).text.split(separator: "\n").joined(separator: " ")
  }
}
