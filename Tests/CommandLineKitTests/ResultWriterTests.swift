import ArgumentParser
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ResultWriterTests {
  private static let patient: JSONObject = [
    "schema": "so.patient/1", "id": "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "version": 1,
    "created_by_form": "demographics",
    "family": "Karlsson", "given": "Åsa", "birth_date": "1980-03-04", "sex": "female", "mrn": "MRN-00012345",
    "emails": [], "documents": 2, "created_at": "2026-11-24T05:47:34.123Z",
    "updated_at": "2026-11-24T05:47:34.123Z",
  ]

  private static func lines(_ arguments: [String], _ records: [JSONObject]) throws -> [String] {
    try Written.lines { output in
      let writer = ResultWriter(output, options: try OutputOptions.parse(arguments))
      for record in records { try writer.add(record) }
      try writer.finish()
    }
  }

  @Test func `a program gets one whole object a line`() throws {
    for arguments in [[], ["--json"], ["--json", "--reveal"]] {
      let lines = try Self.lines(
        arguments, [Self.patient, ["schema": "so.odd/1", "x": nil, "y": "a\nb\u{1B}"]])
      #expect(lines.count == 2)
      #expect(try JSONObject(parsing: Array(lines[0].utf8)) == Self.patient)
      #expect(lines[1] == #"{"schema":"so.odd/1","x":null,"y":"a\nb\u001b"}"#)
    }
  }

  @Test func `a table masks what names a patient, and shows it when asked to`() throws {
    let masked = try Self.lines(["--table"], [Self.patient])
    #expect(
      masked == [
        "ID                            FAMILY  GIVEN  BORN  MRN  DOCS",
        "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB  K…      Å…     …     …45     2",
      ])
    for secret in ["Karlsson", "arlsson", "Åsa", "1980", "MRN-0", "12345"] {
      #expect(!masked.joined().contains(secret))
    }
    let revealed = try Self.lines(["--table", "--reveal"], [Self.patient])
    #expect(revealed[1] == "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB  Karlsson  Åsa    1980-03-04  MRN-00012345     2")
  }

  @Test func `a short number is hidden whole, and what is absent stays empty`() throws {
    var record = Self.patient
    record["mrn"] = "1234"
    record["family"] = ""
    record["given"] = .null
    #expect(
      try Self.lines(["--table"], [record])[1]
        == "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB                 …     …       2")
  }

  @Test func `each document kind of table masks names of files`() throws {
    let document: JSONObject = [
      "schema": "so.document/1", "id": "D-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "name": "Karlsson.pdf",
      "state": "failed",
      "category": nil, "size": 5, "error": ["code": "disk_full"],
    ]
    let line = try Self.lines(["--table"], [document])[1]
    #expect(!line.contains("arlsson"))
    #expect(line.contains("disk_full"))
  }

  @Test func `of a list of states the newest is shown`() throws {
    let transfer: JSONObject = [
      "schema": "so.transfer/1", "id": "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "state": "published", "size": 9,
      "error": nil,
      "states": [
        ["state": "queued", "at": "2026-11-24T05:47:34.123Z"],
        ["state": "published", "at": "2026-11-24T05:47:35.123Z"],
      ],
    ]
    #expect(
      try Self.lines(["--table"], [transfer])[1]
        == "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB  published     9  2026-11-24T05:47:35Z")
  }

  @Test func `every field of a kind without a table may be a name, and is masked`() throws {
    let record: JSONObject = [
      "schema": "so.odd/1", "who": "Karlsson", "born": 1980, "list": ["Karlsson"], "flag": true, "none": nil,
    ]
    #expect(try Self.lines(["--table"], [record]) == ["WHO  BORN  FLAG  NONE", "K…   1…    y…"])
    #expect(try Self.lines(["--table", "--reveal"], [record])[1] == "Karlsson  1980  yes")
  }

  @Test func `a value cannot forge a row or act on the terminal`() throws {
    var record = Self.patient
    record["family"] = "A\nP-00000000000000000000000000  Forged\r\u{1B}[2J\u{202E}"
    let lines = try Self.lines(["--table", "--reveal"], [record])
    #expect(lines.count == 2)
    #expect(lines[1].contains(#"A\x0aP-0"#))
    #expect(!lines[1].unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
  }

  @Test func `another kind begins another table`() throws {
    let event: JSONObject = ["schema": "so.setting/1", "key": "link.base", "value": "https://example.org"]
    let lines = try Self.lines(["--table"], [Self.patient, event, event, Self.patient])
    #expect(lines.count == 9)
    #expect(lines[2] == "" && lines[6] == "")
    #expect(lines[3] == "KEY        VALUE")
    #expect(lines[0] == lines[7])
  }

  @Test func `a result that cannot be written is an error`() throws {
    let full = try OwnedDescriptor(opening: "/dev/full", .writeOnly)
    for arguments in [["--json"], ["--table"]] {
      let writer = ResultWriter(CheckedOutput(full.descriptor), options: try OutputOptions.parse(arguments))
      try writer.add(Self.patient)
      #expect(refusal { try writer.finish() }?.code == .outputFailed)
    }
  }

  @Test func `a program that reads along sees each result when it is handed over`() throws {
    let pipe = try Pipe()
    let writer = ResultWriter(CheckedOutput(pipe.writing.descriptor), options: try OutputOptions.parse([]))
    try writer.add(["schema": "so.a/1"])
    try writer.flush()
    var buffer = [UInt8](repeating: 0, count: 100)
    var span = buffer.mutableSpan
    var bytes = unsafe span.mutableBytes
    let count = try DescriptorSource(pipe.reading.descriptor, name: "pipe").read(into: &bytes)
    #expect(String(decoding: buffer[..<count], as: UTF8.self) == "{\"schema\":\"so.a/1\"}\n")
  }

  @Test func `both forms at once are refused`() {
    #expect(throws: (any Error).self) { try OutputOptions.parse(["--json", "--table"]) }
  }
}
