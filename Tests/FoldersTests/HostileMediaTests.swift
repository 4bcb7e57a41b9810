import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// Broken and hostile files, and the limits that hold them.
@Suite struct HostileMediaTests {
  var media: MediaClinic
  init() throws { media = try MediaClinic() }

  private func expectFailed(_ path: FilePath, _ code: Failure.Code) throws {
    let original = try TemporaryFolder.bytes(path)
    let id = try media.put(path)
    #expect(try media.process().map(\.code) == [code])
    let job = try #require(try media.job(id))
    #expect(job.state == .failed && job.attempts == 1 && job.code == code.word)
    media.advance(bySeconds: 1_000_000)
    #expect(try media.process().isEmpty)
    #expect(try media.object("original", of: id) == original)
    #expect(try media.object("thumbnail", of: id) == nil)
    #expect(try media.object("mp4", of: id) == nil)
  }

  @Test func `R038 a broken video is a clear state and no loop`() throws {
    var numbers = SeededGenerator(seed: 3)
    let path = try media.clinic.folder.file(
      "broken.mp4", [0, 0, 0, 0x18] + Array("ftypmp42".utf8) + numbers.bytes(20_000))
    try expectFailed(path, .mediaUnreadable)
    var documents: [Document] = []
    try media.clinic.folders.documents(of: media.patient.id) { documents.append($0) }
    #expect(
      documents.first?.derivative
        == DocumentDerivative(mediaType: "video/mp4", state: .failed, code: "media_unreadable"))
    #expect(documents.first?.preview == .icon("mp4"))
    #expect(documents.first?.state == .done)
  }

  @Test func `a sound without a picture is no video`() throws {
    let path = media.clinic.folder("sound.mp4")
    try MediaSamples.ffmpeg(["-f", "lavfi", "-i", "sine", "-t", "1", path.string])
    try expectFailed(path, .mediaUnreadable)
  }

  @Test func `a picture that says to have a billion points gets no memory`() throws {
    // The header of a PNG of 60,000 × 60,000 points, and little behind it.
    let header: [UInt8] = [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0]
    let chunk = Array("IHDR".utf8) + header
    let bytes =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + chunk + Self.crc(chunk)
      + [0, 0, 0, 8] + Array("IDAT".utf8) + [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    try expectFailed(try media.clinic.folder.file("bomb.png", bytes), .mediaUnreadable)
  }

  private static func crc(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ~crc >> $0) }
  }

  @Test func `a video of more points than the limit is not decoded`() throws {
    let path = try media.samples.make(
      "wide.mp4", size: "8000x6000", seconds: "0.1", ["-c:v", "mpeg4", "-frames:v", "1"])
    try expectFailed(path, .mediaUnreadable)
  }

  @Test mutating func `a conversion ends at the limit of its output`() throws {
    media.workshop.video.output = 4096
    try expectFailed(try media.samples.make("a.mp4", ["-pix_fmt", "yuv420p"]), .conversionLimit)
  }

  @Test mutating func `a conversion ends at the limit of its time`() throws {
    media.workshop.video.seconds = 0
    try expectFailed(try media.samples.make("a.mp4", ["-pix_fmt", "yuv420p"]), .conversionLimit)
  }

  @Test mutating func `a conversion ends at the limit of its processor time`() throws {
    media.workshop.video.processorSeconds = 1
    let path = try media.samples.make(
      "long.mp4", size: "1920x1080", seconds: "30", ["-preset", "ultrafast", "-pix_fmt", "yuv420p"])
    try expectFailed(path, .conversionLimit)
  }

  @Test mutating func `a video that does not fit into memory is kept and not read`() throws {
    media.workshop.video.input = 1000
    try expectFailed(
      try media.samples.make("a.mp4", ["-pix_fmt", "yuv420p"]), .videoTooLargeToConvert)
  }

  @Test mutating func `a picture that does not fit into memory is kept and not read`() throws {
    media.workshop.thumbnail.input = 100
    try expectFailed(try media.samples.make("a.png", ["-frames:v", "1"]), .tooLargeForThumbnail)
  }

  /// Each is a playlist that names the video `%`.
  @Test(
    arguments: [
      ("ffconcat version 1.0\nfile '%'\n", "concat"),
      ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://%\n#EXT-X-ENDLIST\n", "hls"),
    ], ["video/x-matroska", "video/mp4"])
  func `a playlist opens no other file`(_ playlist: (text: String, format: String), _ type: String) throws {
    let video = try media.samples.make("a.ts", ["-pix_fmt", "yuv420p"])
    let text = playlist.text.replacing("%", with: video.string)
    // The walls are open here for the video: only the list of formats stands before it.
    let folders = MediaPrograms.systemFolders + [media.clinic.folder.path]
    let programs = MediaPrograms(in: "/usr/bin", readable: folders)
    func run(_ command: MediaCommand) throws -> MemoryFile {
      let input = try MemoryFile()
      try input.write(Array(text.utf8))
      return try programs.run(command, on: input, within: .video, alive: { () throws(Failure) in })
    }
    let command = MediaCommand.conversion(of: type)
    #expect(refusal { try run(command) }?.code == .mediaUnreadable)
    // With the playlist's own format it would have been read.
    let formatPlace = try #require(
      command.arguments.firstIndex { $0 == "-format_whitelist" || $0 == "-f" })
    var arguments = command.arguments
    let more = playlist.format == "concat" ? ["-safe", "0"] : ["-allowed_extensions", "ALL"]
    arguments.replaceSubrange(formatPlace...(formatPlace + 1), with: ["-f", playlist.format] + more)
    let open = MediaCommand(program: command.program, arguments: arguments, output: 4)
    #expect(try run(open).size > 1000)
  }

  @Test func `a playlist under the name of a video is no video`() throws {
    let playlist = Array("#EXTM3U\nfile:///etc/passwd\n".utf8)
    let refused = try media.clinic.put(
      [try media.clinic.folder.file("list.mp4", playlist)], into: media.patient)
    #expect(refused.first?.failure?["code"] == "type_mismatch")
    // Under a name that says nothing it is a document, and no video.
    #expect(try media.job(media.put(try media.clinic.folder.file("list.m3u8", playlist))) == nil)
    #expect(
      MediaType(head: playlist, fileName: FileName(named: "list.mp4")).name
        == "application/octet-stream")
  }

  @Test func `no command leaves the format or the protocol to the file`() {
    let types = [
      "video/mp4", "video/quicktime", "video/x-msvideo", "video/webm", "video/mpeg", "video/x-else",
    ]
    let commands =
      types.map(MediaCommand.conversion) + [MediaCommand.videoThumbnail]
      + MediaCommand.imageFormats.keys.compactMap(MediaCommand.thumbnail(ofImage:))
    for command in commands {
      let input = command.arguments.prefix { $0 != "-i" }
      #expect(input.contains("-f") || input.contains("-format_whitelist"))
      #expect(Array(input).firstIndex(of: "-protocol_whitelist").map { input[$0 + 1] } == "file")
      #expect(input.contains("-max_pixels"))
    }
  }

  @Test mutating func `without the programs nothing is tried, and no attempt is lost`() throws {
    let id = try media.put(try media.samples.pdf("report.pdf"))
    media.workshop.programs = MediaPrograms(in: media.clinic.folder.path)
    let failure = refusal { try media.process() }
    #expect(failure?.code == .programMissing)
    #expect(failure?.hint == "apt-get install ffmpeg")
    #expect(try media.job(id)?.attempts == 0)
    media.workshop.programs = .installed
    #expect(try media.process().map(\.code) == [nil])
  }
}
