internal import NetClient
internal import Records
internal import SFTP

/// How far a file is that goes over one connection, from its front to its end.
struct StreamCheckpoint: Hashable {
  /// What tells this content from another one.
  var identity: FileIdentity
  /// The most bytes that can be there.
  var moved: Int64 = 0
  /// Whether all bytes are there and proven, and the final name was about to be given: a file that
  /// then has it is our own.
  var isPublishing = false
  /// What a web server calls the content.
  var validator: String?

  init(_ identity: FileIdentity) { self.identity = identity }

  /// The checkpoint as JSON. No key of it can hold PHI.
  var object: JSONObject {
    [
      "stream": .bool(true), "size": .integer(Int64(clamping: identity.size)),
      "modified": .integer(identity.modified),
      "sha256": identity.sha256.map { .string(Hex.encode($0)) } ?? .null, "moved": .integer(moved),
      "publishing": .bool(isPublishing), "validator": .text(validator),
    ]
  }

  /// Reads what ``object`` gave; `nil` when it is damaged, or of another kind of server.
  init?(_ object: JSONObject) {
    guard case .bool(true)? = object["stream"], case .integer(let size)? = object["size"], size >= 0,
      case .integer(let modified)? = object["modified"], case .integer(let moved)? = object["moved"],
      (0...size).contains(moved), case .bool(let isPublishing)? = object["publishing"]
    else { return nil }
    var sha256: [UInt8]?
    if case .string(let hex)? = object["sha256"] { sha256 = Hex.decode(hex) }
    identity = FileIdentity(size: UInt64(size), modified: modified, sha256: sha256)
    self.moved = moved
    self.isPublishing = isPublishing
    if case .string(let text)? = object["validator"] { validator = text }
  }
}
