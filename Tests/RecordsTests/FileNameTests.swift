import TestSupport
import Testing

@testable import Records

@Suite struct FileNameTests {
  @Test(
    arguments: [
      [], [0x2E], [0x2E, 0x2E], [0x2F], [0x61, 0x2F], [0x2F, 0x61], [0x61, 0x2F, 0x62], [0x00],
      [0x61, 0x00, 0x62],
      Array("../x".utf8),
    ] as [[UInt8]])
  func `what leads out of a folder, or ends a name early, is no name`(_ bytes: [UInt8]) {
    #expect(FileName(bytes: bytes) == nil)
  }

  @Test(
    arguments: [
      Array("...".utf8), Array(".hidden".utf8), Array("a b\n".utf8), [0xFF], Array("\u{202E}fdp.exe".utf8),
      [UInt8](repeating: 0x61, count: 255),
    ] as [[UInt8]])
  func `any other bytes are one, and stay as they are`(_ bytes: [UInt8]) {
    #expect(FileName(bytes: bytes)?.bytes == bytes)
    #expect(RecordedPath(bytes: bytes)?.bytes == bytes)
  }

  @Test func `a path may have slashes, and no NUL`() {
    #expect(RecordedPath(bytes: Array("/a/../b".utf8))?.text == "/a/../b")
    #expect(RecordedPath(bytes: [0x61, 0x00]) == nil)
  }

  private func read<Name: RecordedName>(_ object: JSONObject, _: Name.Type) -> (Name?, [String]) {
    var reader = ObjectReader(object, what: "test")
    let name = Name("name", reading: &reader)
    return (name, reader.problems.map { "\($0.field) \($0.code.word)" })
  }

  @Test(arguments: ["a/b", "..", "", "a\u{0}b", "/"])
  func `a record with a name that is none is refused by its field`(_ text: String) {
    let (name, problems) = read(["name": .string(text)], FileName.self)
    #expect(name == nil && problems == ["name value_invalid"])
    let bytes = Array(text.utf8) + [0xFF, 0x2F]
    let shown = String(decoding: bytes, as: UTF8.self)
    let object: JSONObject = ["name": .string(shown), "name_base64": .string(Base64.encode(bytes))]
    #expect(read(object, FileName.self).1 == ["name_base64 value_invalid"])
  }

  @Test func `a record's path is read where a name is not`() {
    let (path, problems) = read(["name": "/a/b"], RecordedPath.self)
    #expect(path?.text == "/a/b" && problems.isEmpty)
    #expect(read(["name": "a\u{0}"], RecordedPath.self).1 == ["name value_invalid"])
  }

  @Test func `a name that must be there and is not is one problem`() {
    var reader = ObjectReader([:], what: "test")
    #expect(FileName.required("name", reading: &reader) == .standIn)
    #expect(reader.problems.map { "\($0.field) \($0.code.word)" } == ["name required"])
  }
}
