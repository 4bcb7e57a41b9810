import Peers
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// Holds so-json(5) against what the tools print: every key, in its order, with its type.
@Suite struct RecordTests {
  /// Kinds that are kept inside a store, a container or a profile, and never printed.
  static let kept: Set = [
    "so.manifest/1", "so.packed-container/1", "so.queued-mail/1", "so.queued-text/1", "so.stored-document/1",
    "so.stored-folder/1", "so.stored-form/1", "so.stored-media-job/1", "so.stored-upload/1",
    "so.stored-grant/1", "so.stored-account/1",
    "so.head/1", "so.share/1", "so.received-container/1", "so.transfer-message/1",
  ]

  static func documented() throws -> [String: [ManualPage.Item]] {
    let kinds = try ManualPage("so-json.5").subsections("RECORDS").filter { $0.title.hasPrefix("so.") }
    return Dictionary(uniqueKeysWithValues: kinds.map { ($0.title, ManualPage.items($0.lines)) })
  }

  @Test func `so-json(5) describes the kinds that are printed, and no other`() throws {
    let declared = try Sources.matches(of: #/schema"?(?:: String)? ?[=:] ?"(so\.[a-z-]+\/[0-9]+)"/#)
    #expect(declared.isSuperset(of: Self.kept))
    #expect(Set(try Self.documented().keys) == declared.subtracting(Self.kept))
  }

  @Test func `every record that a tool prints is as so-json(5) says`() throws {
    var unseen = Set(try Self.documented().keys)
    let documented = try Self.documented()
    let errors = ManualPage.items(
      try ManualPage("so-json.5").subsections("RECORDS").first { $0.title == "Errors" }?.lines ?? [])
    for record in try Self.printed() {
      let schema = try #require(record.schema)
      let fields = try #require(documented[schema], "\(schema)")
      unseen.remove(schema)
      #expect(record.keys.first == "schema")
      check(record, fields, in: schema, errors, skipping: 1)
    }
    #expect(unseen.isEmpty)
  }

  private func check(
    _ object: JSONObject, _ fields: [ManualPage.Item], in place: String, _ errors: [ManualPage.Item],
    skipping: Int = 0
  ) {
    let keys = Array(object.keys.dropFirst(skipping))
    // Only errors have a key that may be absent.
    #expect(
      keys == fields.map(\.name).filter { !["fields", "limit_bytes"].contains($0) || keys.contains($0) },
      "\(place)")
    for field in fields {
      guard let value = object[field.name] else { continue }
      let name = "\(place) \(field.name)"
      #expect(Self.fits(value, field.note), "\(name): \(field.note)")
      let children = field.name == "error" ? errors : field.children
      switch value {
      case .object(let object) where !children.isEmpty: check(object, children, in: name, errors)
      case .array(let values):
        for case .object(let object) in values { check(object, children, in: name, errors) }
      default: break
      }
    }
  }

  private static func fits(_ value: JSONValue, _ type: String) -> Bool {
    switch value {
    case .null: type.hasSuffix(" or null")
    case .bool: type.hasPrefix("boolean")
    case .integer: type.hasPrefix("integer")
    case .string(let text):
      type.hasPrefix("string") || (type.hasPrefix("time") && Timestamp(rfc3339: text)?.rfc3339 == text)
    case .array(let values):
      values.allSatisfy { value in
        switch value {
        case .string: type == "array of strings"
        case .object: type == "array of objects"
        default: false
        }
      } && type.hasPrefix("array")
    case .object: type.hasPrefix("object")
    }
  }

  /// What the tools print in the main job, and where things go wrong.
  private static func printed() throws -> [JSONObject] {
    let server = try SSHServer()
    defer { server.stop() }
    let folder = try TemporaryFolder()
    try folder.file("job", Array(job.utf8))
    let environment = [
      "PATH=\(BuiltPrograms.directory.string):\(ProcessEnvironment.current.text("PATH") ?? "/usr/bin:/bin")",
      "HOME=\(folder.path.string)", "SO_LIBEXEC=\(BuiltPrograms.directory.string)",
      "SERVER=127.0.0.1:\(server.port)",
      "SERVER_URL=sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)", "SERVER_KEY=\(server.key)",
      "LC_ALL=C.UTF-8",
    ]
    let outcome = try StockProgram("env").run(
      ["-i", "-C", folder.path.string] + environment + ["bash", "-eu", "-o", "pipefail", "job"])
    guard outcome.status == 0 else { throw Failure(.internalError, "the job failed: \(outcome.errors)") }
    return try outcome.text.split(separator: "\n").map { try JSONObject(parsing: Array($0.utf8)) }
  }

  private static let job = """
    may_fail() { "$@" || true; }
    so-sod keygen --name me | tee me.json
    so-sod keygen -o other --name other | tee other.json
    cat me.json other.json | so-sod contact add -
    so-patient init
    echo '{"family":"Roe","given":"Jane","birth_date":"1971-02-03","sex":"female","mrn":"auto","emails":"j@example.org"}' > form
    so-patient add --file form | tee folder
    id=$(sed 's/.*"id":"\\([^"]*\\)".*/\\1/' folder)
    echo letter > letter.txt; printf x > $'odd\\xff'
    echo '{"type":"home","street":"1 Main St","city":"Torrance"}' | so-patient address add "$id" -
    so-patient phone add "$id" 555-0100 --type mobile --carrier verizon --sms
    sed 's/Roe/Doe/' form | so-patient visit -
    so-patient record types
    so-patient whoami
    echo 'correct battery 77 staple' | so-patient account set "$id" --username jane --password-file -
    so-patient carriers
    may_fail so-upload put --patient "$id" --category letter letter.txt $'odd\\xff' missing
    ffmpeg -loglevel error -f lavfi -i testsrc2=size=32x32 -t 0.2 -pix_fmt yuv420p video.mp4
    so-upload put --patient "$id" video.mp4 2>/dev/null
    may_fail so-upload check --guess letter.txt $'odd\\xff' missing
    may_fail so-upload plan --newest letter.txt missing
    so-upload types --profile request
    so-upload categories
    so-upload process
    echo queued > queued.txt
    may_fail so-upload add --patient "$id" queued.txt missing
    may_fail so-upload status --patient "$id" --require-ready
    so-upload start | tee started.json
    so-upload categorize --category lab "$(jq -r .document_id started.json)"
    so-upload remove "$(jq -r .document_id started.json)" "$(jq -r .id started.json)"
    so-upload receipt --since today
    so-upload grant add --patient "$id" --ttl 1h -o token
    so-upload checklist --patient "$id"
    may_fail so-upload doctor
    so-patient documents "$id"
    so-patient list --view dashboard
    so-sod pack --patient "$id" --all --to other --to me -o x.sod | tee x.json
    so-sod inspect x.sod
    so-sod list x.sod
    so-sod verify x.sod
    so-sod unpack -C out x.sod
    so-sod share x.sod --to other -o shared.sod
    so-sod verify -i other shared.sod
    so-sod rekey -i other shared.sod -o rekeyed.sod
    so-sod unpack --import x.sod
    so-patient recovery -o recovery
    may_fail so-ftpsend send x.sod 2>/dev/null
    so-ftpsend config set server.url "$SERVER_URL"
    so-ftpsend config set server.identity_file "$SERVER_KEY"
    so-ftpsend config set link.base "$SERVER_URL"
    may_fail so-ftpsend send x.sod 2>/dev/null
    so-ftpsend trust "$SERVER"
    so-ftpsend config set mail.url smtp://127.0.0.1:1
    so-ftpsend config set mail.from me@example.org
    may_fail so-patient appointment add "$id" --start 2037-01-15T10:00 --tz Europe/Berlin 2>/dev/null
    may_fail so-patient phone test "$id" 555-0100 2>/dev/null
    may_fail so-ftpsend send --to you@example.org - < x.json > sent 2>/dev/null
    cat sent
    so-ftpsend list
    so-ftpsend show --states "$(jq -r .id sent)"
    so-ftpsend send --dry-run --all "$id" --recipient other
    may_fail so-ftpsend send --all "$id" --recipient other
    so-ftpsend get "$(sed 's/.*"link":"\\([^"]*\\)".*/\\1/' sent)" -o y.sod --progress json 2>&1
    so-ftpsend receipt "$(jq -r .id x.json)"
    so-ftpsend ls
    so-ftpsend config list
    so-ftpsend config show --origin
    so-ftpsend --version --json
    so-sod keygen -o third --name third | so-patient staff add --role staff - | tee member
    so-patient staff remove "$(sed 's/.*"id":"\\(M-[^"]*\\)".*/\\1/' member)" 2>/dev/null
    so-patient audit
    so-patient audit --verify
    find .local/share/second-opinion/objects -type f | head -1 | xargs truncate -s 100
    may_fail so-patient audit --verify --objects 2>/dev/null
    so-patient export --all -o backup.sod
    """
}
