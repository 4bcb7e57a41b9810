public import Records

/// What tells one content of a file from another without reading it.
public struct FileIdentity: Hashable, Sendable {
  /// The size in bytes.
  public let size: UInt64
  /// The time of the last change: nanoseconds since 1970 for a file here, seconds for one on
  /// a server, 0 where the server does not tell.
  public let modified: Int64
  /// The SHA-256 of the content, 32 bytes, where it is known.
  public let sha256: [UInt8]?

  /// Puts an identity together.
  public init(size: UInt64, modified: Int64, sha256: [UInt8]? = nil) {
    self.size = size
    self.modified = modified
    self.sha256 = sha256
  }

  /// Whether both can be one content; an unknown hash fits every other.
  func fits(_ other: FileIdentity) -> Bool {
    guard size == other.size, modified == other.modified else { return false }
    guard let mine = sha256, let theirs = other.sha256 else { return true }
    return mine == theirs
  }
}

/// How far a transfer has come: what its next run needs in order to go on.
///
/// The caller keeps it, as a value or as ``object``, each time that the engine hands it one,
/// and gives back the last; without it a transfer begins anew. It belongs to one pair of
/// local and remote name, which the caller must keep beside it.
public struct TransferCheckpoint: Hashable, Sendable {
  /// How far.
  public enum Stage: String, Sendable {
    /// Bytes are still due.
    case moving
    /// All bytes are there and proven, and the final name was about to be given. Kept before
    /// that is tried, so that a name which then stands there is known for our own.
    case publishing
  }

  /// The content that is moved.
  public let identity: FileIdentity
  /// The pieces that have safely arrived.
  public internal(set) var pieces: PieceMap
  /// How far it has come.
  public internal(set) var stage: Stage

  init(_ identity: FileIdentity) {
    self.identity = identity
    pieces = PieceMap(fileSize: identity.size)
    stage = .moving
  }

  /// The checkpoint as JSON: `size`, `modified`, `sha256`, `piece_size`, `pieces` (base64),
  /// `stage`. No key of it can hold PHI.
  public var object: JSONObject {
    [
      "size": .integer(Int64(clamping: identity.size)), "modified": .integer(identity.modified),
      "sha256": identity.sha256.map { .string(Hex.encode($0)) } ?? .null,
      "piece_size": .integer(Int64(clamping: pieces.pieceSize)),
      "pieces": .string(Base64.encode(pieces.bits)), "stage": .string(stage.rawValue),
    ]
  }

  /// Reads what ``object`` gave; `nil` when it is damaged, and then the transfer is to begin anew.
  public init?(_ object: JSONObject) {
    guard case .integer(let size)? = object["size"], size >= 0,
      case .integer(let modified)? = object["modified"],
      case .integer(let pieceSize)? = object["piece_size"], pieceSize > 0,
      case .string(let text)? = object["pieces"], let bits = Base64.decode(text),
      case .string(let word)? = object["stage"], let stage = Stage(rawValue: word),
      let pieces = PieceMap(fileSize: UInt64(size), pieceSize: UInt64(pieceSize), bits: bits)
    else { return nil }
    var sha256: [UInt8]?
    switch object["sha256"] {
    case .string(let hex)?:
      guard let bytes = Hex.decode(hex), bytes.count == 32 else { return nil }
      sha256 = bytes
    case .null?, nil: break
    default: return nil
    }
    guard stage == .moving || pieces.isComplete else { return nil }
    identity = FileIdentity(size: UInt64(size), modified: modified, sha256: sha256)
    self.pieces = pieces
    self.stage = stage
  }
}
