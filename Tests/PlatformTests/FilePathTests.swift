import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct FilePathTests {
  private static let names: [[UInt8]] = [
    Array("plain".utf8), Array("with blank".utf8), Array("Müller.pdf".utf8), [0xFF], [0xC3, 0x28],
    [0xED, 0xA0, 0x80],
    Array("a\nb".utf8), [0x1B, 0x5B, 0x32, 0x4A], [0x2D], [0x2D, 0x72, 0x66], Array("e\u{301}".utf8),
    Array("\u{E9}".utf8),
    Array("\u{10FFFF}".utf8), [0x80, 0x0A, 0x09, 0x7F], Array("...".utf8), Array(".hidden".utf8),
    Array("~".utf8),
    [UInt8](repeating: 0x78, count: 255),
  ]

  @Test func `a name of any bytes is made, listed, opened and given back`() throws {
    let folder = try TemporaryFolder()
    for name in Self.names {
      let path = FilePath(bytes: folder.path.bytes + [0x2F] + name)
      let file = try NewFile(in: folder.path)
      try file.write(name)
      try file.publish(at: path, durable: false)
      #expect(path.lastComponent.map { FilePath(root: nil, components: $0).bytes } == name)
      #expect(path.fileName.bytes == name)
      #expect(RecordedPath(path).bytes == path.bytes)
      #expect(try TemporaryFolder.bytes(path) == name)
    }
    let listed = try FileSystem.names(in: folder.path).map { FilePath(root: nil, components: $0).bytes }
    #expect(listed == Self.names.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func `any bytes without a slash or NUL survive`() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<500 {
      let bytes = generator.bytes(Int.random(in: 1...40, using: &generator)).filter { $0 != 0x2F && $0 != 0 }
      #expect(FilePath(bytes: bytes).bytes == bytes)
    }
    #expect(FilePath(bytes: [0x61, 0, 0x62]).bytes == [0x61])
    #expect(FilePath(bytes: []).bytes == [])
    for path: FilePath in ["/", "..", "a/..", ""] { #expect(path.fileName == .standIn, "\(path)") }
  }

  @Test func `only valid UTF-8 is text`() {
    #expect(FilePath("Müller").text == "Müller")
    #expect(FilePath(bytes: [0xFF]).text == nil)
    #expect(FilePath(bytes: [0xED, 0xA0, 0x80]).text == nil)
  }

  @Test(arguments: [
    ("plain name.pdf", "plain name.pdf"), ("Müller 山田 😀", "Müller 山田 😀"), ("a\nb", #"a\x0ab"#),
    ("a\r\nb", #"a\x0d\x0ab"#),
    ("\u{1B}[2J", #"\x1b[2J"#), ("\u{7F}\t\0", #"\x7f\x09\x00"#), ("\u{9B}2J", #"\xc2\x9b2J"#),
    // Marks that turn the direction of writing: `cod.exe` would look like `exe.doc`.
    ("\u{202E}cod.exe", #"\xe2\x80\xaecod.exe"#),
    ("\u{2066}\u{2069}\u{200F}", #"\xe2\x81\xa6\xe2\x81\xa9\xe2\x80\x8f"#),
    ("\u{2028}\u{2029}\u{FEFF}", #"\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf"#),
    ("\u{E0041}", #"\xf3\xa0\x81\x81"#),
    ("e\u{301}", "e\u{301}"), ("", ""),
  ])
  func `what a terminal would act on is shown as bytes`(_ text: String, _ shown: String) {
    #expect(FilePath.printable(Array(text.utf8)) == shown)
  }

  @Test func `what is not UTF-8 is shown as bytes`() {
    #expect(FilePath.printable([0x61, 0xFF, 0x1B, 0xC3, 0xA9]) == #"a\xff\x1b\xc3\xa9"#)
    #expect(FilePath(bytes: [0x2F, 0x80]).printable == #"/\x80"#)
  }
}
