import ArgumentParser
import Records
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ItemListTests {
  private static let document = DocumentID.random()
  private static let upload = UploadID.random()

  private static func items(_ text: String, _ operands: [String] = ["-"]) throws -> [String] {
    let options = try ItemListOptions.parse(operands)
    let reader = ItemListReader(options.items, input: PiecewiseSource(Array(text.utf8), size: 3))
    var items: [String] = []
    while let item = try reader.next() {
      switch item {
      case .success(.document(let id, let seen)):
        items.append(id == document ? seen.map { "D \($0?.rawValue ?? "none")" } ?? "D" : "another")
      case .success(.upload(let id)): items.append(id == upload ? "U" : "another")
      case .failure(let failure): items.append("\(failure.code.word): \(failure.message.prefix(6))")
      }
    }
    return items
  }

  private static func record(_ state: Document.State, _ category: DocumentCategory? = nil) -> String {
    let isThere = state != .failed
    let record = Document(
      id: isThere ? document : nil, patient: nil, name: FileName(named: [0x61]), category: category,
      mediaType: nil, size: nil, state: state)
    return String(decoding: record.json.serialized, as: UTF8.self)
  }

  @Test(arguments: [
    ("", []), ("\n \r\n\t\n", []), ("\(document)\n", ["D"]), (" \(document.text.lowercased()) \r\n", ["D"]),
    ("\(upload)", ["U"]), ("\(document)\n\(upload)\n", ["D", "U"]),
    (record(.done), ["D none"]), (record(.done, .lab), ["D lab"]),
    (record(.failed), []), (record(.removed), []),
    (#"{"schema":"so.patient/1","id":"x"}"# + "\n" + record(.done, .image), ["D image"]),
    (#"{"no":"schema"}"#, []),
  ])
  func `items come from records and identifiers, and what is something else is passed over`(
    _ text: String, _ items: [String]
  ) throws {
    #expect(try Self.items(text) == items)
  }

  @Test(arguments: [
    ("nonsense", "value_invalid: line 1"), ("{\"a\":}", "json_invalid: line 1"),
    ("\(document) \(document)", "value_invalid: line 1"),
    ("P-00000000000000000000000000", "value_invalid: line 1"),
    (#"{"schema":"so.document/1"}"#, "record_invalid: line 1"),
    ("\u{FEFF}\(document)", "value_invalid: line 1"),
    (String(repeating: "x", count: 1 << 20 + 1), "line_too_long: line 1"),
  ])
  func `a line that names nothing is one failure, and the next line counts`(_ line: String, _ failure: String)
    throws
  {
    #expect(try Self.items("\(line)\n\(Self.document)\n") == [failure, "D"])
  }

  @Test func `operands and the stream come in the order in which they are given`() throws {
    #expect(
      try Self.items("\(Self.upload)\n", ["\(Self.document)", "-", "\(Self.document)"]) == ["D", "U", "D"])
  }

  @Test(arguments: [[], ["-", "-"], ["P-00000000000000000000000000"], ["D-1"], [""], ["letter.txt"]])
  func `an operand that is no item is a wrong command line`(_ operands: [String]) {
    #expect(throws: (any Error).self) { try ItemListOptions.parse(operands) }
  }
}
