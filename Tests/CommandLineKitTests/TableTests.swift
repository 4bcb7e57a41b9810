import ArgumentParser
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct TableTests {
  private typealias Column = TableLayout.Column

  private static func lines(_ columns: [Column], _ rows: [[String]], width: Int? = nil) throws -> [String] {
    try Written.lines { output in
      let table = Table(TableLayout(schema: "so.test/1", columns: columns), columns: width)
      for row in rows { try table.add(row, output) }
      try table.finish(output)
    }
  }

  private static let columns = [
    Column(title: "ID", key: "id"), Column(title: "NAME", key: "name", isFlexible: true),
    Column(title: "SIZE", key: "size", isNumber: true), Column(title: "NOTE", key: "note", isFlexible: true),
  ]

  @Test func `columns are aligned, numbers to the right, and no line ends in blanks`() throws {
    let lines = try Self.lines(
      Self.columns, [["P-1", "Ann", "5", "x"], ["P-22", "Bartholomew", "12345", ""], ["", "", "", ""]])
    #expect(
      lines == [
        "ID    NAME          SIZE  NOTE", "P-1   Ann              5  x", "P-22  Bartholomew  12345", "",
      ])
  }

  @Test func `wide characters take two columns and marks none`() throws {
    let lines = try Self.lines(
      Self.columns, [["1", "山田", "1", "x"], ["2", "e\u{301}\u{323}a", "1", "x"], ["3", "😀", "1", "x"]])
    #expect(
      lines == [
        "ID  NAME  SIZE  NOTE", "1   山田     1  x", "2   e\u{301}\u{323}a       1  x", "3   😀       1  x",
      ])
  }

  @Test func `free text is cut to the terminal, the widest first, and the rest never`() throws {
    let id = "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"
    let rows = [[id, String(repeating: "n", count: 60), "123456789", String(repeating: "o", count: 20)]]
    for width in [80, 72, 70] {
      let lines = try Self.lines(Self.columns, rows, width: width)
      #expect(lines.allSatisfy { TextWidth.of($0) <= width }, "\(width)")
      #expect(lines[1].hasPrefix(id + "  nnn"))
      #expect(lines[1].contains("n…  123456789  "))
    }
    // Narrower than what must not be cut: the lines are too long, and still whole.
    let lines = try Self.lines(Self.columns, rows, width: 40)
    #expect(lines[1] == id + "  nnnnnnn…  123456789  ooooooo…")
    #expect(try Self.lines(Self.columns, rows)[1].hasSuffix(String(repeating: "o", count: 20)))
  }

  @Test func `a column without any value takes no room, and a path is cut at its front`() throws {
    let columns = [
      Column(title: "KEY", key: "key"),
      Column(title: "VALUE", key: "value", isFlexible: true),
      Column(title: "ORIGIN", key: "origin", isLeftOutWhenEmpty: true),
      Column(title: "PLACE", key: "place", isFlexible: true, isLeftOutWhenEmpty: true, isCutAtFront: true),
    ]
    #expect(
      try Self.lines(columns, [["a", "long value", "", ""], ["b", "", "", ""]]) == [
        "KEY  VALUE", "a    long value", "b",
      ])
    #expect(
      try Self.lines(
        columns, [["a", "v", "", ""], ["b", "w", "file", "/home/clinic/settings.ini:12"]], width: 36)
        == ["KEY  VALUE  ORIGIN  PLACE", "a    v", "b    w      file    …settings.ini:12"])
  }

  @Test func `a single setting is shown whole, and the settings of a list without empty columns`() throws {
    let url = "sftp://clinic@" + String(repeating: "a", count: 90) + ".example/outbox"
    let setting: JSONObject = [
      "schema": "so.setting/1", "key": "server.url", "value": .string(url), "secret": .bool(false),
      "meaning": "the folder to send to", "origin": .null, "place": .null,
    ]
    #expect(
      Card.lines(setting, width: 80) == [
        "KEY      server.url", "VALUE    \(url)", "MEANING  the folder to send to",
      ])
    let lines = try Written.lines { output in
      let writer = ResultWriter(output, options: try OutputOptions.parse(["--table"]))
      try writer.add(setting)
      try writer.finish()
    }
    #expect(lines.first == "KEY         VALUE")
  }

  @Test func `what lies on a server is named by its transfer, and only a stranger's file by its name`() throws
  {
    func file(_ name: String, _ id: JSONValue, _ state: JSONValue) -> JSONObject {
      [
        "schema": "so.stored-file/1", "name": .string(name), "named_id": id, "kind": "receipt",
        "size": .integer(5), "state": state, "until": .null, "retrieved_at": .null,
      ]
    }
    let id = "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"
    let lines = try Written.lines { output in
      let writer = ResultWriter(output, options: try OutputOptions.parse(["--table"]))
      try writer.add(file(id + ".sod", .string(id), "published"))
      try writer.add(file(id + "." + String(repeating: "f", count: 64) + ".receipt", .string(id), .null))
      try writer.add(file("price list.pdf", .null, .null))
      try writer.finish()
    }
    #expect(
      lines == [
        "TRANSFER                      KIND     SIZE  STATE",
        "\(id)  receipt     5  published",
        "\(id)  receipt     5",
        "price list.pdf                receipt     5",
      ])
  }

  @Test func `what a person compares is a list of fields, of which only a recipient is cut`() throws {
    let record: JSONObject = [
      "schema": "so.contact/1", "name": .null, "fingerprint": .string(String(repeating: "f", count: 80)),
      "digits": "12345", "recipient": .string(String(repeating: "r", count: 80)),
    ]
    let lines = try #require(Card.lines(record, width: 40))
    #expect(
      lines == [
        "FINGERPRINT  " + String(repeating: "f", count: 80), "DIGITS       12345",
        "RECIPIENT    " + String(repeating: "r", count: 26) + "…",
      ])
    #expect(Card.lines(record, width: nil)?.last == "RECIPIENT    " + String(repeating: "r", count: 80))
    #expect(Card.lines(["schema": "so.other/1"], width: 40) == nil)
  }

  @Test func `what goes below stands in a second line where one is too long, and whole`() throws {
    let columns = [
      Column(title: "SEQ", key: "seq", isNumber: true),
      Column(title: "ACTION", key: "action", isFlexible: true),
      Column(title: "ACTOR", key: "actor", isBelow: true),
      Column(title: "SUBJECT", key: "subject", isBelow: true),
    ]
    let ids = ["M-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "P-7D5T1XAYHCB3R9MW0ZJ4N8QK2V"]
    let rows = [["7", "patient.add"] + ids, ["12345", "audit.read", ids[0], ""]]
    #expect(
      try Self.lines(columns, rows, width: 80) == [
        "  SEQ  ACTION       ACTOR                         SUBJECT",
        "    7  patient.add  \(ids[0])  \(ids[1])",
        "12345  audit.read   \(ids[0])",
      ])
    let below = [
      "  SEQ  ACTION", "       ACTOR                         SUBJECT", "    7  patient.add",
      "       \(ids[0])  \(ids[1])", "12345  audit.read", "       \(ids[0])",
    ]
    #expect(try Self.lines(columns, rows, width: 70) == below)
    // Also behind the rows by which the widths were told.
    let many = Array(repeating: rows[0], count: 600)
    #expect(
      try Self.lines(columns, many, width: 70).suffix(2) == ["  7  patient.add", "     \(ids[0])  \(ids[1])"])
    #expect(try Self.lines(columns, rows)[1].hasSuffix(ids[1]))
  }

  @Test func `an identifier of an event is never cut at 80 columns`() throws {
    let actor = "M-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"
    let subject = "P-7D5T1XAYHCB3R9MW0ZJ4N8QK2V"
    let event: JSONObject = [
      "schema": "so.event/1", "seq": 1_234_567, "time": "2026-11-24T05:47:34.123Z", "actor": .string(actor),
      "action": "appointment.notify", "subject": ["kind": "patient", "id": .string(subject)],
    ]
    let layout = TableLayout.forSchema("so.event/1", event)
    let lines = try Written.lines { output in
      let table = Table(layout, columns: 80)
      try table.add(layout.cells(of: event, reveal: false), output)
      try table.finish(output)
    }
    let words = lines.joined(separator: "\n").split { $0 == " " || $0 == "\n" }.map(String.init)
    #expect(words.contains(actor) && words.contains(subject) && words.contains("appointment.notify"))
    #expect(lines.allSatisfy { TextWidth.of($0) <= 80 })
  }

  @Test func `a wide character is not cut in two`() {
    #expect(TextWidth.cut("山田太郎", to: 5) == "山田…")
    #expect(TextWidth.cut("山田太郎", to: 6) == "山田…")
    #expect(TextWidth.cut("山田太郎", to: 8) == "山田太郎")
    #expect(TextWidth.cut("abc", to: 1) == "…")
    #expect(TextWidth.cut("abc", to: 3) == "abc")
    #expect(TextWidth.of("ab山e\u{301}😀ﾊ") == 8)
  }

  @Test func `rows behind the first five hundred are written as they come, and whole`() throws {
    let short = [["1", "a", "1", "x"]]
    let rows = Array(repeating: short[0], count: 500) + [["22222222", "bbbbbbbb", "333333333", "y"]] + short
    let lines = try Self.lines(Self.columns, rows)
    #expect(lines.count == 503)
    // A number and an identifier that are wider than all before them move the row, and are not cut.
    #expect(lines[501].hasPrefix("22222222  bbb…  333333333"))
    #expect(lines[502] == lines[1])
  }

  @Test func `no row, no table`() throws {
    #expect(try Self.lines(Self.columns, []) == [])
  }

  @Test func `every known table fits 80 columns where its records are ordinary`() throws {
    let values: [String: JSONValue] = [
      "id": "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "family": "Featherstonehaugh-Cholmondeley",
      "given": "Bartholomew",
      "birth_date": "1980-03-04", "mrn": "MRN-00012345", "documents": 120, "state": "failed",
      "category": "letter",
      "size": 12_345_678, "name": "a very long file name of a scanned letter.pdf",
      "error": ["code": "no_such_file", "message": "the file or folder that was named does not exist"],
      "objects": 120_000, "problems": 3,
      "errors": [["code": "not_a_regular_file"]], "profile": "request",
      "endings": ["jpg", "jpeg", "jpe", "jfif"],
      "selected": false,
      "meaning": "doctor's letter: medical reports, notes, referral letters",
      "email": "somebody.with.a.long.name@hospital.example.org",
      "path": "/home/somebody/exchange/outgoing/file.sod",
      "kind": "document",
      "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "signature": "valid", "entries": 12, "content_size": 1_234_567_890,
      "stanzas": ["X25519", "X25519", "grease"],
      "has_recovery_recipient": true, "role": "recovery",
      "active": true, "label": "Dr. Bartholomew Featherstonehaugh-Cholmondeley",
      "member_id": "M-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "epoch": 12, "old_objects": 120_000,
      "recipient": .string("age1" + String(repeating: "q", count: 58)),
      "ok": true, "events": 1200, "records": 1200,
      "head": .string("1200:" + String(repeating: "a", count: 64)),
      "states": [["at": "2026-11-23T05:47:34.123Z"], ["at": "2026-11-24T05:47:34.123Z"]], "seq": 12,
      "time": "2026-11-24T05:47:34.123Z", "actor": "M-3R9MW0ZJ4N8QK2V7D5T1XAYHCB",
      "action": "patient.read", "subject": ["id": "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"],
      "key": "server.identity_file",
      "value": "/home/somebody/.config/second-opinion/id", "host": "[sftp.partner.example.org]:2222",
      "type": "ssh-ed25519",
      "also_creates": ["referral"], "command": "so-patient record add", "creates_folder": true,
      "created_at": "2026-11-24T05:47:34.123Z", "ends_on": "2027-03-31", "gateway": "vtext.com",
      "local_start": "2026-12-24T15:30:00+01:00", "minutes": 30, "status": "confirmed",
      "warnings": ["referral_unused"],
      "username": "bartholomew.featherstonehaugh@example.org",
      "default_view": "dashboard",
      "store": "/home/somebody/.local/share/second-opinion", "at": "2026-11-24T05:47:34.123Z", "count": 12,
      "number": "+44 7700 900123", "route": "gateway", "code": "sms_gateway_closed",
      "item": "treatment_summary", "present": true, "recent": false, "date": "2026-11-24",
      "message": "others may look into the store", "advice": "chmod -R go= /home/somebody/store",
      "expires_at": "2026-11-24T05:47:34.123Z", "used_files": 5, "max_files": 10, "percent": 100,
      "patient_id": "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "ready": false,
      "blocking": [["name": "a very long file name of a scanned letter.pdf"], ["name": "IMG_0001.jpg"]],
      "container_id": "C-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "transfer_id": "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB",
      "until": "2026-12-08T05:47:34.123Z", "received_at": "2026-11-24T05:47:34.123Z",
      "imported": ["documents": 120], "audit_head": .string("1200:" + String(repeating: "a", count: 64)),
      "origin": "environment", "place": "SO_SERVER_IDENTITY_FILE",
    ]
    // These show a fingerprint of fifty columns, which a person compares and nothing may cut.
    let wide: Set = ["so.verification/1", "so.host-key/1", "so.contact/1"]
    for (schema, columns) in TableLayout.known {
      var record: JSONObject = ["schema": .string(schema)]
      for column in columns {
        let key = String(column.key.prefix { $0 != "." })
        record[key] = values[key] ?? "something"
      }
      if wide.contains(schema) {
        record["fingerprint"] = "SHA256:3q8xXoN1y0k5m2v7s9w4t6r8p0a1b2c3d4e5f6g7h8i"
      }
      let layout = TableLayout.forSchema(schema, record)
      let table = try Written.lines { output in
        let table = Table(layout, columns: 80)
        try table.add(layout.cells(of: record, reveal: true), output)
        try table.finish(output)
      }
      let limit = wide.contains(schema) ? 120 : 80
      #expect(table.allSatisfy { TextWidth.of($0) <= limit }, "\(table.joined(separator: "\n"))")
    }
  }
}

/// What a table and a list show of a transfer.
@Suite struct TransferTableTests {
  private static let transfer: JSONObject = [
    "schema": "so.transfer/1", "id": "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "state": "received", "size": 12_345_678,
    "states": [
      ["at": "2026-11-24T05:47:34.123Z", "host_key": "SHA256:one"], ["at": "2026-11-24T06:47:34.123Z"],
    ],
    "host_key": "SHA256:two",
    "deliveries": [
      ["to": "a@example.org", "status": "delivered", "code": .null, "reply": "250 ok"],
      ["to": "b@example.org", "status": "failed", "code": "mail_rejected", "reply": .null],
    ],
    "error": .null, "next_attempt_at": .null,
  ]

  private static func table(_ record: JSONObject) throws -> [String] {
    try Written.lines { output in
      let layout = TableLayout.forSchema("so.transfer/1", record)
      let table = Table(layout, columns: 80)
      try table.add(layout.cells(of: record, reveal: false), output)
      try table.finish(output)
    }
  }

  @Test func `a row says who was told, when to the second, and why somebody was not`() throws {
    #expect(
      try Self.table(Self.transfer) == [
        "ID                            STATE         SIZE  UPDATED               TOLD",
        "                              ERROR",
        "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB  received  12345678  2026-11-24T06:47:34Z  1/2",
        "                              mail_rejected",
      ])
    var well = Self.transfer
    well["deliveries"] = []
    #expect(
      try Self.table(well).last == "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB  received  12345678  2026-11-24T06:47:34Z")
    // The transfer's own failure comes first.
    var failed = Self.transfer
    failed["error"] = ["code": "host_key_unknown"]
    #expect(try Self.table(failed).last?.hasSuffix("host_key_unknown") == true)
  }

  @Test func `a list has each mail, each key, and the failure with its hint, broken between words`() throws {
    var record = Self.transfer
    record["error"] = [
      "code": "host_key_unknown", "message": "the server is not known", "hint": "so-ftpsend trust host",
    ]
    record["next_attempt_at"] = "2026-11-24T07:00:00.000Z"
    let lines = try #require(Card.lines(record, width: 40))
    #expect(
      lines == [
        "ID        T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "STATE     received", "SIZE      12345678",
        "KEY       SHA256:one", "KEY       SHA256:two", "MAIL      a@example.org delivered 250 ok",
        "MAIL      b@example.org failed", "          mail_rejected", "ERROR     host_key_unknown: the server",
        "          is not known", "HINT      so-ftpsend trust host", "NEXT TRY  2026-11-24T07:00:00.000Z",
      ])
  }
}
