import Records
import TestSupport
import Testing

/// The records that tools exchange: whole ones survive, wrong ones are refused field by field.
@Suite struct KindTests {
  private static let digest = String(repeating: "0a", count: 32)

  private static let patient: JSONObject = [
    "schema": "so.patient/1", "id": "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "version": 1,
    "created_by_form": "demographics",
    "family": "Karlsson", "given": "Åsa", "birth_date": "1980-03-04", "sex": "female", "mrn": "MRN-1",
    "emails": [
      ["address": "a@example.org", "relation": "self"], ["address": "b@example.org", "relation": nil],
    ],
    "additional": [
      "phones": [
        [
          "number": "+1 555 0100", "type": "mobile", "carrier": "verizon", "sms": true,
          "sms_verified_at": nil,
        ]
      ],
      "addresses": [
        [
          "type": "home", "street": "1 Main St", "city": "Torrance", "region": "CA", "postal_code": nil,
          "country": "US",
        ]
      ],
    ],
    "documents": 2, "merged_into": nil, "created_at": "2026-11-24T05:47:34.123Z",
    "updated_at": "2026-11-24T05:47:34.123Z",
  ]

  private static let document: JSONObject = [
    "schema": "so.document/1", "id": "D-3R9MW0ZJ4N8QK2V7D5T1XAYHCB",
    "patient_id": "P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB",
    "name": "a\u{FFFD}.pdf", "name_base64": "Yf8ucGRm", "path": "/x/a.pdf", "path_base64": nil,
    "category": "lab", "category_guess": "image", "source": "camera", "profile": "request",
    "media_type": "application/pdf", "size": 5,
    "state": "done", "already": false,
    "error": nil,
    "receipt": [
      "sha256": .string(digest), "size": 5, "stored_at": "2026-11-24T05:47:34.123Z", "audit_head": "7:ab",
    ],
    "preview": ["kind": "thumbnail", "name": nil, "ref": "D-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"],
    "derivative": ["media_type": "video/mp4", "state": "done", "code": nil],
  ]

  private static let container: JSONObject = [
    "schema": "so.container/1", "id": "C-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "path": "x.sod", "path_base64": nil,
    "size": 9, "sha256": .string(digest), "documents": 1, "patients": ["P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"],
    "recipients": ["age1x"], "signer": "SHA256:x", "created_at": "2026-11-24T05:47:34.123Z",
  ]

  private static let contact: JSONObject = [
    "schema": "so.contact/1", "name": "partner", "email": "p@example.org", "recipient": "age1x",
    "signer": nil, "fingerprint": nil, "digits": nil, "verified_at": nil,
  ]

  private static let transfer: JSONObject = [
    "schema": "so.transfer/1", "id": "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "container_id": nil,
    "member_id": "M-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "state": "failed", "server": "backup", "protocol": "sftp",
    "size": 9, "sha256": .string(digest),
    "selection": ["mode": "selected", "ids": ["D-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"]], "location": "sftp://h/x",
    "link": nil, "host_key": nil, "attempts": 2, "next_attempt_at": "2026-11-24T05:49:34.123Z",
    "resumed_from": 4,
    "deliveries": [
      [
        "id": "N-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "channel": "mail", "to": "p@example.org", "status": "queued",
        "code": nil, "reply": nil, "attempts": 0,
      ]
    ],
    "states": [
      [
        "state": "queued", "at": "2026-11-24T05:47:34.123Z", "bytes": 4, "peer": "192.0.2.7:22",
        "host_key": "SHA256:x", "reply": "no space left", "code": "remote_disk_full",
      ]
    ], "error": ["code": "io_error"],
  ]

  /// As the first version wrote it, without what was added later.
  private static let earlyTransfer: JSONObject = [
    "schema": "so.transfer/1", "id": "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "container_id": nil, "state": "failed",
    "size": 9, "sha256": .string(digest), "location": "sftp://h/x", "link": nil, "host_key": nil,
    "deliveries": [], "states": [["state": "queued", "at": "2026-11-24T05:47:34.123Z"]], "error": nil,
  ]

  private static func problems<Kind: JSONRecord>(
    _ kind: Kind.Type, _ record: JSONObject, _ changes: [String: JSONValue?]
  ) -> Set<String> {
    var record = record
    for (key, value) in changes { record[key] = value }
    let failure = refusal { try Kind(json: record) }
    return Set((failure?.fields ?? []).map { "\($0.field) \($0.code.word)" })
  }

  @Test func `R028 each kind survives being read and written`() throws {
    #expect(try Patient(json: Self.patient).json == Self.patient)
    #expect(try Document(json: Self.document).json == Self.document)
    #expect(try Container(json: Self.container).json == Self.container)
    #expect(try Contact(json: Self.contact).json == Self.contact)
    #expect(try Transfer(json: Self.transfer).json == Self.transfer)
    #expect(try Transfer(json: Self.earlyTransfer).state == .failed)
  }

  @Test(arguments: ["family", "given", "birth_date", "sex", "mrn"])
  func `R009 each field of the registration is mandatory, and blanks are nothing`(_ key: String) {
    #expect(Self.problems(Patient.self, Self.patient, [key: .none]) == ["\(key) required"])
    #expect(Self.problems(Patient.self, Self.patient, [key: .null]) == ["\(key) required"])
    if key != "birth_date", key != "sex" {
      #expect(Self.problems(Patient.self, Self.patient, [key: ""]) == ["\(key) required"])
      #expect(Self.problems(Patient.self, Self.patient, [key: " \u{A0}\u{3000}\t"]) == ["\(key) required"])
    }
  }

  @Test func `R009 e-mail is not mandatory, and every missing field is named at once`() {
    #expect(Self.problems(Patient.self, Self.patient, ["emails": .none]) == [])
    #expect(
      Self.problems(
        Patient.self, Self.patient,
        ["family": .none, "given": .null, "birth_date": .none, "sex": .none, "mrn": ""])
        == ["family required", "given required", "birth_date required", "sex required", "mrn required"])
  }

  @Test(
    arguments: [
      ("family", "a\nb"), ("family", "a\u{1B}[2J"), ("given", "\u{202E}b"), ("mrn", "1\u{2066}2"),
      ("mrn", .string(String(repeating: "1", count: 65))),
      ("family", .string(String(repeating: "é", count: 101))),
      ("sex", "F"), ("birth_date", "03/04/1980"), ("birth_date", "1980-02-30"), ("created_by_form", "fax"),
      ("documents", -1), ("id", "D-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"), ("created_at", "2026-11-24"),
    ] as [(String, JSONValue)])
  func `a value of a folder that is not allowed is one problem`(_ key: String, _ value: JSONValue) {
    #expect(Self.problems(Patient.self, Self.patient, [key: value]) == ["\(key) value_invalid"])
  }

  @Test(
    arguments: [
      ("a@example.org; b@example.org;a@EXAMPLE.org", 2),
      (["a@example.org", ["address": "a@example.org"]], 1),
      ([], 0), (nil, 0), ("", 0),
    ] as [(JSONValue, Int)])
  func `R018 R019 addresses come as text, as a list or as objects, each once`(
    _ value: JSONValue, _ count: Int
  ) throws {
    var record = Self.patient
    record["emails"] = value
    #expect(try Patient(json: record).demographics.emails.count == count)
  }

  @Test(
    arguments: [
      ("a@example.org, b@example.org", ["emails[0] value_invalid"]), (1, ["emails type_unexpected"]),
      (
        [
          1, "x", ["address": "y"], ["relation": "self"],
          ["address": "a@example.org", "relation": "boss", "z": 1],
        ],
        [
          "emails[0] type_unexpected", "emails[1] value_invalid", "emails[2].address value_invalid",
          "emails[3].address required", "emails[4].relation value_invalid", "emails[4].z key_unknown",
        ]
      ),
    ] as [(JSONValue, Set<String>)])
  func `R019 each wrong address is named by its place`(_ value: JSONValue, _ expected: Set<String>) {
    #expect(Self.problems(Patient.self, Self.patient, ["emails": value]) == expected)
  }

  @Test func `a hostile megabyte of addresses or phones is answered at once`() throws {
    // Each compared with each would take hours.
    var record = Self.patient
    record["emails"] = .array((0..<60_000).map { .string("\($0)@x.co") })
    #expect(try Patient(json: record).demographics.emails.count == 60_000)
    record["emails"] = []
    record["additional"] = [
      "phones": .array((0..<20_000).map { ["number": .string("\(1_000_000 + $0)"), "type": "home"] })
    ]
    #expect(try Patient(json: record).additional.phones.count == 20_000)
  }

  @Test func `a document's name of bytes that are not UTF-8 is kept`() throws {
    let name = try Document(json: Self.document).name
    #expect(name.bytes == [0x61, 0xFF] + Array(".pdf".utf8))
    #expect(try Document(json: Self.document).path?.bytes == Array("/x/a.pdf".utf8))
  }

  @Test(
    arguments: [
      // The text says one name and the bytes another; bytes that text could have held.
      ["name": "b.pdf"], ["name_base64": "L2V0Yy9wYXNzd2Q="], ["name": "a.pdf", "name_base64": "YS5wZGY="],
      ["name": "e\u{301}", "name_base64": "w6k="], ["name_base64": "Yf8ucGR="], ["name_base64": "****"],
    ] as [[String: JSONValue?]])
  func `two names in one record are refused`(_ changes: [String: JSONValue?]) {
    #expect(Self.problems(Document.self, Self.document, changes) == ["name_base64 value_invalid"])
  }

  @Test(
    arguments: [
      (["name": .none, "name_base64": .none], ["name required"]), (["size": -1], ["size value_invalid"]),
      (["state": "lost"], ["state value_invalid"]), (["category": "photo"], ["category value_invalid"]),
      (
        ["receipt": ["sha256": "ab", "size": -5, "x": 1]],
        [
          "receipt.sha256 value_invalid", "receipt.size value_invalid", "receipt.stored_at required",
          "receipt.x key_unknown",
        ]
      ),
    ] as [([String: JSONValue?], Set<String>)])
  func `R036 R046 a wrong document is refused by field`(
    _ changes: [String: JSONValue?], _ expected: Set<String>
  ) {
    #expect(Self.problems(Document.self, Self.document, changes) == expected)
  }

  @Test(
    arguments: [
      (["path": .none], ["path required"]),
      (["size": -9, "documents": -1], ["size value_invalid", "documents value_invalid"]),
      (["sha256": .string(String(repeating: "0A", count: 32))], ["sha256 value_invalid"]),
      (["sha256": ""], ["sha256 required"]), (["sha256": .none], ["sha256 required"]),
      (["patients": ["P-1", 2]], ["patients[0] value_invalid", "patients[1] type_unexpected"]),
    ] as [([String: JSONValue?], Set<String>)])
  func `a wrong container is refused by field`(_ changes: [String: JSONValue?], _ expected: Set<String>) {
    #expect(Self.problems(Container.self, Self.container, changes) == expected)
  }

  @Test(arguments: [
    "age1abc", "ssh-ed25519", "-x", ".x", "", "a b", "a/b", "é", "@x", String(repeating: "x", count: 65),
  ])
  func `a contact's name cannot be taken for a key, a file or an option`(_ name: String) {
    #expect(Self.problems(Contact.self, Self.contact, ["name": .string(name)]) == ["name value_invalid"])
  }

  @Test func `a wrong transfer names the delivery and the state`() {
    #expect(
      Self.problems(
        Transfer.self, Self.transfer,
        [
          "size": -1,
          "deliveries": [
            1, ["id": "N-3R9MW0ZJ4N8QK2V7D5T1XAYHCB", "to": "x", "status": "queued"], ["status": "queued"],
          ],
          "states": [["state": "lost", "at": "now"]],
        ]) == [
          "size value_invalid", "deliveries[0] type_unexpected", "deliveries[1].to value_invalid",
          "deliveries[2].id required", "deliveries[2].to required", "states[0].state value_invalid",
          "states[0].at value_invalid",
        ])
  }

  @Test func `text is trimmed of blanks of any script at its ends only`() {
    #expect(" \u{A0}\u{2003}a b\u{3000}\n".trimmingBlanks == "a b")
    #expect("".trimmingBlanks == "")
    #expect("\u{200B}a".trimmingBlanks == "\u{200B}a")
  }

  @Test(arguments: [
    ("Müller", ["muller"]), ("MU\u{308}LLER", ["muller"]), ("Straße", ["strasse"]), ("Łódź", ["lodz"]),
    ("Ærø", ["aero"]),
    ("O'Hara-Smith", ["o", "hara", "smith"]), ("Ёлкин", ["елкин"]), ("Ιωάννης", ["ιωαννησ"]), ("", []),
    (" - ", []),
    ("山田 太郎", ["山田", "太郎"]), ("a\u{200D}b", ["ab"]), ("ﬁ", ["ﬁ"]),
  ])
  func `text is folded for searching`(_ text: String, _ words: [String]) {
    #expect(TextFolding.words(text) == words)
  }
}
