import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// Conversions by the installed FFmpeg and Poppler, from a sealed document to sealed results.
@Suite struct ConversionTests {
  let media: MediaClinic
  init() throws { media = try MediaClinic() }

  struct Video: Sendable, CustomTestStringConvertible {
    let name: String
    var size = "320x240"
    var sound = false
    var options: [String] = ["-pix_fmt", "yuv420p"]
    let due: String
    var testDescription: String { "\(name) \(size)" }
  }

  @Test(arguments: [
    Video(name: "a.mp4", sound: true, due: "h264,320,240,yuv420p"),
    Video(name: "silent.mov", due: "h264,320,240,yuv420p"),
    // The test picture itself has even sides only.
    Video(
      name: "odd.avi", options: ["-vf", "format=rgb24,crop=319:239:exact=1", "-c:v", "png"],
      due: "h264,318,238,yuv420p"),
    Video(
      name: "full.mp4", options: ["-vf", "format=yuv444p,crop=101:51:exact=1"],
      due: "h264,100,50,yuv420p"),
    Video(name: "a.webm", sound: true, options: ["-c:v", "libvpx"], due: "h264,320,240,yuv420p"),
    Video(name: "a.mpg", options: ["-f", "vob", "-r", "25"], due: "h264,320,240,yuv420p"),
    Video(
      name: "tiny.mov", options: ["-vf", "format=rgb24,crop=1:1:exact=1", "-c:v", "png"],
      due: "h264,2,2,yuv420p"),
  ])
  func `R038 a video gets an MP4 that browsers play, and the original stays`(_ video: Video) throws {
    let path = try media.samples.make(
      video.name, size: video.size, sound: video.sound,
      ["-metadata", "title=Anna Roe", "-metadata", "comment=MRN 4711"] + video.options)
    let original = try TemporaryFolder.bytes(path)
    let id = try media.put(path)
    let reported = try media.process()
    #expect(reported.map(\.code) == [nil])
    if video.name == "odd.avi" {
      #expect(
        try MediaSamples.probe(original, "v", "stream=width,height", in: media.clinic.folder) == "319,239")
    }
    let mp4 = try #require(try media.object("mp4", of: id))
    let folder = media.clinic.folder
    #expect(
      try MediaSamples.probe(mp4, "v", "stream=codec_name,width,height,pix_fmt", in: folder) == video.due)
    #expect(
      try MediaSamples.probe(mp4, "a", "stream=codec_name", in: folder) == (video.sound ? "aac" : ""))
    let text = String(decoding: mp4, as: Unicode.ASCII.self)
    #expect(!text.contains("Anna Roe") && !text.contains("MRN 4711"))
    // Faststart: the index comes before the content.
    #expect(try #require(mp4.firstRange(of: "moov")) < #require(mp4.firstRange(of: "mdat")))
    #expect(try media.object("original", of: id) == original)
  }

  @Test func `a video that was filmed upright is upright`() throws {
    let flat = try media.samples.make("flat.mp4", ["-pix_fmt", "yuv420p"])
    let turned = media.clinic.folder("turned.mp4")
    try MediaSamples.ffmpeg(["-i", flat.string, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned.string])
    let id = try media.put(turned)
    try media.process()
    let mp4 = try #require(try media.object("mp4", of: id))
    #expect(
      try MediaSamples.probe(mp4, "v", "stream=width,height", in: media.clinic.folder).hasPrefix("240,320"))
  }

  @Test func `R039 R040 the preview is the icon until there is a thumbnail of the video`() throws {
    let id = try media.put(
      try media.samples.make("a.mp4", size: "640x480", ["-pix_fmt", "yuv420p"]))
    let before = try media.document(id)
    #expect(before.preview == .icon("mp4"))
    #expect(before.derivative == DocumentDerivative(mediaType: "video/mp4", state: .queued))
    guard case .work(let work) = try media.processor.claimNext() else {
      Issue.record("nothing was due")
      return
    }
    #expect(try media.document(id).preview == .icon("mp4"))
    #expect(try media.document(id).derivative?.state == .working)
    #expect(refusal { try media.clinic.folders.writeThumbnail(of: id, to: sink) }?.code == .thumbnailMissing)
    _ = try media.processor.perform(work)
    let after = try media.document(id)
    #expect(after.preview == .thumbnail(id))
    #expect(after.derivative == DocumentDerivative(mediaType: "video/mp4", state: .done))
    try media.clinic.folders.writeThumbnail(of: id, to: sink)
    #expect(
      try MediaSamples.probe(sink.bytes, "v", "stream=codec_name,width,height", in: media.clinic.folder)
        == "mjpeg,320,240")
    #expect(try media.clinic.actions().suffix(1) == ["document.thumbnail"])
  }

  @Test func `R039 what is no video never has the icon, and a broken video keeps it`() throws {
    let folder = media.clinic.folder
    let text = try media.put(folder.file("a.txt", Array("text".utf8)))
    let picture = try media.put(try media.samples.make("a.png", size: "300x300", ["-frames:v", "1"]))
    let broken = try media.put(
      folder.file("b.avi", Array("RIFF".utf8) + [0, 1, 0, 0] + Array("AVI LIST".utf8)))
    #expect(try [text, picture, broken].map { try media.document($0).preview } == [nil, nil, .icon("mp4")])
    try media.process()
    let previews = try [text, picture, broken].map { try media.document($0).preview }
    #expect(previews == [nil, .thumbnail(picture), .icon("mp4")])
    #expect(try media.document(broken).derivative?.state == .failed)
  }

  @Test func `R040 what has no thumbnail, and what is not there, gives none`() throws {
    let text = try media.put(media.clinic.folder.file("a.txt", Array("text".utf8)))
    try media.process()
    #expect(
      refusal { try media.clinic.folders.writeThumbnail(of: text, to: sink) }?.code == .thumbnailMissing)
    #expect(
      refusal { try media.clinic.folders.writeThumbnail(of: .random(), to: sink) }?.code == .documentUnknown)
    #expect(sink.bytes.isEmpty)
  }

  private let sink = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))

  @Test(
    arguments: [
      ("a.jpg", "401x301", "320,240"), ("a.png", "301x401", "240,320"), ("a.tiff", "640x64", "320,32"),
      ("a.bmp", "40x30", "40,30"), ("a.gif", "400x400", "320,320"),
    ])
  func `R040 a picture gets a thumbnail that is not larger than it`(
    _ name: String, _ size: String, _ due: String
  ) throws {
    let id = try media.put(try media.samples.make(name, size: size, ["-frames:v", "1"]))
    #expect(try media.document(id).preview == nil)
    #expect(try media.process().map(\.code) == [nil])
    let thumbnail = try #require(try media.object("thumbnail", of: id))
    #expect(
      try MediaSamples.probe(thumbnail, "v", "stream=codec_name,width,height", in: media.clinic.folder)
        == "mjpeg,\(due)")
    let document = try media.document(id)
    #expect(document.preview == .thumbnail(id))
    #expect(document.derivative == nil)
  }

  @Test func `R040 a photograph that says how the camera was held has its thumbnail upright`() throws {
    let plain = try TemporaryFolder.bytes(
      try media.samples.make("plain.jpg", size: "640x320", ["-frames:v", "1"]))
    // An Exif segment (APP1) with one entry: orientation 6, turned by a quarter.
    let exif: [UInt8] =
      Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    let turned = plain.prefix(2) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + plain.dropFirst(2)
    let id = try media.put(try media.clinic.folder.file("turned.jpg", Array(turned)))
    _ = try media.process()
    let thumbnail = try #require(try media.object("thumbnail", of: id))
    #expect(
      try MediaSamples.probe(thumbnail, "v", "stream=width,height", in: media.clinic.folder) == "160,320")
  }

  @Test func `R040 a PDF gets a thumbnail of its first page`() throws {
    let id = try media.put(try media.samples.pdf("report.pdf"))
    #expect(try media.process().map(\.code) == [nil])
    let thumbnail = try #require(try media.object("thumbnail", of: id))
    #expect(
      try MediaSamples.probe(thumbnail, "v", "stream=codec_name,width,height", in: media.clinic.folder)
        == "mjpeg,227,320")
  }

  @Test func `another document has nothing to process`() throws {
    let id = try media.put(try media.clinic.folder.file("letter.txt", Array("Dear colleague".utf8)))
    #expect(try media.job(id) == nil)
    #expect(try media.process().isEmpty)
    #expect(try media.document(id).preview == nil)
  }

  @Test func `nothing readable is on the disk`() throws {
    let path = try media.samples.make("a.mp4", ["-pix_fmt", "yuv420p", "-metadata", "title=Anna Roe"])
    _ = try media.put(path)
    _ = try StockProgram("rm").run([path.string])
    try media.process()
    for mark in ["Anna Roe", "moov", "JFIF", "Lavc"] {
      let found = try StockProgram("grep").run(["-rlaF", mark, media.clinic.folder.path.string])
      #expect(found.status == 1, "\(mark): \(found.text)")
    }
  }
}

extension [UInt8] {
  /// Where `text` begins for the first time.
  func firstRange(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    return indices.dropLast(bytes.count - 1).first { self[$0...].starts(with: bytes) }
  }
}
